"""Enrolments: which aims of a learner make one, and under which subject.

A programme aim makes an enrolment, and so does an aim outside any programme. The parts of a
programme belong to it and make none. An aim taken up again after a break goes on with the same
enrolment where the break is known; else it is an enrolment of its own that `restarts` the earlier.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from urllib.parse import quote

from msgspec import Struct

from fingerpost.funding import codes
from fingerpost.funding.learner import Aim, Learner, Programme, in_calendar

_NUMBERED = re.compile(r"~\d+$", re.ASCII)


class Held(Struct, frozen=True):
    """What a folder holds already, so that the same aim always belongs to the same enrolment.

    `breaks` and `returns` are the days on which an enrolment's breaks began and ended; `restarted`
    are the enrolments that take up another, `unnumbered`.
    """

    breaks: Mapping[str, Sequence[date]] = {}
    returns: Mapping[str, Sequence[date]] = {}
    restarted: frozenset[str] = frozenset()


class Enrolment(Struct, frozen=True):
    """One enrolment: its aims in turn, each after the first taken up after a break.

    `is_return` says that the first of them is such a return itself, to an enrolment that the folder
    holds. `parts` are the aims of its programme, itself included.
    """

    subject: str
    aims: tuple[Aim, ...]
    parts: tuple[Aim, ...]
    restarts: str = ""
    is_return: bool = False

    @property
    def start(self) -> date:
        """The day on which the learner first began, as far as the file says."""
        first = self.aims[0]
        day = first.originally if self.is_return else first.start
        assert day is not None
        return day

    @property
    def last(self) -> Aim:
        """The aim that says how it stands now."""
        return self.aims[-1]


class Enrolments:
    """The enrolments of one file of a provider; it remembers subjects to find one met twice."""

    def __init__(self, ukprn: int, held: Held) -> None:
        self._ukprn = ukprn
        self._held = held
        self._seen: set[str] = set()

    def person(self, learner: Learner) -> str:
        """The subject under which facts know the learner. It holds no name."""
        return f"person:ILR-{self._ukprn}-{quote(learner.reference, safe='')}"

    def of(self, learner: Learner) -> list[Enrolment]:
        """A learner's enrolments by day of start. Aims that start outside the calendar make none."""
        whole = {aim.programme for aim in learner.aims if aim.sort == codes.PROGRAMME_AIM}
        own = [aim for aim in learner.aims if in_calendar(aim.start) and _is_own(aim, whole)]
        own.sort(key=lambda aim: (aim.start, aim.number))
        found: list[Enrolment] = []
        for aim in own:
            self._take(aim, learner, found)
        return found

    def _take(self, aim: Aim, learner: Learner, found: list[Enrolment]) -> None:
        """Add the aim to the enrolment that it goes on with, or as one of its own."""
        subject = self._subject(learner, aim, aim.start)
        earlier = self._subject(learner, aim, aim.originally) if aim.originally else ""
        parts = _parts(aim, learner)
        for place, enrolment in enumerate(found):
            if self._may_join(enrolment.subject, aim, subject) and _goes_on(enrolment, aim, earlier):
                both = (*enrolment.aims, aim)
                found[place] = Enrolment(enrolment.subject, both, parts, enrolment.restarts, enrolment.is_return)
                return
        if earlier != subject and self._may_join(earlier, aim, subject) and self._paused(earlier, aim):
            self._seen.add(earlier)
            found.append(Enrolment(earlier, (aim,), parts, is_return=True))
            return
        restarts = earlier if aim.is_restart and earlier != subject else ""
        found.append(Enrolment(self._unique(subject), (aim,), parts, restarts))

    def _may_join(self, other: str, aim: Aim, subject: str) -> bool:
        """Whether an aim may go on with another enrolment, and did not come to the folder as one of its own."""
        if not aim.is_restart:
            return False
        return aim.start in self._held.returns.get(other, ()) or subject not in self._held.restarted

    def _paused(self, other: str, aim: Aim) -> bool:
        """Whether the folder knows of a break of an enrolment before an aim starts."""
        return any(aim.start is not None and day <= aim.start for day in self._held.breaks.get(other, ()))

    def _unique(self, subject: str) -> str:
        """The subject, numbered where the file has it already."""
        number, unique = 1, subject
        while unique in self._seen:
            number += 1
            unique = f"{subject}~{number}"
        self._seen.add(unique)
        return unique

    def _subject(self, learner: Learner, aim: Aim, day: date | None) -> str:
        reference = quote(learner.reference, safe="")
        return f"enrolment:ILR-{self._ukprn}-{reference}-{_code(aim)}-{day:%Y%m%d}"


def unnumbered(subject: str) -> str:
    """The subject of an enrolment without the number of one that is there twice."""
    return _NUMBERED.sub("", subject)


def is_orphan(aim: Aim, learner: Learner) -> bool:
    """Whether an aim is a part of a programme whose programme aim is not there."""
    whole = {each.programme for each in learner.aims if each.sort == codes.PROGRAMME_AIM}
    return aim.sort == codes.COMPONENT_AIM and aim.programme not in whole


def type_of(enrolment: Enrolment) -> str:
    """The type of programme: apprenticeship, traineeship, course or other."""
    aim = enrolment.aims[0]
    if aim.sort == codes.PROGRAMME_AIM:
        return codes.PROGRAMME_TYPES.get(aim.programme.type or 0, "other")
    return "course" if aim.sort in (codes.LEARNING_AIM, codes.CORE_AIM) else "other"


def programme_of(enrolment: Enrolment) -> str:
    """What the programme is called; an ILR has codes and no titles."""
    aim = enrolment.aims[0]
    programme = aim.programme
    if programme.type is None or aim.sort != codes.PROGRAMME_AIM:
        return f"aim {aim.reference}"
    if programme.standard is not None:
        return f"standard {programme.standard}"
    if programme.framework is not None:
        return f"framework {programme.framework}, pathway {programme.pathway}"
    return codes.PROGRAMMES.get(programme.type, f"programme of type {programme.type}")


def _is_own(aim: Aim, whole: set[Programme]) -> bool:
    """Whether an aim stands for itself: a programme, or not a part of one that is there."""
    if aim.sort in (codes.COMPONENT_AIM, codes.CORE_AIM):
        return aim.programme.type is None or aim.programme not in whole
    return True


def _parts(aim: Aim, learner: Learner) -> tuple[Aim, ...]:
    if aim.sort != codes.PROGRAMME_AIM:
        return (aim,)
    return tuple(each for each in learner.aims if each.programme == aim.programme)


def _goes_on(enrolment: Enrolment, aim: Aim, earlier: str) -> bool:
    """Whether an aim takes an enrolment up again after its break."""
    last = enrolment.last
    if last.status != codes.ON_BREAK or _code(last) != _code(aim):
        return False
    if not last.end_usable or not aim.start or aim.start < last.end_usable:
        return False
    began_so = aim.originally in (None, enrolment.start, enrolment.aims[0].originally)
    return began_so or enrolment.subject == earlier


def _code(aim: Aim) -> str:
    """The programme or aim as a part of a subject; without a hyphen, so that a subject reads one way."""
    if aim.sort != codes.PROGRAMME_AIM:
        return quote(aim.reference, safe="").replace("-", "%2D")
    programme = aim.programme
    parts = (programme.type, programme.standard, programme.framework, programme.pathway)
    return ".".join(str(each) for each in parts if each is not None) or quote(aim.reference, safe="")
