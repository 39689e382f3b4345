"""A small provider with a record in every compartment: somebody in every role, learners here and there."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.test import Client

from fingerpost.caseload import actions as desk
from fingerpost.caseload import telling
from fingerpost.facts.rows import Told
from fingerpost.people import actions
from fingerpost.policies.actions import adopt_pack
from tests.rooms.people.cast import NOW, SYSTEM, House, staff, with_account

SINCE = date(2025, 9, 1)
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
    "sector2": {"dee"},
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
    "sector2": {"ordinary", "at-risk", "wellbeing"},
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
class Provider(House):
    """What was built, by short names."""

    codes: dict[str, str] = field(default_factory=dict)
    entries: dict[str, int] = field(default_factory=dict)
    invitation: int = 0

    def browser(self, who: str) -> Client:
        """A browser in which somebody of the cast is signed in; nobody, where `who` is empty."""
        client = Client(raise_request_exception=True)
        if who:
            client.force_login(self.user(who), backend="allauth.account.auth_backends.AuthenticationBackend")
        return client


def build() -> Provider:
    """Builds the provider through the actions of the product."""
    provider = Provider()
    adopt_pack(pack="learners-at-risk", on=SINCE, by=SYSTEM, at=NOW)
    staff(provider)
    for name in LEARNERS:
        _enrol(provider, name)
    newcomer = actions.add_person(name="Newcomer Example", email="newcomer@example.org", by=SYSTEM, at=NOW)
    letter: dict[str, Any] = {"email": newcomer.email, "link": "/invitation/{}".format, "by": SYSTEM, "at": NOW}
    provider.people["newcomer"], provider.invitation = newcomer, actions.invite(person=newcomer, **letter).pk
    return provider


def _enrol(provider: Provider, name: str) -> None:
    group, employer, coach = LEARNERS[name]
    with_account(provider, name, "learner")
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
    key = desk.enrol(on=date(2026, 1, 5), by=SYSTEM, at=NOW, **attributes)
    provider.codes[name] = key.partition(":")[2]
    entries = desk.tell(subject=key, told=list(_record_of(name)), by=SYSTEM, at=NOW, act="told")
    provider.entries[name] = entries[0].pk


def _record_of(name: str) -> list[Told]:
    """An absence (and so a case) and a note in each compartment."""
    day = date(2026, 2, 3)
    notes = [
        Told("contact", day, {"way": "meeting", "direction": "in", "party": "learner"}, word_of(name, each), each)
        for each in COMPARTMENTS
    ]
    return [telling.session(date(2026, 2, 2), "session", "absent_without_notice"), *notes]
