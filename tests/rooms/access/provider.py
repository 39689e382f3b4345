"""A small provider with a record in every compartment: somebody in every role, learners here and there."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from django.test import Client

from fingerpost.caseload import actions as desk
from fingerpost.caseload import telling
from fingerpost.facts.rows import Told
from fingerpost.people import actions
from fingerpost.people.models import Employer, Group, Person, User
from fingerpost.policies.actions import adopt_pack

TODAY = date(2026, 2, 16)
NOW = datetime(2026, 2, 16, 9, 30, tzinfo=UTC)
THEN = datetime(2025, 9, 1, 9, 0, tzinfo=UTC)
OFFICE = "person:office222222"
GROUPS = {  # name: under, sort, nation
    "all": ("", "provider", ""),
    "england": ("all", "department", "england"),
    "care": ("england", "sector", "england"),
    "care-north": ("care", "team", "england"),
    "digital": ("england", "sector", "england"),
    "wales": ("all", "department", "wales"),
    "building": ("wales", "sector", "wales"),
}
STAFF = {  # person: role, group
    "coach": ("coach", "care"),
    "coach2": ("coach", "digital"),
    "sector": ("sector_manager", "care"),
    "trainee": ("traineeship_manager", "digital"),
    "support": ("operational_support_coordinator", "wales"),
    "iqa": ("iqa", "care-north"),
    "head": ("head_of_operations", ""),
    "quality": ("quality_team", ""),
    "senior": ("senior_manager", ""),
    "board": ("board_of_directors", ""),
    "safe": ("safeguarding_team", ""),
    "business": ("business_development", ""),
    "admin": ("administrator", ""),
}
LEARNERS = {  # learner: group, employer, coach
    "amina": ("care", "bakery", "coach"),
    "ben": ("care-north", "bakery", "coach"),
    "cai": ("building", "mason", ""),
    "dee": ("digital", "mason", "coach2"),
}
SEES = {
    "coach": {"amina", "ben"},
    "coach2": {"dee"},
    "sector": {"amina", "ben"},
    "trainee": {"dee"},
    "support": {"cai"},
    "iqa": {"ben"},
    "head": set(LEARNERS),
    "quality": set(LEARNERS),
    "senior": set(LEARNERS),
    "board": set(),
    "safe": set(LEARNERS),
    "business": set(LEARNERS),
    "admin": set(),
    "contact": {"amina", "ben"},
    "amina": {"amina"},
    "": set(),
}
"""Whose records each of them sees, worked out by hand. Administration sees who is placed where, and no record."""
INTO = {
    "coach": {"ordinary", "at-risk", "wellbeing"},
    "coach2": {"ordinary", "at-risk", "wellbeing"},
    "sector": {"ordinary", "at-risk", "wellbeing"},
    "trainee": {"ordinary", "at-risk", "wellbeing"},
    "support": {"ordinary", "at-risk", "wellbeing"},
    "iqa": {"ordinary", "at-risk"},
    "head": {"ordinary", "at-risk", "wellbeing"},
    "quality": {"ordinary", "at-risk"},
    "senior": {"ordinary", "at-risk"},
    "board": set(),
    "safe": {"ordinary", "at-risk", "wellbeing", "safeguarding"},
    "business": {"ordinary"},
    "admin": set(),
    "contact": set(),
    "amina": {"ordinary"},
    "": set(),
}
"""Whose words they read, by compartment. An employer's people see what is ordinary, without the text of the log."""
COMPARTMENTS = ("ordinary", "at-risk", "wellbeing", "safeguarding", "monitoring")


def word_of(learner: str, compartment: str) -> str:
    """What was said about a learner in a compartment: a word that stands nowhere else."""
    return f"zq{learner}{compartment.replace('-', '')}"


@dataclass
class Provider:
    """What was built, by short names."""

    people: dict[str, Person] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    employers: dict[str, Employer] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    entries: dict[str, int] = field(default_factory=dict)
    invitation: int = 0

    def browser(self, who: str) -> Client:
        """A browser in which somebody of the cast is signed in; nobody, where `who` is empty."""
        client = Client(raise_request_exception=True)
        if who:
            user = User.objects.get(person=self.people[who])
            client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client


def build() -> Provider:
    """Builds the provider through the actions of the product."""
    provider = Provider()
    told: dict[str, Any] = {"by": OFFICE, "at": THEN}
    adopt_pack(pack="learners-at-risk", on=date(2025, 9, 1), **told)
    for name, (under, sort, nation) in GROUPS.items():
        names: dict[str, Any] = {"name_en": name.title(), "name_cy": f"{name.title()} (cy)"}
        provider.groups[name] = actions.add_group(
            **names, sort=sort, nation=nation, parent=provider.groups.get(under), **told
        )
    for name in ("bakery", "mason"):
        provider.employers[name] = actions.add_employer(name=name.title(), **told)
    for name, (role, group) in STAFF.items():
        _person(provider, name)
        where = provider.groups.get(group)
        actions.give_role(person=provider.people[name], role=role, on=date(2025, 9, 1), group=where, **told)
    _person(provider, "contact")
    bakery = provider.employers["bakery"]
    contact = provider.people["contact"]
    actions.give_role(person=contact, role="employer_contact", on=date(2025, 9, 1), employer=bakery, **told)
    for name in LEARNERS:
        _enrol(provider, name)
    newcomer = actions.add_person(name="Newcomer Example", email="newcomer@example.org", by=OFFICE, at=THEN)
    letter: dict[str, Any] = {"email": "newcomer@example.org", "link": "/invitation/{}".format, "by": OFFICE, "at": NOW}
    provider.people["newcomer"], provider.invitation = newcomer, actions.invite(person=newcomer, **letter).pk
    return provider


def _person(provider: Provider, name: str) -> None:
    person = actions.add_person(name=f"{name.title()} Example", email=f"{name}@example.org", by=OFFICE, at=THEN)
    User.objects.create_user(f"{name}@example.org", person, "seven green kettles sing")
    provider.people[name] = person


def _enrol(provider: Provider, name: str) -> None:
    group, employer, coach = LEARNERS[name]
    _person(provider, name)
    actions.give_role(person=provider.people[name], role="learner", on=date(2025, 9, 1), by=OFFICE, at=THEN)
    attributes: dict[str, Any] = {
        "learner": provider.people[name].key,
        "programme": "Adult Care Worker",
        "programme_type": "apprenticeship",
        "nation": "wales" if group == "building" else "england",
        "planned_end": date(2027, 1, 5),
        "employer": provider.employers[employer].key,
        "group": provider.groups[group].key,
        **({"coach": provider.people[coach].key} if coach else {}),
    }
    key = desk.enrol(on=date(2026, 1, 5), by=OFFICE, at=NOW, **attributes)
    provider.codes[name] = key.partition(":")[2]
    entries = desk.tell(subject=key, told=list(_record_of(name)), by=OFFICE, at=NOW, act="told")
    provider.entries[name] = entries[0].pk


def _record_of(name: str) -> list[Told]:
    """An absence (and so a case) and a note in each compartment."""
    day = date(2026, 2, 3)
    notes = [
        Told("contact", day, {"way": "meeting", "direction": "in", "party": "learner"}, word_of(name, each), each)
        for each in COMPARTMENTS
    ]
    return [telling.session(date(2026, 2, 2), "session", "absent_without_notice"), *notes]
