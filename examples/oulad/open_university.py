"""The Open University Learning Analytics Dataset, read as it was published.

Source: Kuzilek, Hlosta, Zdrahal, 2017, Scientific Data 4:170171, CC BY 4.0. Days are whole numbers
counted from the first day (0) of a module's presentation. `studentVleDaily.csv` is an aggregate of
its activity log, one line for each student and day.
"""

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from examples.oulad.source_rows import Row, SourceError, rows

FIRST_MONTH = {"B": 2, "J": 10}
"""The month in which a presentation starts, by the last letter of its code."""
RESULTS = ("Pass", "Distinction", "Fail", "Withdrawn")
PRESENTATION = ("code_module", "code_presentation")
ENROLMENT = (*PRESENTATION, "id_student")

Key = tuple[str, ...]
"""What names a presentation (module, presentation) or an enrolment (and student)."""


@dataclass(frozen=True, slots=True)
class Assessment:
    """A piece of assessed work; `due` is None where the source gives no day (some exams)."""

    id: str
    presentation: Key
    is_exam: bool
    due: int | None
    weight: float


@dataclass(frozen=True, slots=True)
class Presentation:
    """A module as taught once: its first day, its length in days and its assessments."""

    start: date
    length: int
    assessments: list[Assessment] = field(default_factory=list)

    def on(self, day: int) -> date:
        """Return the date of a day of the presentation."""
        return self.start + timedelta(days=day)


@dataclass(frozen=True, slots=True)
class Submission:
    """Work handed in on a day; banked work was carried over from an earlier presentation."""

    assessment: Assessment
    day: int
    is_banked: bool


@dataclass(frozen=True, slots=True)
class Enrolment:
    """One student on one presentation, with what was handed in and the days of activity."""

    key: Key
    presentation: Presentation
    region: str
    result: str
    registered: int | None
    unregistered: int | None
    submissions: list[Submission] = field(default_factory=list)
    active_days: list[int] = field(default_factory=list)

    @property
    def start_day(self) -> int:
        """The presentation's first day, or the day of registration where that was later."""
        return max(0, self.registered or 0)


@dataclass(frozen=True, slots=True)
class Dataset:
    """All enrolments in the order of their keys, and how many lines each file held."""

    enrolments: list[Enrolment]
    lines_read: dict[str, int]


def read_dataset(folder: Path) -> Dataset:
    """Read the whole dataset; SourceError where a file is missing or a line cannot be right."""
    presentations = {_key(row, PRESENTATION): _presentation(row) for row in _courses(folder)}
    assessments = _assessments(folder, presentations)
    enrolments = _enrolments(folder, presentations)
    lines_read = {
        "studentInfo.csv": len(enrolments),
        "studentAssessment.csv": _add_submissions(folder, assessments, enrolments),
        "studentVleDaily.csv": _add_active_days(folder, enrolments),
    }
    return Dataset([enrolments[key] for key in sorted(enrolments)], lines_read)


def _key(row: Row, columns: tuple[str, ...]) -> Key:
    return tuple(row.text(column) for column in columns)


def _key_said_once(row: Row, columns: tuple[str, ...], known: Container[Key]) -> Key:
    key = _key(row, columns)
    if key in known:
        raise row.fault(f"{'-'.join(key)} is there twice")
    return key


def _courses(folder: Path) -> Iterator[Row]:
    return rows(folder, "courses.csv", (*PRESENTATION, "module_presentation_length"))


def _presentation(row: Row) -> Presentation:
    code = row.text("code_presentation")
    if not re.fullmatch(r"20\d\d[BJ]", code):
        raise row.fault(f"code_presentation is {code!r}, not a year and B or J, such as 2013J")
    return Presentation(first_monday(int(code[:4]), FIRST_MONTH[code[4]]), row.day("module_presentation_length"))


def first_monday(year: int, month: int) -> date:
    """Return the first Monday of a month, on which the presentations are taken to start."""
    first = date(year, month, 1)
    return first + timedelta(days=-first.weekday() % 7)


def _assessments(folder: Path, presentations: dict[Key, Presentation]) -> dict[Key, Assessment]:
    found: dict[Key, Assessment] = {}
    columns = (*PRESENTATION, "id_assessment", "assessment_type", "date", "weight")
    for row in rows(folder, "assessments.csv", columns):
        key = _key_said_once(row, ("id_assessment",), found)
        presentation = _key(row, PRESENTATION)
        if presentation not in presentations:
            raise row.fault("its presentation is not in courses.csv")
        found[key] = Assessment(
            id=row.text("id_assessment"),
            presentation=presentation,
            is_exam=row.choice("assessment_type", ("TMA", "CMA", "Exam")) == "Exam",
            due=row.day_if_any("date"),
            weight=row.per_cent("weight"),
        )
        presentations[presentation].assessments.append(found[key])
    return found


def _enrolments(folder: Path, presentations: dict[Key, Presentation]) -> dict[Key, Enrolment]:
    registrations = _registrations(folder)
    found: dict[Key, Enrolment] = {}
    for row in rows(folder, "studentInfo.csv", (*ENROLMENT, "region", "final_result")):
        key = _key_said_once(row, ENROLMENT, found)
        if key not in registrations or key[:2] not in presentations:
            raise row.fault("it is not in studentRegistration.csv or its module not in courses.csv")
        found[key] = Enrolment(
            key,
            presentations[key[:2]],
            row.text("region"),
            row.choice("final_result", RESULTS),
            *registrations[key],
        )
    if strangers := sorted(registrations.keys() - found.keys()):
        stranger = "-".join(strangers[0])
        raise SourceError(f"studentRegistration.csv, {stranger}: it is not in studentInfo.csv")
    if not found:
        raise SourceError("studentInfo.csv: there is no enrolment in it")
    return found


def _registrations(folder: Path) -> dict[Key, tuple[int | None, int | None]]:
    found: dict[Key, tuple[int | None, int | None]] = {}
    columns = (*ENROLMENT, "date_registration", "date_unregistration")
    for row in rows(folder, "studentRegistration.csv", columns):
        days = (row.day_if_any("date_registration"), row.day_if_any("date_unregistration"))
        found[_key_said_once(row, ENROLMENT, found)] = days
    return found


def _add_submissions(folder: Path, assessments: dict[Key, Assessment], enrolments: dict[Key, Enrolment]) -> int:
    """Give each enrolment what it handed in, and return how many lines were read."""
    seen: set[Key] = set()
    columns = ("id_assessment", "id_student", "date_submitted", "is_banked")
    for row in rows(folder, "studentAssessment.csv", columns):
        key = _key_said_once(row, ("id_assessment", "id_student"), seen)
        assessment = assessments.get(key[:1])
        if assessment is None:
            raise row.fault(f"assessment {key[0]} is not in assessments.csv")
        enrolment = enrolments.get((*assessment.presentation, key[1]))
        if enrolment is None:
            raise row.fault("its student is not enrolled on the module's presentation")
        is_banked = row.choice("is_banked", ("0", "1")) == "1"
        enrolment.submissions.append(Submission(assessment, row.day("date_submitted"), is_banked))
        seen.add(key)
    return len(seen)


def _add_active_days(folder: Path, enrolments: dict[Key, Enrolment]) -> int:
    """Give each enrolment its days of activity, and return how many lines were read."""
    seen: set[Key] = set()
    for row in rows(folder, "studentVleDaily.csv", (*ENROLMENT, "date")):
        key = _key_said_once(row, (*ENROLMENT, "date"), seen)
        enrolment = enrolments.get(key[:3])
        if enrolment is None:
            raise row.fault("its student is not enrolled on the module's presentation")
        enrolment.active_days.append(row.day("date"))
        seen.add(key)
    return len(seen)
