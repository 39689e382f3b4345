"""The people of the reading desk's tests: two sectors in two nations, everyone who may look, and five learners."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from django.test import Client
from msgspec.structs import replace

from fingerpost.caseload import actions, telling
from fingerpost.facts.keys import new_key
from fingerpost.facts.rows import Told
from fingerpost.people.actions import add_employer, add_group, add_person, give_role
from fingerpost.people.models import Employer, Group, Person, User
from fingerpost.policies.actions import adopt_pack

TODAY = date(2026, 2, 16)
NOW = datetime(2026, 2, 16, 10, 30, tzinfo=UTC)
OFFICE = "person:0ff1ce222222"


def on(text: str) -> date:
    """A day of 2025 or 2026: “2026-02-10”."""
    return date.fromisoformat(text)


@dataclass
class Cast:
    """Who is there, by first name; `codes` are the learners as addresses name them."""

    care: Group
    building: Group
    hartwell: Employer
    pili: Employer
    people: dict[str, Person] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)

    def subject(self, name: str) -> str:
        """The key of a learner's enrolment."""
        return f"enrolment:{self.codes[name]}"

    def tell(self, name: str, *told: Told, by: str = "Hannah") -> list[int]:
        """Records facts about a learner, each at ten on its day; gives the numbers of their entries."""
        key, subject = self.people[by].key, self.subject(name)
        facts = [at_ten(each) for each in told]
        return [each.pk for each in actions.tell(subject=subject, told=facts, by=key, at=NOW, act="told")]

    def browser(self, name: str) -> Client:
        """A browser in which somebody is signed in."""
        client = Client()
        backend = "allauth.account.auth_backends.AuthenticationBackend"
        client.force_login(User.objects.get(person=self.people[name]), backend=backend)
        return client

    def enrol(self, name: str, *told: Told, **changes: Any) -> str:
        """A learner of Hannah's, an apprentice in England since 7 July 2025, whose indicators were checked."""
        key = new_key("enrolment")
        self.enrol_all({name: ([*told], {"key": key, **changes})})
        return key

    def enrol_all(self, stories: Mapping[str, tuple[list[Told], Mapping[str, Any]]]) -> None:
        """Several learners at once, each with what is told of them and how their start differs from the usual."""
        told = {}
        for name, (facts, changes) in stories.items():
            subject, started = self._started(name, dict(changes))
            checked = telling.act("duty_done", started.on, {"duty": "start-indicators/check-start-indicators"})
            told[subject] = [at_ten(each) for each in (started, checked, *facts)]
            self.codes[name.split()[0]] = subject.partition(":")[2]
        actions.tell_all(told=told, by=self.people["Hannah"].key, at=NOW, act="told")

    def _started(self, name: str, changes: dict[str, Any]) -> tuple[str, Told]:
        learner = self.people.get(name) or add_person(name=name, by=OFFICE, at=NOW)
        self.people.setdefault(name.split()[0], learner)
        subject = changes.pop("key", None) or new_key("enrolment")
        start = {
            "on": on("2025-07-07"),
            "learner": learner.key,
            "programme": "Adult Care Worker, level 2",
            "programme_type": "apprenticeship",
            "nation": "england",
            "planned_end": on("2026-10-09"),
            "employer": self.hartwell.key,
            "coach": self.people["Hannah"].key,
            "group": self.care.key,
        }
        return subject, telling.started(**{**start, **changes})

    def person(self, name: str, phone: str = "", employer: Employer | None = None, **roles: Group | None) -> Person:
        """Somebody with an account, and with roles since 2025."""
        short = name.split()[0]
        made = add_person(name=name, email=f"{short.lower()}@example.org", phone=phone, by=OFFICE, at=NOW)
        User.objects.create_user(made.email, made, "a long enough secret")
        for role, group in roles.items():
            give_role(person=made, role=role, on=on("2025-01-01"), group=group, employer=employer, by=OFFICE, at=NOW)
        self.people[short] = self.people[name] = made
        return made


EARLY = (("2025-08-04", 6, 6), ("2025-09-08", 14, 13), ("2025-10-13", 22, 21), ("2025-11-17", 31, 30))
LATER = (("2025-12-22", 38, 37), ("2026-01-19", 45, 43))
"""Progress as it should be: the day, percent achieved, percent expected."""


def at_ten(told: Told) -> Told:
    """The fact as it is recorded at ten on its day."""
    return replace(told, at=datetime(told.on.year, told.on.month, told.on.day, 10, tzinfo=UTC))


def progress(*figures: tuple[str, int, int]) -> list[Told]:
    """Progress on several days: percent achieved and expected."""
    return [telling.progress(on(day), got, plan) for day, got, plan in figures]


def cast() -> Cast:
    """The people, with the policy adopted since September 2024, and no learner yet."""
    adopt_pack(pack="learners-at-risk", on=on("2024-09-01"), by=OFFICE, at=NOW)
    house = add_group(name_en="Marcher Learning", name_cy="Dysgu'r Mers", sort="provider", by=OFFICE, at=NOW)
    care = add_group(name_en="Care", name_cy="Gofal", sort="sector", parent=house, by=OFFICE, at=NOW)
    building = add_group(name_en="Building", name_cy="Adeiladu", sort="sector", parent=house, by=OFFICE, at=NOW)
    hartwell = add_employer(name="Hartwell House Care", place="Shrewsbury", by=OFFICE, at=NOW)
    pili = add_employer(name="Pili Pala", place="Wrecsam", by=OFFICE, at=NOW)
    found = Cast(care, building, hartwell, pili)
    found.person("Hannah Clarke", phone="01632 960101", coach=care)
    found.person("Rhian Morgan", coach=building)
    found.person("Priya Nair", sector_manager=care)
    found.person("Mari Ellis", operational_support_coordinator=building)
    found.person("Gareth Ellis", head_of_operations=None)
    found.person("Quinn Ashby", quality_team=None)
    found.person("Sana Malik", safeguarding_team=None)
    found.person("Bea Lowe", business_development=None)
    found.person("Ada Price", administrator=None)
    found.person("Diana Board", board_of_directors=None)
    found.person("Denise Okafor", phone="01632 960177", employer=hartwell, employer_contact=None)
    return found


def with_learners() -> Cast:
    """The people with five learners: Amina at stage 1, Ffion in Wales, Tom who does well, Kai on a break, and Zoe whose
    programme is over."""
    found = cast()
    found.person("Amina Yusuf", phone="01632 960144")
    tom = [
        *progress(*EARLY, *LATER, ("2026-02-09", 51, 49)),
        telling.rating(on("2026-01-19"), "low", "Ahead in everything."),
        telling.contact(on("2026-02-12"), "email", "out", "learner", said="All is well."),
    ]
    in_wales = {
        "nation": "wales",
        "programme": "Bricklayer, level 2",
        "coach": found.people["Rhian"].key,
        "group": found.building.key,
        "employer": found.pili.key,
    }
    found.enrol_all(
        {
            "Amina Yusuf": (AMINA, {}),
            "Tom Weller": (tom, {}),
            "Kai Hughes": ([*progress(*EARLY, *LATER), telling.break_began(on("2026-02-02"), "illness")], {}),
            "Zoe Adams": ([*progress(*EARLY), telling.withdrew(on("2025-12-01"), "moved away")], {}),
            "Ffion Lloyd": (progress(*EARLY, *LATER, ("2026-02-02", 44, 50)), in_wales),
        }
    )
    called = telling.contact(on("2026-02-13"), "phone", "out", "learner", "no_answer", "welfare", said="Rang twice.")
    (number,) = found.tell("Amina", called)
    right = telling.contact(on("2026-02-13"), "phone", "out", "learner", "message_left", "welfare", said="Left word.")
    found.tell("Amina", replace(right, supersedes=number))
    return found


AMINA = [
    *progress(*EARLY, ("2025-12-29", 33, 48)),
    telling.rating(on("2026-01-20"), "medium", "Two workbook deadlines missed."),
    telling.indicator(on("2026-01-20"), "workload", said="Nights since January."),
    telling.act("plan_agreed", on("2026-01-22"), {"options": ["equipment-loan"], "parties": ["learner", "employer"]}),
    telling.act("notice_sent", on("2026-02-11"), {"stage": 1, "to": ["learner", "employer"]}),
    telling.contact(on("2026-02-12"), "phone", "in", "employer", said="She has moved to nights."),
]
"""A learner who fell silent: progress until 29 December, so stage 1 on 10 February; a notice, a call."""
