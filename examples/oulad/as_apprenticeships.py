"""Enrolments of the Open University told as facts about apprenticeships in England.

They were not apprenticeships but distance-learning modules, and no employer is known. README.md
beside this file gives the reason of each decision below.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from examples.oulad.open_university import Enrolment, Presentation

NOT_HELD = (
    "changed",
    "consent_sought",
    "contact",
    "contract_agreed",
    "discussed",
    "duty_done",
    "employer_consent",
    "indicator",
    "no_improvement",
    "not_appropriate",
    "notice_sent",
    "rating",
    "rating_stands",
    "register_removed",
    "removal_considered",
    "session",
    "support_decision",
    "withdrawal_decided",
)
"""Kinds that the source cannot hold. `response` is not among them: a silence ends with progress, a
start or an answer to a notice, and to a notice that was never sent there is no answer."""

Data = dict[str, object]


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of facts.csv; `recorded_at` stays empty: known at the end of the day."""

    subject: str
    kind: str
    on: date
    data: Data
    id: str

    def cells(self) -> tuple[str, ...]:
        """Return the line's cells, in the order of the header."""
        data = json.dumps(self.data, sort_keys=True)  # never empty: that would withdraw a fact
        day = self.on.isoformat()
        return (self.subject, self.kind, day, "", "open-university", data, self.id, "", "", "")


class Outcome(StrEnum):
    """How an enrolment ended, or why it is left out; each enrolment has exactly one."""

    PASSED = "completed on the last day: Pass or Distinction"
    FAILED = "withdrew on the last day: Fail"
    UNREGISTERED = "withdrew on the day of unregistration"
    OPEN = "no end: withdrawn, but no day is given"
    NEVER_STARTED = "left out: unregistered before the start"


def outcome(enrolment: Enrolment) -> Outcome:
    """Return how an enrolment ended; a day of unregistration says more than the result."""
    if enrolment.unregistered is not None:
        never_started = enrolment.unregistered < enrolment.start_day
        return Outcome.NEVER_STARTED if never_started else Outcome.UNREGISTERED
    if enrolment.result == "Withdrawn":
        return Outcome.OPEN
    return Outcome.FAILED if enrolment.result == "Fail" else Outcome.PASSED


def facts(enrolment: Enrolment) -> list[Fact]:
    """Return an enrolment's facts by day and id; none where it never started."""
    if outcome(enrolment) is Outcome.NEVER_STARTED:
        return []
    found = [_started(enrolment), *_progress(enrolment), *_end(enrolment)]
    return sorted(found, key=lambda fact: (fact.on, fact.id))


def not_held(first_day: date) -> Fact:
    """Return the provider's fact that says what this source cannot hold, from its first day."""
    return Fact("provider:self", "not_held", first_day, {"kinds": list(NOT_HELD)}, "self-not-held")


def _fact(enrolment: Enrolment, kind: str, day: int, data: Data, name: str) -> Fact:
    key = "-".join(enrolment.key)
    return Fact(f"enrolment:{key}", kind, enrolment.presentation.on(day), data, f"{key}-{name}")


def _started(enrolment: Enrolment) -> Fact:
    module, presentation, student = enrolment.key
    data: Data = {
        "learner": f"person:OU-{student}",
        "programme": module,
        "programme_type": "apprenticeship",
        "nation": "wales" if enrolment.region == "Wales" else "england",
        "planned_end": enrolment.presentation.on(enrolment.presentation.length).isoformat(),
        "group": f"{module}-{presentation}",
    }
    return _fact(enrolment, "started", enrolment.start_day, data, "started")


def _progress(enrolment: Enrolment) -> Iterator[Fact]:
    for submission in enrolment.submissions:
        if not submission.is_banked:
            data = coursework(enrolment, submission.day)
            name = f"submitted-{submission.assessment.id}"
            yield _fact(enrolment, "progress", submission.day, data, name)
    for day in enrolment.active_days:
        name = f"active-{enrolment.presentation.on(day)}"
        yield _fact(enrolment, "progress", day, coursework(enrolment, day), name)


def coursework(enrolment: Enrolment, day: int) -> Data:
    """Return `percent` and `expected` at the end of a day, in per cent of the coursework's weight.

    `percent` is what was handed in by then (banked work included, whatever its score), `expected`
    what was due by then. Empty where the coursework of the module weighs nothing (GGG) or a piece
    has no day. Exams do not count: about half of them have no day.
    """
    total = _coursework_weight(enrolment.presentation)
    if not total:
        return {}
    done = sum(
        submission.assessment.weight
        for submission in enrolment.submissions
        if submission.day <= day and not submission.assessment.is_exam
    )
    due = sum(
        assessment.weight
        for assessment in enrolment.presentation.assessments
        if not assessment.is_exam and assessment.due is not None and assessment.due <= day
    )
    return {"percent": _per_cent(done, total), "expected": _per_cent(due, total)}


def _coursework_weight(presentation: Presentation) -> float:
    pieces = [piece for piece in presentation.assessments if not piece.is_exam]
    if any(piece.due is None for piece in pieces):
        return 0
    return sum(piece.weight for piece in pieces)


def _per_cent(part: float, total: float) -> float:
    share = round(100 * part / total, 2)
    return int(share) if share == int(share) else share


def _end(enrolment: Enrolment) -> Iterator[Fact]:
    last_day = enrolment.presentation.length
    match outcome(enrolment):
        case Outcome.PASSED:
            yield _fact(enrolment, "completed", last_day, {}, "completed")
        case Outcome.FAILED:
            yield _fact(enrolment, "withdrew", last_day, {"reason": "failed"}, "withdrew")
        case Outcome.UNREGISTERED if enrolment.unregistered is not None:
            data: Data = {"reason": "unregistered"}
            yield _fact(enrolment, "withdrew", enrolment.unregistered, data, "withdrew")
