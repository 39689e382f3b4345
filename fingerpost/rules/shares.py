"""Shares of a number, told with what chance alone could make of them."""

from collections.abc import Sequence
from math import sqrt
from statistics import quantiles

from msgspec import Struct

FEWEST = 5
"""Of fewer than so many no share is told, and no quartile: the number itself says all there is to say."""
NINETY_FIVE = 1.959963984540054
"""How many standard deviations on either side of the mean hold 95 % of a normal distribution."""


class Share(Struct, frozen=True, gc=False):
    """So many out of so many."""

    count: int
    out_of: int

    @property
    def is_told(self) -> bool:
        """Whether there are enough to speak of a share."""
        return self.out_of >= FEWEST

    @property
    def value(self) -> float | None:
        """The share, from 0 to 1; None where they are too few."""
        return self.count / self.out_of if self.is_told else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Its 95 % interval; None where they are too few."""
        return wilson(self.count, self.out_of) if self.is_told else None


def wilson(count: int, out_of: int, z: float = NINETY_FIVE) -> tuple[float, float]:
    """The score interval of a share, from 0 to 1. It stays honest for small numbers and for shares near 0 and 1.

    Source: E. B. Wilson, 1927, Probable inference, the law of succession, and statistical inference, Journal of the
    American Statistical Association 22:209-212. Raises ValueError where `count` is no part of `out_of`.
    """
    if not 0 <= count <= out_of or not out_of:
        raise ValueError(f"{count} of {out_of} is no share")
    share, more = count / out_of, z * z / out_of
    centre = share + more / 2
    spread = z * sqrt(share * (1 - share) / out_of + more / (4 * out_of))
    low, high = (centre - spread) / (1 + more), (centre + spread) / (1 + more)
    return (low if count else 0.0, high if count < out_of else 1.0)


def quartiles(numbers: Sequence[int]) -> tuple[float, float, float] | None:
    """The lower quartile, the median and the upper quartile; None where there are too few numbers."""
    if len(numbers) < FEWEST:
        return None
    low, middle, high = quantiles(numbers, n=4, method="inclusive")
    return low, middle, high
