"""The unique learner number (ULN): ten digits, of which the last checks the others."""

TEMPORARY = 9_999_999_999
"""Stands for a number that is not yet known; exempt from the check (2025-26 validation rules, DD01)."""


def check_digit(uln: int) -> int | None:
    """The tenth digit that the first nine ask for; None where no tenth digit could be right.

    Weigh the first nine by 10, 9 … 2 and sum: the check digit is 10 less the remainder by 11, and a
    remainder of 0 is none (2025-26 validation rules, DD01).
    """
    first = f"{uln:010d}"[:9]
    remainder = sum(int(digit) * weight for digit, weight in zip(first, range(10, 1, -1), strict=True)) % 11
    return 10 - remainder if remainder else None


def is_sound(uln: int) -> bool:
    """Whether the tenth digit is the one that the first nine ask for. The temporary number is not asked."""
    return check_digit(uln) == uln % 10
