"""The random histories: the same for the same seed, and deep enough to try every ruling."""

from random import Random

from tests.rules.slow.count import histories, horizon, rulings_counted
from tests.rules.slow.history import random_history
from tests.rules.slow.ladder import slow_duties
from tests.rules.slow.rulings import RULINGS


def test_a_random_history_is_decided_by_its_seed_and_its_order_does_not_matter() -> None:
    events = random_history(Random("7"))
    assert events == random_history(Random("7")) != random_history(Random("8"))
    in_order = sorted(events, key=lambda event: event.recorded)
    assert in_order != events
    assert slow_duties(in_order, horizon(events)) == slow_duties(events, horizon(events))


def test_every_ruling_is_reached_by_at_least_50_of_5000_random_histories() -> None:
    reached = (slow_duties(events, horizon(events))[1] for events in histories(5_000))
    counted = rulings_counted(reached)
    assert set(counted) == set(RULINGS)
    assert {ruling: n for ruling, n in counted.items() if n < 50} == {}
