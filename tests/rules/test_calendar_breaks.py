"""Days counted outside breaks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fingerpost.rules.calendar import (
    Breaks,
    Calendar,
    add_days_outside,
    add_working_days_outside,
    days_outside,
    first_day_outside,
    is_in_break,
)
from tests.rules.day_by_day import (
    COUNTS,
    DAYS,
    Closures,
    a_few_closures,
    day,
    on_break,
    walk,
    works,
)

ENGLAND = Calendar("england")

# 12 February 2024 is a Monday.
BREAK: Breaks = ((day("2024-02-14"), day("2024-02-21")),)
OPEN: Breaks = ((day("2024-02-14"), None),)
ADJACENT: Breaks = (*BREAK, (day("2024-02-21"), day("2024-02-26")))


def test_a_break_holds_its_first_day_and_not_its_until() -> None:
    held = [d for d in range(day("2024-02-12"), day("2024-02-24")) if is_in_break(BREAK, d)]
    assert held == list(range(day("2024-02-14"), day("2024-02-21")))


def test_a_break_without_an_end_holds_every_later_day() -> None:
    assert not is_in_break(OPEN, day("2024-02-13"))
    assert is_in_break(OPEN, day("2090-01-01"))


def test_the_first_day_outside_is_past_breaks_that_follow_each_other() -> None:
    assert first_day_outside((), day("2024-02-14")) == day("2024-02-14")
    assert first_day_outside(BREAK, day("2024-02-13")) == day("2024-02-13")
    assert first_day_outside(BREAK, day("2024-02-14")) == day("2024-02-21")
    assert first_day_outside(ADJACENT, day("2024-02-15")) == day("2024-02-26")
    assert first_day_outside(OPEN, day("2024-02-14")) is None


def test_working_days_inside_a_break_do_not_count() -> None:
    assert add_working_days_outside(ENGLAND, BREAK, day("2024-02-12"), 5) == day("2024-02-26")
    assert add_working_days_outside(ENGLAND, ADJACENT, day("2024-02-12"), 2) == day("2024-02-26")


def test_a_deadline_before_a_break_stands() -> None:
    assert add_working_days_outside(ENGLAND, BREAK, day("2024-02-12"), 1) == day("2024-02-13")
    assert add_days_outside(BREAK, day("2024-02-12"), 1) == day("2024-02-13")


def test_a_deadline_that_runs_into_a_break_without_an_end_is_unknown() -> None:
    assert add_working_days_outside(ENGLAND, OPEN, day("2024-02-12"), 1) == day("2024-02-13")
    assert add_working_days_outside(ENGLAND, OPEN, day("2024-02-12"), 2) is None
    assert add_days_outside(OPEN, day("2024-02-12"), 1) == day("2024-02-13")
    assert add_days_outside(OPEN, day("2024-02-12"), 2) is None


def test_no_days_on_is_the_day_itself_though_a_break_holds_it() -> None:
    assert add_working_days_outside(ENGLAND, OPEN, day("2024-02-15"), 0) == day("2024-02-15")
    assert add_days_outside(OPEN, day("2024-02-15"), 0) == day("2024-02-15")


def test_a_deadline_outside_breaks_is_never_counted_back() -> None:
    with pytest.raises(ValueError, match=r"-1 is below 0"):
        add_working_days_outside(ENGLAND, BREAK, day("2024-02-12"), -1)
    with pytest.raises(ValueError, match=r"-1 is below 0"):
        add_days_outside(BREAK, day("2024-02-12"), -1)


def test_days_outside_a_break_are_counted_without_its_days() -> None:
    assert days_outside(BREAK, day("2024-02-12"), day("2024-02-22")) == 3
    assert days_outside(OPEN, day("2024-02-12"), day("2024-12-31")) == 1
    assert days_outside(BREAK, day("2024-02-22"), day("2024-02-12")) == 0


def test_a_break_begun_and_ended_on_one_day_is_no_day_off() -> None:
    on = day("2024-02-14")
    for breaks in (((on, on),), ((on, on), (on, on + 2)), ((on - 2, on), (on, on))):
        for d in range(on - 3, on + 3):
            assert is_in_break(breaks, d) == on_break(breaks, d)
            assert add_days_outside(breaks, d, 3) == walk(None, breaks, d, 3)
            assert add_working_days_outside(ENGLAND, breaks, d, 3) == walk((), breaks, d, 3)


@st.composite
def breaks_near(draw: st.DrawFn, d: int, may_be_open: bool = True) -> Breaks:
    """Up to four breaks about day d, some of them adjacent, the last at times without an end."""
    breaks: list[tuple[int, int | None]] = []
    until = d + draw(st.integers(-40, 20))
    for _ in range(draw(st.integers(0, 4))):
        begun = until + draw(st.integers(0, 15))
        until = begun + draw(st.integers(1, 30))
        breaks.append((begun, until))
    if breaks and may_be_open and draw(st.booleans()):
        breaks[-1] = (breaks[-1][0], None)
    return tuple(breaks)


@st.composite
def a_day_and_breaks(draw: st.DrawFn) -> tuple[int, Breaks]:
    d = draw(DAYS)
    return d, draw(breaks_near(d))


@given(a_day_and_breaks(), COUNTS, a_few_closures())
def test_deadlines_with_breaks_are_those_that_a_walk_day_by_day_finds(
    about: tuple[int, Breaks], n: int, c: Closures
) -> None:
    d, breaks = about
    closed = Calendar("england", c)
    assert add_working_days_outside(closed, breaks, d, n) == walk(c, breaks, d, n)
    assert add_days_outside(breaks, d, n) == walk(None, breaks, d, n)


@given(a_day_and_breaks(), st.integers(-5, 150))
def test_days_in_and_outside_breaks_are_counted_as_one_by_one(about: tuple[int, Breaks], length: int) -> None:
    d, breaks = about
    outside = [x for x in range(d + 1, d + length + 1) if not on_break(breaks, x)]
    assert days_outside(breaks, d, d + length) == len(outside)
    assert is_in_break(breaks, d) == on_break(breaks, d)
    first = next((x for x in range(d, d + 200) if not on_break(breaks, x)), None)
    assert first_day_outside(breaks, d) == first


@given(DAYS, st.integers(1, 100), st.integers(1, 100), st.data())
def test_a_break_of_n_days_strictly_inside_a_deadline_in_days_moves_it_by_n(
    d: int, window: int, n: int, data: st.DataObject
) -> None:
    begun = d + data.draw(st.integers(1, window))
    assert add_days_outside(((begun, begun + n),), d, window) == d + window + n


@given(DAYS, st.integers(1, 40), st.integers(1, 60), st.data())
def test_a_break_moves_a_deadline_by_the_working_days_it_holds(
    d: int, window: int, n: int, data: st.DataObject
) -> None:
    due = ENGLAND.add_working_days(d, window)
    begun = data.draw(st.integers(d + 1, due))
    held = sum(works((), x) for x in range(begun, begun + n))
    moved = add_working_days_outside(ENGLAND, ((begun, begun + n),), d, window)
    assert moved is not None
    assert ENGLAND.working_days_between(due, moved) == held
