"""The people of the journeys on Monday 16 February 2026, half past nine: made through the actions of the product."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from fingerpost.caseload import actions as desk
from fingerpost.caseload import telling
from fingerpost.facts.rows import Told
from fingerpost.people import actions
from fingerpost.people.models import Employer, Group, Person, User
from fingerpost.policies.actions import adopt_pack

NOW = datetime(2026, 2, 16, 9, 30, tzinfo=UTC)
TODAY = date(2026, 2, 16)
THEN = datetime(2025, 9, 1, 9, tzinfo=UTC)
LATELY = datetime(2026, 2, 13, 16, tzinfo=UTC)
SINCE = date(2025, 9, 1)
BEGAN = date(2026, 1, 5)
OFFICE = "person:office222222"
PASSWORD = "seven green kettles sing"
FIVE = ("Ben Price", "Cara Lloyd", "Dev Patel", "Ella Hughes", "Femi Ade")
"""The learners of the group session."""
FIRST_CALL = telling.contact(
    date(2026, 2, 9), "email", "out", "learner", purpose="welfare", said="Wrote to ask how things are."
)


@dataclass
class Cast:
    """Who is there, by name; learners also as the code that addresses name them by."""

    people: dict[str, Person] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    employer: Employer | None = None

    def user(self, name: str) -> User:
        """The account of somebody."""
        return User.objects.get(person=self.people[name])


def cast(coach_speaks: str = "en") -> Cast:
    """The provider: a coach with eight learners, another coach, their manager, and who administers it."""
    adopt_pack(pack="learners-at-risk", on=SINCE, by=OFFICE, at=THEN)
    found = Cast()
    _groups(found)
    found.employer = actions.add_employer(name="Hartwell House Care", place="Shrewsbury", by=OFFICE, at=THEN)
    _staff(found, "Hannah Clarke", "coach", "care", coach_speaks)
    _staff(found, "Rhys Morgan", "coach", "care")
    _staff(found, "Priya Nair", "sector_manager", "care")
    _staff(found, "Gareth Rees", "head_of_operations", "")
    _staff(found, "Ola Brandt", "administrator", "")
    _enrol(found, "Amina Yusuf", *_missed_and_written_to())
    for name in FIVE:
        _enrol(found, name, *_well(), group="care-north")
    _enrol(found, "Gwen Parry", *_well(), _behind())
    _enrol(found, "Hugo Stein", *_well(), _behind())
    _enrol(found, "Iwan Bevan", *_well(), coach="")
    return found


def _groups(found: Cast) -> None:
    above = None
    for slug, name, sort in (("house", "Marcher Learning", "provider"), ("care", "Care", "sector")):
        above = _group(found, slug, name, sort, above)
    _group(found, "care-north", "Care, north", "team", above)


def _group(found: Cast, slug: str, name: str, sort: str, parent: Group | None) -> Group:
    welsh = {"house": "Dysgu’r Mers", "care": "Gofal", "care-north": "Gofal, y gogledd"}[slug]
    made = actions.add_group(name_en=name, name_cy=welsh, sort=sort, parent=parent, by=OFFICE, at=THEN)
    found.groups[slug] = made
    return made


def email_of(name: str) -> str:
    """The address by which somebody signs in."""
    return f"{name.split()[0].lower()}@example.org"


def _staff(found: Cast, name: str, role: str, group: str, language: str = "en") -> None:
    person = actions.add_person(name=name, email=email_of(name), language=language, by=OFFICE, at=THEN)
    User.objects.create_user(person.email, person, PASSWORD)
    where = found.groups[group] if group else None
    actions.give_role(person=person, role=role, on=SINCE, group=where, by=OFFICE, at=THEN)
    found.people[name] = person


def _enrol(found: Cast, name: str, *told: Told, coach: str = "Hannah Clarke", group: str = "care") -> None:
    learner = actions.add_person(name=name, by=OFFICE, at=THEN)
    assert found.employer is not None
    attributes: dict[str, Any] = {
        "learner": learner.key,
        "programme": "Adult Care Worker",
        "programme_type": "apprenticeship",
        "nation": "england",
        "planned_end": date(2027, 1, 5),
        "employer": found.employer.key,
        "group": found.groups[group].key,
        **({"coach": found.people[coach].key} if coach else {}),
    }
    key = desk.enrol(on=BEGAN, by=OFFICE, at=LATELY, **attributes)
    found.people[name], found.codes[name] = learner, key.partition(":")[2]
    by = found.people[coach or "Priya Nair"].key
    desk.tell(subject=key, told=list(told), by=by, at=LATELY, act="told")


def _well() -> list[Told]:
    """Checked at the start, and as far as expected."""
    checked = Told("duty_done", BEGAN, {"duty": "start-indicators/check-start-indicators"})
    return [checked, telling.progress(date(2026, 2, 2), 20, 20)]


def _missed_and_written_to() -> list[Told]:
    """Absent on 2 February; the notice went on the next day; of the two attempts that were due on the 10th one was
    made, and the call is missing."""
    notice = {"stage": 1, "to": ["learner", "employer"], "copied_to": ["sector_manager"]}
    absent = telling.session(date(2026, 2, 2), "session", "absent_without_notice")
    return [*_well(), absent, Told("notice_sent", date(2026, 2, 3), notice), FIRST_CALL]


def _behind() -> Told:
    """Twenty points behind, which the policy counts as a high risk; nobody has rated it so."""
    return telling.progress(date(2026, 2, 11), 10, 30)
