"""Shares with their intervals: against published values."""

import pytest

from fingerpost.rules.shares import Share, quartiles, wilson


@pytest.mark.parametrize(
    ("count", "out_of", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_the_interval_is_as_newcombe_1998_prints_it(count: int, out_of: int, low: float, high: float) -> None:
    """R. G. Newcombe, 1998, Statistics in Medicine 17:857-872, table I, method 3 (Wilson's score without
    continuity correction)."""
    assert wilson(count, out_of) == pytest.approx((low, high), abs=0.00005)


def test_the_interval_of_the_rest_is_the_mirror_image() -> None:
    for count in range(21):
        low, high = wilson(count, 20)
        assert wilson(20 - count, 20) == pytest.approx((1 - high, 1 - low))
        assert 0 <= low <= count / 20 <= high <= 1


@pytest.mark.parametrize(("count", "out_of"), [(0, 0), (3, 2), (-1, 2)])
def test_what_is_no_share_is_refused(count: int, out_of: int) -> None:
    with pytest.raises(ValueError, match=f"{count} of {out_of} is no share"):
        wilson(count, out_of)


def test_of_fewer_than_five_no_share_is_told() -> None:
    assert (Share(2, 4).value, Share(2, 4).interval) == (None, None)
    assert Share(2, 5).value == 0.4
    assert Share(2, 5).interval == wilson(2, 5)


def test_quartiles_are_told_of_five_numbers_or_more() -> None:
    assert quartiles([1, 2, 3, 4]) is None
    assert quartiles([1, 2, 3, 4, 100]) == (2, 3, 4)
