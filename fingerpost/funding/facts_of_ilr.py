"""What becomes of an ILR: the facts of one learner after another. docs/import-ilr.md shows it as a table."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from msgspec import Struct

from fingerpost.funding import codes
from fingerpost.funding.breach import Breach
from fingerpost.funding.characteristics import characteristics
from fingerpost.funding.enrolments import Enrolment, Enrolments, is_orphan, programme_of, type_of
from fingerpost.funding.learner import Aim, Learner, in_calendar
from fingerpost.funding.source import NOT_HELD, Source
from fingerpost.rules.facts import Fact

NATION = "england"
"""An ILR is a record of learning funded in England."""


class Told(Struct, frozen=True):
    """What a file tells of one learner: facts, enrolments, and what is doubtful in how they were made."""

    person: str
    enrolments: tuple[Enrolment, ...]
    facts: tuple[Fact, ...]
    breaches: tuple[Breach, ...]


def told(learner: Learner, enrolments: Enrolments, source: Source) -> Told:
    """The facts about one learner and each of their enrolments."""
    person = enrolments.person(learner)
    found = tuple(enrolments.of(learner))
    facts = [fact for each in found for fact in _facts(each, person, learner, source)]
    facts += characteristics(learner, person, source)
    return Told(person, found, tuple(facts), tuple(_doubts(learner, found)))


def _doubts(learner: Learner, enrolments: tuple[Enrolment, ...]) -> Iterator[Breach]:
    for each in enrolments:
        aim = each.aims[0]
        if "~" in each.subject:
            what = f"the same programme starts on {aim.start} already; it is taken as {each.subject}"
            yield Breach(learner.reference, aim.place, "enrolment-twice", what, aim.line)
        if is_orphan(aim, learner):
            what = "it is a part of a programme that the record does not have; it is taken as an enrolment of its own"
            yield Breach(learner.reference, aim.place, "component-without-programme", what, aim.line)


def _facts(enrolment: Enrolment, person: str, learner: Learner, source: Source) -> Iterator[Fact]:
    subject = enrolment.subject
    if not enrolment.is_return:
        yield _started(enrolment, person, learner, source)
        yield source.fact(subject, "not_held", enrolment.start, {"kinds": NOT_HELD}, " ".join(NOT_HELD))
    returns = enrolment.aims if enrolment.is_return else enrolment.aims[1:]
    for aim in returns:
        assert aim.start is not None
        yield source.fact(subject, "break_ended", aim.start, {}, f"{aim.start}")
        if in_calendar(aim.planned_end):
            planned = {"planned_end": aim.planned_end}
            yield source.fact(subject, "changed", aim.start, planned, f"planned_end {aim.start}")
    for aim in enrolment.aims:
        yield from _end(subject, aim, source)
    yield from _outcome(subject, enrolment.last, source)
    yield from _moves(enrolment, learner, source)


def _started(enrolment: Enrolment, person: str, learner: Learner, source: Source) -> Fact:
    data = {
        "learner": person,
        "programme": programme_of(enrolment),
        "programme_type": type_of(enrolment),
        "nation": NATION,
        "planned_end": in_calendar(enrolment.aims[0].planned_end) or "",
        "employer": _employer_at(enrolment.start, _employers(enrolment, learner)),
        "restarts": enrolment.restarts,
    }
    return source.fact(enrolment.subject, "started", enrolment.start, data)


def _end(subject: str, aim: Aim, source: Source) -> Iterator[Fact]:
    """A break, a completion, a withdrawal or a transfer; nothing where no day of it can be taken."""
    day = aim.end_usable
    if day is None:
        return
    if aim.status == codes.ON_BREAK:
        yield source.fact(subject, "break_began", day, {}, f"{day}")
    elif aim.status == codes.COMPLETED:
        yield source.fact(subject, "completed", day, {})
    elif aim.status == codes.WITHDRAWN and aim.reason in codes.TRANSFERS:
        yield source.fact(subject, "transferred", day, {"to": codes.TRANSFERS[aim.reason]})
    elif aim.status == codes.WITHDRAWN:
        reason = "" if aim.reason is None else codes.WITHDRAWALS.get(aim.reason, f"WithdrawReason {aim.reason}")
        yield source.fact(subject, "withdrew", day, {"reason": reason})


def _outcome(subject: str, aim: Aim, source: Source) -> Iterator[Fact]:
    """How the aim came out, on the day of the achievement or else of the end."""
    day = in_calendar(aim.achieved) or aim.end_usable
    said = codes.OUTCOMES.get(aim.outcome or 0)
    if day is not None and said is not None and aim.start is not None and day >= aim.start:
        yield source.fact(subject, "outcome_recorded", day, {"outcome": said, "grade": aim.grade}, said)


def _employers(enrolment: Enrolment, learner: Learner) -> list[tuple[date, str]]:
    """With whom the learner worked, each from a day on ("" for nobody), in order of days.

    Only where the employer is a party to the programme: an apprentice's employer, and a trainee's
    work placements. Whom a learner on a course works for is no matter of the course.
    """
    sort = type_of(enrolment)
    found: list[tuple[date | None, str]] = []
    if sort == "apprenticeship":
        found = [(each.on, each.employer) for each in learner.employment]
    elif sort == "traineeship":
        found = [(each.on, each.employer) for aim in enrolment.parts for each in aim.placements]
    return sorted((day, employer) for day, employer in found if day is not None and in_calendar(day))


def _employer_at(day: date, employers: list[tuple[date, str]]) -> str:
    return next((employer for since, employer in reversed(employers) if since <= day), "")


def _moves(enrolment: Enrolment, learner: Learner, source: Source) -> Iterator[Fact]:
    """Each change of employer between the start and the end."""
    start, end = enrolment.start, enrolment.last.end_usable
    employers = _employers(enrolment, learner)
    later = dict(each for each in employers if each[0] > start and (end is None or each[0] <= end))
    known = [(start, _employer_at(start, employers)), *later.items()]
    for (_, before), (day, employer) in pairwise(known):
        if employer != before:
            data = {"employer": employer or None}
            yield source.fact(enrolment.subject, "changed", day, data, f"employer {day}")
