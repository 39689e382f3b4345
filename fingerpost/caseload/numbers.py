"""The numbers of a caseload: how many learners, on the register and by rating, and the register over twelve weeks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fingerpost.caseload.life import language_code
from fingerpost.caseload.panels import STATES
from fingerpost.caseload.queries import (
    PACK,
    RATING,
    count_by_level,
    lives_in_view,
    register_sizes,
    running_on,
    sees_risk,
)
from fingerpost.duties.days import Mark
from fingerpost.people.viewer import Viewer
from fingerpost.policies.packs import policy_of

WEEKS = 12


@dataclass(frozen=True, slots=True)
class OfRating:
    """How many learners stand at a rating."""

    level: str
    mark: Mark
    number: int


@dataclass(frozen=True, slots=True)
class Numbers:
    """`register` holds its size on this day of each of the last weeks, the oldest first; empty, like `ratings`, where
    nothing about risk may be seen. `finding` says how it went."""

    learners: int
    ratings: tuple[OfRating, ...]
    register: tuple[int, ...]
    finding: str


def numbers_of(viewer: Viewer, today: date) -> Numbers:
    """The numbers of what a viewer sees on a day. Three queries."""
    learners = lives_in_view(viewer).filter(running_on(today)).count()
    if not sees_risk(viewer):
        return Numbers(learners, (), (), "")
    register = tuple(register_sizes(viewer, [today - timedelta(weeks=n) for n in range(WEEKS, -1, -1)]))
    counts = count_by_level(viewer, today, RATING)
    words = policy_of(PACK).texts[language_code()]["levels"]
    ratings = [
        OfRating(each, Mark(STATES[each], words[each]), counts.get(each, 0)) for each in ("high", "medium", "low")
    ]
    return Numbers(learners, tuple(ratings), register, _finding(register))


def _finding(register: tuple[int, ...]) -> str:
    now, before = register[-1], register[0]
    difference = abs(now - before)
    if difference == 0:
        return _("As many on the register as %(weeks)s weeks ago.") % {"weeks": WEEKS}
    said = (
        ngettext(
            "%(n)s more on the register than %(weeks)s weeks ago.",
            "%(n)s more on the register than %(weeks)s weeks ago.",
            difference,
        )
        if now > before
        else ngettext(
            "%(n)s fewer on the register than %(weeks)s weeks ago.",
            "%(n)s fewer on the register than %(weeks)s weeks ago.",
            difference,
        )
    )
    return said % {"n": difference, "weeks": WEEKS}
