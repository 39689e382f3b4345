"""A learner of an ILR as values: numbers, days and codes in place of the file's texts.

The file has been checked against the schema; what that allows and no fact can hold (a day outside
the calendar, an end before the start) is None in the `_usable` properties and reported by `validation`.
"""

import re
from datetime import date

from msgspec import Struct

from fingerpost.funding.codes import RESTARTED
from fingerpost.funding.ilr import Node
from fingerpost.rules.calendar import FIRST_YEAR, LAST_YEAR

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class Employment(Struct, frozen=True):
    """An employment status: its code, the day from which it applies, the employer's number or ""."""

    status: str
    on: date | None
    employer: str
    monitoring: tuple[str, ...]


class Placement(Struct, frozen=True):
    """A work placement: its first day, and the number of the employer or ""."""

    on: date | None
    employer: str


class Programme(Struct, frozen=True):
    """Which programme an aim belongs to; all None where it belongs to none."""

    type: int | None
    standard: int | None
    framework: int | None
    pathway: int | None


class Aim(Struct, frozen=True):
    """One learning delivery. Codes are as in `codes`; days are None where not given."""

    number: int
    line: int
    reference: str
    sort: int
    programme: Programme
    start: date | None
    originally: date | None
    planned_end: date | None
    status: int
    end: date | None
    reason: int | None
    outcome: int | None
    achieved: date | None
    grade: str
    is_restart: bool
    placements: tuple[Placement, ...]

    @property
    def end_usable(self) -> date | None:
        """The actual end, where a fact can hold it: in the calendar, and not before the start."""
        sound = in_calendar(self.end)
        return None if sound is None or self.start is None or sound < self.start else sound

    @property
    def place(self) -> str:
        """The aim as a report names it."""
        return f"{self.number} ({self.reference})"


class Learner(Struct, frozen=True):
    """One learner: `reference` is the provider's own (LearnRefNumber); `record` is all the file says."""

    reference: str
    line: int
    uln: int
    name: str
    email: str
    born: date | None
    employment: tuple[Employment, ...]
    aims: tuple[Aim, ...]
    record: Node


def learner_of(node: Node) -> Learner:
    """The values of a Learner node."""
    statuses = (_employment(each) for each in node.all("LearnerEmploymentStatus"))
    return Learner(
        reference=node.get("LearnRefNumber").strip(),
        line=node.line,
        uln=int(node.get("ULN")),
        name=_readable(f"{node.get('GivenNames')} {node.get('FamilyName')}"),
        email=node.get("Email").strip(),
        born=_day(node.get("DateOfBirth")),
        employment=tuple(sorted(statuses, key=lambda each: each.on or date.min)),
        aims=tuple(_aim(each) for each in node.all("LearningDelivery")),
        record=node,
    )


def in_calendar(day: date | None) -> date | None:
    """The day, or None where the calendar does not hold its year."""
    return day if day is not None and FIRST_YEAR <= day.year <= LAST_YEAR else None


def _aim(node: Node) -> Aim:
    codes = [(each.get("LearnDelFAMType"), each.get("LearnDelFAMCode")) for each in node.all("LearningDeliveryFAM")]
    return Aim(
        number=int(node.get("AimSeqNumber")),
        line=node.line,
        reference=node.get("LearnAimRef").strip(),
        sort=int(node.get("AimType")),
        programme=Programme(*(_number(node.get(name)) for name in ("ProgType", "StdCode", "FworkCode", "PwayCode"))),
        start=_day(node.get("LearnStartDate")),
        originally=_day(node.get("OrigLearnStartDate")),
        planned_end=_day(node.get("LearnPlanEndDate")),
        status=int(node.get("CompStatus")),
        end=_day(node.get("LearnActEndDate")),
        reason=_number(node.get("WithdrawReason")),
        outcome=_number(node.get("Outcome")),
        achieved=_day(node.get("AchDate")),
        grade=node.get("OutGrade").strip(),
        is_restart=RESTARTED in codes,
        placements=tuple(_placement(each) for each in node.all("LearningDeliveryWorkPlacement")),
    )


def _placement(node: Node) -> Placement:
    return Placement(_day(node.get("WorkPlaceStartDate")), _code(node.get("WorkPlaceEmpId")))


def _employment(node: Node) -> Employment:
    monitored = (f"{each.get('ESMType')} {each.get('ESMCode')}" for each in node.all("EmploymentStatusMonitoring"))
    on, employer = _day(node.get("DateEmpStatApp")), _code(node.get("EmpId"))
    return Employment(_code(node.get("EmpStat")), on, employer, tuple(sorted(monitored)))


def _day(text: str) -> date | None:
    """A day of the schema: a time zone behind it is left out, and so is a year no fact can hold."""
    found = _DAY.match(text)
    try:
        return date.fromisoformat(found.group()) if found else None
    except ValueError:
        return None


def _number(text: str) -> int | None:
    return int(text) if text.strip() else None


def _code(text: str) -> str:
    """A number as it is usually written: without a sign or noughts before it."""
    return str(int(text)) if text.strip() else ""


def _readable(text: str) -> str:
    """A name with single spaces and without characters that cannot be seen."""
    return "".join(each for each in " ".join(text.split()) if each.isprintable())
