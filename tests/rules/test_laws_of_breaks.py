"""The law of breaks: one of n days, strictly inside a time that is counted in days, weeks, months or years, moves its
end by n."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from fingerpost.rules.concept import read_as
from fingerpost.rules.duties import evaluate
from fingerpost.rules.duty import Duty
from fingerpost.rules.history import History
from fingerpost.rules.reading import Reading, Span
from tests.rules.telling import ENROLMENT, Line, at_risk, day, on, terms_of, told

LENGTHS = st.integers(1, 400)
NATIONS = st.sampled_from(["england", "wales"])
UNITS = st.sampled_from(["days", "weeks", "months", "years"])
FIRST = st.dates(date(2021, 1, 1), date(2025, 12, 31))


@given(FIRST, UNITS, st.integers(1, 30), st.data(), LENGTHS)
def test_a_length_of_time_ends_as_many_days_later_as_a_break_inside_it_lasts(
    start: date, unit: str, number: int, data: st.DataObject, length: int
) -> None:
    span = read_as(Span, {unit: number})
    end = span.after(start.toordinal(), reading(started(start)))
    assert end is not None
    began = data.draw(st.integers(start.toordinal() + 1, end))
    assert span.after(start.toordinal(), reading(started(start), *pause(began, length))) == end + length


@given(FIRST, NATIONS, st.data(), LENGTHS)
def test_a_silence_is_too_long_as_many_days_later_as_a_break_in_it_lasts(
    start: date, nation: str, data: st.DataObject, length: int
) -> None:
    without = only("send-notice-1", started(start, nation))
    assert without.opens is not None
    began = data.draw(st.integers(start.toordinal() + 1, without.opens.toordinal() - 1))
    moved = only("send-notice-1", started(start, nation), *pause(began, length))
    assert moved.opens == without.opens + timedelta(days=length)


@given(FIRST, st.data(), LENGTHS)
def test_a_review_every_so_many_weeks_is_due_as_many_days_later_as_a_break_before_it_lasts(
    start: date, data: st.DataObject, length: int
) -> None:
    facts = (started(start), on(start.isoformat(), "plan_agreed"))
    without = only("review-support", *facts)
    assert without.due == start + timedelta(weeks=4)
    began = data.draw(st.integers(start.toordinal() + 1, start.toordinal() + 27))
    assert only("review-support", *facts, *pause(began, length)).due == without.due + timedelta(days=length)


@settings(max_examples=50)
@given(FIRST, st.integers(1, 30), st.integers(1, 40))
def test_a_break_without_an_end_leaves_a_time_unknown_that_it_begins_in(start: date, number: int, after: int) -> None:
    began = on((start + timedelta(days=after)).isoformat(), "break_began")
    end = Span(days=number).after(start.toordinal(), reading(started(start), began))
    assert end == (None if after <= number else start.toordinal() + number)


def test_a_break_that_begins_on_the_last_day_or_ends_on_the_first_is_inside_or_outside() -> None:
    start = date(2026, 3, 2)
    week = Span(weeks=1)
    assert week.after(start.toordinal(), reading(started(start), *pause(day("2026-03-09"), 2))) == day("2026-03-11")
    assert week.after(start.toordinal(), reading(started(start), *pause(day("2026-03-10"), 2))) == day("2026-03-09")
    assert week.after(start.toordinal(), reading(started(start), *pause(day("2026-02-27"), 4))) == day("2026-03-09")


def started(start: date, nation: str = "england") -> Line:
    return on(start.isoformat(), "started", learner="person:1", programme_type="apprenticeship", nation=nation)


def pause(began: int, length: int) -> tuple[Line, Line]:
    """A break of so many days."""
    first, last = date.fromordinal(began), date.fromordinal(began + length)
    return on(first.isoformat(), "break_began"), on(last.isoformat(), "break_ended")


def reading(*lines: Line) -> Reading:
    return Reading(History(ENROLMENT, told(*lines)), terms_of(at_risk()), at_risk())


def only(action: str, *lines: Line) -> Duty:
    """The one duty with this action."""
    duties = evaluate(at_risk(), terms_of(at_risk()), History(ENROLMENT, told(*lines))).duties
    (duty,) = [duty for duty in duties if duty.action == action]
    return duty
