"""The first day of too long a silence, found by counting the days one after another.

It shares nothing with `fingerpost.rules`; a break is given as its first day and the first day back.
"""

from collections.abc import Collection, Sequence


def first_day_of_silence(
    start: int,
    last: int,
    heard_on: Collection[int],
    more_than_days: int,
    breaks: Sequence[tuple[int, int]] = (),
) -> int | None:
    """The first day from `start` to `last` with more than so many days since anything was heard; None if there is
    none. The start is heard; what is heard on a day counts from its evening on, and break days count for nothing."""
    silent = 0
    for day in range(start + 1, last + 1):
        is_in_break = any(began <= day < back for began, back in breaks)
        silent += not is_in_break
        if silent > more_than_days and not is_in_break:
            return day
        if day in heard_on:
            silent = 0
    return None
