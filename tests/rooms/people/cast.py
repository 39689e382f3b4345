"""A small provider: two nations, four sectors, somebody in every role, and learners here and there."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from fingerpost.people import actions
from fingerpost.people.models import Employer, Group, Person, Placement, User
from fingerpost.people.queries import viewer_of
from fingerpost.people.viewer import Viewer

DAY = date(2026, 2, 16)
NOW = datetime(2026, 2, 16, 9, 30, tzinfo=UTC)
LONG_AGO = date(2025, 1, 6)
SYSTEM = "provider:self"
PASSWORD = "seven green kettles sing"
GROUPS = {  # name: under, sort, nation
    "all": ("", "provider", ""),
    "england": ("all", "department", "england"),
    "care": ("england", "sector", "england"),
    "care-north": ("care", "team", "england"),
    "digital": ("england", "sector", "england"),
    "wales": ("all", "department", "wales"),
    "building": ("wales", "sector", "wales"),
}
ROLES = {  # person: role, group
    "coach": ("coach", "care"),
    "coach2": ("coach", "digital"),
    "sector": ("sector_manager", "care"),
    "sector2": ("sector_manager", "digital"),
    "trainee": ("traineeship_manager", "digital"),
    "support": ("operational_support_coordinator", "wales"),
    "iqa": ("iqa", "care-north"),
    "head": ("head_of_operations", None),
    "quality": ("quality_team", None),
    "senior": ("senior_manager", None),
    "board": ("board_of_directors", None),
    "safe": ("safeguarding_team", None),
    "business": ("business_development", None),
    "admin": ("administrator", None),
}
LEARNERS = {  # learner: group, employer, coach
    "amina": ("care", "bakery", "coach"),
    "ben": ("care-north", "bakery", "coach"),
    "cai": ("building", "mason", None),
    "dee": ("digital", None, "coach2"),
    "eve": (None, "mason", None),
}


@dataclass
class House:
    """What was built, by short names."""

    people: dict[str, Person] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    employers: dict[str, Employer] = field(default_factory=dict)
    placements: dict[str, Placement] = field(default_factory=dict)

    def viewer(self, who: str, on: date = DAY) -> Viewer:
        """The person as a viewer of a day."""
        return viewer_of(Person.objects.get(pk=self.people[who].pk), on)

    def user(self, who: str) -> User:
        """The person's account."""
        return User.objects.get(person=self.people[who])

    def subject(self, learner: str) -> str:
        """The key of a learner's enrolment."""
        return f"enrolment:{learner}"


def build() -> House:
    """Builds the house through the actions of the product."""
    house = House()
    staff(house)
    for name in LEARNERS:
        _learner(house, name)
    return house


def staff(house: House) -> None:
    """Adds everything but learners: groups, employers, and somebody in every role."""
    told: dict[str, Any] = {"by": SYSTEM, "at": NOW}
    for name, (under, sort, nation) in GROUPS.items():
        house.groups[name] = actions.add_group(
            name_en=name.title(), name_cy=f"{name.title()} (cy)", sort=sort, nation=nation,
            parent=house.groups.get(under), **told,
        )  # fmt: skip
    for name in ("bakery", "mason"):
        house.employers[name] = actions.add_employer(name=name.title(), **told)
    for name, (role, group) in ROLES.items():
        with_account(house, name, role, group=house.groups.get(group or ""))
    with_account(house, "contact", "employer_contact", employer=house.employers["bakery"])


def with_account(house: House, name: str, role: str, **where: Any) -> None:
    """Adds somebody in a role, who can sign in."""
    person = actions.add_person(name=f"{name.title()} Example", email=f"{name}@example.org", by=SYSTEM, at=NOW)
    User.objects.create_user(f"{name}@example.org", person, PASSWORD)
    actions.give_role(person=person, role=role, on=LONG_AGO, by=SYSTEM, at=NOW, **where)
    house.people[name] = person


def _learner(house: House, name: str) -> None:
    group, employer, coach = LEARNERS[name]
    with_account(house, name, "learner")
    house.placements[name] = Placement.objects.create(
        subject=house.subject(name),
        learner=house.people[name],
        group=house.groups.get(group or ""),
        employer=house.employers.get(employer or ""),
        nation="wales" if group == "building" else "england",
        programme_type="apprenticeship",
    )
    if coach:
        actions.assign(subject=house.subject(name), person=house.people[coach], on=LONG_AGO, by=SYSTEM, at=NOW)
