"""How many random histories reach each ruling."""

from collections import Counter
from collections.abc import Iterable, Iterator
from random import Random

from .event import Event
from .history import random_history
from .rulings import RULINGS


def histories(how_many: int, seed: int = 1) -> Iterator[list[Event]]:
    """So many random histories; the seed and the place in the row decide each of them."""
    for place in range(how_many):
        yield random_history(Random(f"{seed}/{place}"))


def horizon(events: Iterable[Event]) -> int:
    """A last day for a history: some weeks after its last fact, so that time can act."""
    return max(event.on for event in events) + 70


def rulings_counted(reached: Iterable[set[str]]) -> Counter[str]:
    """How many of the histories reached each ruling, those never reached with 0."""
    counted = Counter(dict.fromkeys(RULINGS, 0))
    for tags in reached:
        counted.update(tags)
    return counted
