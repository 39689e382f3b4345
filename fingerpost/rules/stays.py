"""How cases went: the stays in the steps of a procedure, and the duties that came of them."""

from msgspec import Struct

from fingerpost.rules.duty import Duty, Settled
from fingerpost.rules.facts import Fact
from fingerpost.rules.moments import Occasion


class Stay(Struct, frozen=True, gc=False):
    """One stay of a case in a step: since and until which moment, why, and which duties were done in it.

    `closes` is set where the case ends with the stay.
    """

    step: str
    since: int
    until: int | None
    facts: tuple[Fact, ...]
    done: dict[str, Settled]
    closes: Occasion | None

    def holds(self, day: int) -> bool:
        """Whether the case stands in the step on a day that it did not come on."""
        return self.since >> 1 < day and (self.until is None or day <= self.until >> 1)


class Course(Struct, frozen=True, gc=False):
    """How a subject's cases under a procedure go, over all time."""

    stays: list[Stay]
    duties: list[Duty]
