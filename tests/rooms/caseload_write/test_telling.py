"""What is told of a learner says what it says and nothing else, and fits its kind of fact."""

from collections.abc import Callable

import pytest

from fingerpost.caseload import telling
from fingerpost.facts.kinds import kind_named
from fingerpost.facts.rows import Told
from tests.rooms.caseload_write.world import TODAY

TELLINGS: list[Callable[[], Told]] = [
    lambda: telling.started(TODAY, learner="person:22", programme_type="course", nation="wales", planned_end=TODAY),
    lambda: telling.changed(TODAY, employer="employer:22", planned_end=None),
    lambda: telling.contact(TODAY, "phone", "out", "learner", "no_answer", "welfare", "Rang twice."),
    lambda: telling.session(TODAY, "visit", "cancelled", "employer"),
    lambda: telling.progress(TODAY, 33, 48, True),
    lambda: telling.indicator(TODAY, "illness", True),
    lambda: telling.rating(TODAY, "high", "Silence."),
    lambda: telling.rating_stands(TODAY, "She has caught up."),
    lambda: telling.break_began(TODAY, "Surgery.", TODAY),
    lambda: telling.break_ended(TODAY),
    lambda: telling.withdrew(TODAY, "New job.", "Retail"),
    lambda: telling.completed(TODAY),
    lambda: telling.transferred(TODAY, "another provider"),
    lambda: telling.milestone(TODAY, "gateway"),
    lambda: telling.act("notice_sent", TODAY, {"stage": 1, "to": ["learner"], "copied_to": None}),
]


@pytest.mark.parametrize("tell", TELLINGS)
def test_what_is_told_fits_its_kind(tell: Callable[[], Told]) -> None:
    told = tell()
    assert told.on == TODAY
    assert kind_named(told.kind).read(told.data or {}) is not None


def test_what_is_empty_is_not_said() -> None:
    assert telling.session(TODAY, "visit").data == {"sort": "visit"}
    assert telling.progress(TODAY).data == {}
    assert telling.indicator(TODAY, "illness").data == {"code": "illness"}


def test_a_change_may_take_an_attribute_away() -> None:
    assert telling.changed(TODAY, employer=None).data == {"employer": None}
