"""The engine and the slow ladder, written apart from it, on the same 5,000 random histories."""

from collections.abc import Iterable
from datetime import date
from random import Random

from fingerpost.rules.duty import Duty
from fingerpost.rules.history import History
from fingerpost.rules.policy import Policy
from fingerpost.rules.reading import Reading
from tests.rules.slow.count import histories, horizon, rulings_counted
from tests.rules.slow.event import Event
from tests.rules.slow.history import random_history
from tests.rules.slow.ladder import slow_duties
from tests.rules.slow.life import SlowDuty
from tests.rules.slow.rulings import RULINGS
from tests.rules.telling import ENROLMENT, facts_of, terms_of

HISTORIES = 5_000
AT_LEAST = 50
"""How many of the histories must reach each ruling."""


def test_the_engine_agrees_with_the_slow_ladder_on_5000_histories_that_reach_every_ruling(
    policy: Policy,
) -> None:
    reached = []
    for place, events in enumerate(histories(HISTORIES)):
        last_day = horizon(events)
        slow, tags = slow_duties(events, last_day)
        assert engine_lines(policy, events, last_day) == slow_lines(slow), f"history {place}"
        reached.append(tags)
    counted = rulings_counted(reached)
    assert set(counted) == set(RULINGS)
    assert {ruling: n for ruling, n in counted.items() if n < AT_LEAST} == {}


def test_a_random_history_is_decided_by_its_seed_and_its_order_does_not_matter() -> None:
    events = random_history(Random("7"))
    assert events == random_history(Random("7")) != random_history(Random("8"))
    in_order = sorted(events, key=lambda event: event.recorded)
    assert in_order != events
    assert slow_duties(in_order, horizon(events)) == slow_duties(events, horizon(events))


def engine_lines(policy: Policy, events: Iterable[Event], last_day: int) -> list[str]:
    """The engine's duties of the escalation, each in one line; one closed later is still open."""
    history = History(ENROLMENT, facts_of(events, policy.kinds))
    reading = Reading(history, terms_of(policy), policy, last_day)
    return sorted(engine_line(duty, last_day) for duty in reading.course("escalation").duties)


def engine_line(duty: Duty, last_day: int) -> str:
    is_closed = duty.closed is not None and duty.closed.toordinal() <= last_day
    closed, outcome = (duty.closed, duty.outcome) if is_closed else (None, None)
    return f"{duty.opens} {duty.action} {duty.owner} {duty.due} {closed} {outcome}"


def slow_lines(duties: Iterable[SlowDuty]) -> list[str]:
    """The slow ladder's duties in the same form."""
    return sorted(
        f"{on(duty.opens)} {duty.action} {duty.owner} {on(duty.due)} {on(duty.closed)} {duty.outcome}"
        for duty in duties
    )


def on(day: int | None) -> date | None:
    return None if day is None else date.fromordinal(day)
