"""The people of the desk's tests: two sectors, their coaches and managers, and one learner of the first coach."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.test import Client

from fingerpost.caseload import actions
from fingerpost.people.actions import add_employer, add_group, add_person, give_role
from fingerpost.people.models import Employer, Group, Person, User
from fingerpost.policies.actions import adopt_pack

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
TODAY = date(2026, 3, 2)
OFFICE = "person:ff33mm55qq77"


def day(text: str) -> date:
    """A date, shortly."""
    return date.fromisoformat(text)


@dataclass
class World:
    """Who is there."""

    care: Group
    digital: Group
    coach: Person
    other_coach: Person
    manager: Person
    learner: Person
    employer: Employer
    enrolment: str = ""

    @property
    def code(self) -> str:
        """The enrolment as addresses name it."""
        return self.enrolment.partition(":")[2]

    def enrol(self, name: str = "Mali Price", **changes: Any) -> str:
        """Another learner in the first coach's caseload, since 5 January 2026."""
        learner = add_person(name=name, by=OFFICE, at=AT)
        return actions.enrol(by=OFFICE, at=AT, **{**self._start(learner), **changes})

    def _start(self, learner: Person) -> dict[str, Any]:
        return {
            "on": day("2026-01-05"),
            "learner": learner.key,
            "programme": "Adult Care Worker, level 2",
            "programme_type": "apprenticeship",
            "nation": "england",
            "planned_end": day("2027-01-05"),
            "employer": self.employer.key,
            "coach": self.coach.key,
            "group": self.care.key,
        }


def world(adopted: bool = True) -> World:
    """The people, with the policy adopted since September 2025."""
    if adopted:
        adopt_pack(pack="learners-at-risk", on=day("2025-09-01"), by=OFFICE, at=AT)
    house = add_group(name_en="Marcher Learning", name_cy="Dysgu'r Mers", sort="provider", by=OFFICE, at=AT)
    care = add_group(name_en="Care", name_cy="Gofal", sort="sector", parent=house, by=OFFICE, at=AT)
    digital = add_group(name_en="Digital", name_cy="Digidol", sort="sector", parent=house, by=OFFICE, at=AT)
    found = World(
        care,
        digital,
        coach=person("Hannah Clarke", coach=care),
        other_coach=person("Rhys Morgan", coach=digital),
        manager=person("Priya Nair", sector_manager=care),
        learner=person("Amina Yusuf"),
        employer=add_employer(name="Hartwell House Care", place="Shrewsbury", by=OFFICE, at=AT),
    )
    found.enrolment = actions.enrol(by=OFFICE, at=AT, **found._start(found.learner))
    return found


def person(name: str, **roles: Group | None) -> Person:
    """Somebody with an account who holds roles since 2025, each for a group."""
    made = add_person(name=name, email=f"{name.split()[0].lower()}@example.org", by=OFFICE, at=AT)
    User.objects.create_user(made.email, made, "a long enough secret")
    for role, group in roles.items():
        give_role(person=made, role=role, on=day("2025-01-01"), group=group, by=OFFICE, at=AT)
    return made


def signed_in(who: Person) -> Client:
    """A browser in which somebody is signed in."""
    client = Client()
    client.force_login(User.objects.get(person=who), backend="allauth.account.auth_backends.AuthenticationBackend")
    return client
