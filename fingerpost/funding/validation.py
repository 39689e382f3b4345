"""The validation rules: what a record says that fits the schema and cannot be right.

Each breach is reported by learner, aim and rule; the learner is imported all the same.
"""

from collections.abc import Iterator
from datetime import date

from fingerpost.funding import codes
from fingerpost.funding.breach import Breach
from fingerpost.funding.learner import Aim, Learner, in_calendar
from fingerpost.funding.uln import TEMPORARY, check_digit, is_sound

Found = Iterator[tuple[str, str]]


class Validation:
    """The rules over one file, learner by learner; it remembers references and numbers to find those met twice."""

    def __init__(self, prepared: date) -> None:
        self._prepared = prepared
        self._references: dict[str, int] = {}
        self._numbers: dict[int, str] = {}

    def breaches(self, learner: Learner) -> Iterator[Breach]:
        """What is wrong with one learner, aim by aim."""
        for rule, what in (*self._of_reference(learner), *self._of_uln(learner)):
            yield Breach(learner.reference, "", rule, what, learner.line)
        for status in learner.employment:
            if in_calendar(status.on) is None:
                what = f"an employment status from {status.on or 'a day that no calendar holds'}; it is left out"
                yield Breach(learner.reference, "", "outside-calendar", what, learner.line)
        numbers: set[int] = set()
        for aim in learner.aims:
            found = (*_of_number(aim, numbers), *_of_days(aim, learner), *self._of_end(aim), *_of_status(aim))
            for rule, what in found:
                yield Breach(learner.reference, aim.place, rule, what, aim.line)

    def _of_reference(self, learner: Learner) -> Found:
        first = self._references.get(learner.reference)
        if first is not None:
            yield "learner-twice", f"{learner.reference} is on line {first} already; give each learner one of their own"
        self._references.setdefault(learner.reference, learner.line)

    def _of_uln(self, learner: Learner) -> Found:
        uln = learner.uln
        if uln == TEMPORARY:
            yield "uln-temporary", f"the ULN is the temporary {uln}; return the learner's own once it is known"
            return
        if not is_sound(uln):
            right = check_digit(uln)
            ends = "no tenth digit fits the other nine" if right is None else f"the tenth digit would be {right}"
            yield "uln-check-digit", f"the ULN {uln} fails its check: {ends}"
        other = self._numbers.setdefault(uln, learner.reference)
        if other != learner.reference:
            yield "uln-shared", f"the ULN {uln} is {other}'s too; see whether they are one person"

    def _of_end(self, aim: Aim) -> Found:
        start, end = aim.start, aim.end
        if end and start and end < start:
            yield "end-before-start", f"it ended on {end}, before it started on {start}; the end is left out"
        elif end and end > self._prepared:
            what = f"it ended on {end}, after the file was prepared on {self._prepared}; taken as known on its own day"
            yield "end-after-preparation", what


def _of_number(aim: Aim, numbers: set[int]) -> Found:
    if aim.number in numbers:
        yield "aim-number-twice", f"another aim has the number {aim.number}; number each aim once"
    numbers.add(aim.number)
    if aim.sort not in codes.AIM_TYPES:
        yield "unknown-code", f"there is no AimType {aim.sort}; it is taken as an aim of its own"
    sort = aim.programme.type
    if sort is not None and sort not in codes.PROGRAMME_TYPES.keys() | codes.PROGRAMMES.keys():
        yield "unknown-code", f"there is no ProgType {sort}; it is taken as a programme of another type"


def _of_days(aim: Aim, learner: Learner) -> Found:
    if in_calendar(aim.start) is None:
        yield "outside-calendar", f"it starts on {aim.start or 'a day that no calendar holds'}; it is left out"
        return
    assert aim.start is not None
    if in_calendar(aim.planned_end) is None:
        yield "outside-calendar", f"its planned end is {aim.planned_end or 'a day that no calendar holds'}; left out"
    if aim.end is not None and in_calendar(aim.end) is None:
        yield "outside-calendar", f"its actual end is {aim.end}; it is left out"
    if aim.planned_end and aim.planned_end < aim.start:
        yield "planned-end-before-start", f"it is planned to end on {aim.planned_end}, and starts on {aim.start}"
    if learner.born and learner.born >= aim.start:
        yield "born-after-start", f"the learner was born on {learner.born}, and it starts on {aim.start}"


def _of_status(aim: Aim) -> Found:
    status = codes.STATUSES.get(aim.status)
    if status is None:
        yield "unknown-code", f"there is no CompStatus {aim.status}; it is taken as continuing"
    elif aim.status == codes.CONTINUING and aim.end:
        yield "end-without-status", f"it ended on {aim.end} and its CompStatus is 1, {status}; the end is left out"
    elif aim.status != codes.CONTINUING and not aim.end:
        yield "status-without-end", f"its CompStatus is {aim.status}, {status}, without LearnActEndDate; no day to take"
    if aim.status == codes.WITHDRAWN and aim.reason is None:
        yield "withdrawal-without-reason", "its CompStatus is 3, withdrawn, without WithdrawReason"
    if aim.status != codes.WITHDRAWN and aim.reason is not None:
        yield "reason-without-withdrawal", f"it has WithdrawReason {aim.reason}, and its CompStatus is {aim.status}"
    if aim.reason is not None and aim.reason not in codes.WITHDRAWALS | codes.TRANSFERS:
        yield "unknown-code", f"there is no WithdrawReason {aim.reason}; it is taken as a withdrawal"
    if aim.outcome is not None and aim.outcome not in codes.OUTCOMES:
        yield "unknown-code", f"there is no Outcome {aim.outcome}; it is left out"
