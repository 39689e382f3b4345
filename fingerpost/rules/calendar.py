"""Counting days: working days of a nation, days outside breaks, and months.

A day is an int, `date.toordinal()`: a rule counts days far more often than it shows one. Periods
are [from, until): `from` is the first day in them, `until` the first day after them.
"""

from __future__ import annotations

from bisect import bisect_right
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache
from itertools import accumulate, compress
from operator import itemgetter
from typing import TypeAlias

FIRST_YEAR, LAST_YEAR = 1990, 2099

PUBLISHED_UNTIL = date(2027, 12, 31)
"""The last day for which the bank holidays are officially published (GOV.UK, "UK bank holidays").
Later ones follow the standing rules; a day proclaimed for one occasion cannot be among them."""

Breaks: TypeAlias = tuple[tuple[int, int | None], ...]
"""The breaks of one subject: [from, until) in order and without overlap (one may begin on the day
on which another ends). `until` is None while a break has no end; only the last one can be so."""

_SUBDIVISIONS = {"england": "ENG", "wales": "WLS"}
NATIONS = tuple(_SUBDIVISIONS)
"""The nations whose bank holidays are known."""

_FIRST = date(FIRST_YEAR, 1, 1).toordinal()
_LAST = date(LAST_YEAR, 12, 31).toordinal()
_PUBLISHED_UNTIL = PUBLISHED_UNTIL.toordinal()


class OutsideCalendarError(ValueError):
    """A day was asked for, or reached, that lies outside the years of the calendar."""

    def __init__(self, what: str) -> None:
        years = f"the calendar, which holds the years {FIRST_YEAR} to {LAST_YEAR}"
        super().__init__(f"{what} lies outside {years}")


@dataclass(frozen=True, slots=True)
class Calendar:
    """A nation's working days: Monday to Friday less bank holidays and the provider's closures.

    `closures` are [from, until) days. Raises ValueError for a nation that is not in NATIONS and for
    a closure without a day in it. The methods raise OutsideCalendarError for a day, given or found,
    outside FIRST_YEAR to LAST_YEAR.
    """

    nation: str
    closures: tuple[tuple[int, int], ...] = ()
    # `_counts[d - _FIRST + 1]`: how many working days there are up to day d, d included.
    _counts: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _days: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        counts, days = _tables(self.nation, self.closures)
        object.__setattr__(self, "_counts", counts)
        object.__setattr__(self, "_days", days)

    def __reduce__(self) -> tuple[type[Calendar], tuple[str, tuple[tuple[int, int], ...]]]:
        """Copied and sent to another process by its two names; the tables are made again there."""
        return Calendar, (self.nation, self.closures)

    def is_working_day(self, day: int) -> bool:
        """Whether `day` is a working day."""
        if not _FIRST <= day <= _LAST:
            raise OutsideCalendarError(_named(day))
        return self._counts[day - _FIRST + 1] > self._counts[day - _FIRST]

    def add_working_days(self, day: int, n: int) -> int:
        """The n-th working day after `day`, which is not counted; `day` itself where n is 0.

        Raises ValueError where n is negative.
        """
        _refuse_negative(n)
        if not _FIRST <= day <= _LAST:
            raise OutsideCalendarError(_named(day))
        if n == 0:
            return day
        place = self._counts[day - _FIRST + 1] + n - 1
        if place >= len(self._days):
            raise OutsideCalendarError(f"the day {n} working days after {_named(day)}")
        return self._days[place]

    def working_days_between(self, a: int, b: int) -> int:
        """How many working days d there are with a < d <= b; none where b is not after a."""
        if not (_FIRST <= a <= _LAST and _FIRST <= b <= _LAST):
            raise OutsideCalendarError(f"{_named(a)} or {_named(b)}")
        return max(0, self._counts[b - _FIRST + 1] - self._counts[a - _FIRST + 1])


def bank_holidays(nation: str, year: int) -> tuple[date, ...]:
    """The bank holidays of a nation in a year that fall on Monday to Friday, in order.

    Where one falls on a weekend its substitute is listed alone. Raises ValueError for a nation
    that is not in NATIONS, OutsideCalendarError for a year that the calendar does not hold.
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise OutsideCalendarError(f"the year {year}")
    return tuple(on for on in map(date.fromordinal, _bank_holidays(nation)) if on.year == year)


def is_projected(day: int) -> bool:
    """Whether `day` is past PUBLISHED_UNTIL, so that working days near it are not yet certain."""
    return day > _PUBLISHED_UNTIL


def add_months(day: int, n: int) -> int:
    """The same day of the month n months on, or the month's last day where there is none.

    Count from the original day each time: 31 January and 2 months is 31 March, whereas twice one
    month would be 28 or 29 March. A negative n counts back.
    """
    start = date.fromordinal(day)
    year, month = divmod(start.year * 12 + start.month - 1 + n, 12)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(start.day, last)).toordinal()


def is_in_break(breaks: Breaks, day: int) -> bool:
    """Whether `day` is a day of a break."""
    if not breaks:
        return False
    begun, until = breaks[_place(breaks, day)]
    return begun <= day and (until is None or day < until)


def first_day_outside(breaks: Breaks, day: int) -> int | None:
    """The first day from `day` on that is in no break; None where a break has no end yet."""
    if not breaks:
        return day
    for begun, until in breaks[_place(breaks, day) :]:
        if begun > day:
            break
        if until is None:
            return None
        day = max(day, until)
    return day


def days_outside(breaks: Breaks, a: int, b: int) -> int:
    """How many days d in no break there are with a < d <= b; none where b is not after a."""
    days = max(0, b - a)
    if not breaks or not days:
        return days
    for begun, until in _parts_after(breaks, a):
        if begun > b:
            break
        days -= (b + 1 if until is None else min(until, b + 1)) - begun
    return days


def add_days_outside(breaks: Breaks, day: int, n: int) -> int | None:
    """The day on which n days in no break have passed after `day`, which is not counted.

    `day` itself where n is 0. None where a break without an end makes it unknowable. Raises
    ValueError where n is negative.
    """
    _refuse_negative(n)
    found = day + n
    if not breaks or n == 0:
        return found
    for begun, until in _parts_after(breaks, day):
        if begun > found:
            break
        if until is None:
            return None
        found += until - begun
    return found


def add_working_days_outside(calendar: Calendar, breaks: Breaks, day: int, n: int) -> int | None:
    """The n-th day after `day` that is a working day and in no break; `day` itself where n is 0.

    None where a break without an end makes it unknowable. Raises ValueError where n is negative,
    OutsideCalendarError as `Calendar` does.
    """
    found = calendar.add_working_days(day, n)
    if not breaks or n == 0:
        return found
    for begun, until in _parts_after(breaks, day):
        if begun > found:
            break
        if until is None:
            return None
        missed = calendar.working_days_between(begun - 1, until - 1)
        found = calendar.add_working_days(found, missed)
    return found


def _place(breaks: Breaks, day: int) -> int:
    """The place of the last break begun by `day`, or of the first one where none has begun."""
    return max(0, bisect_right(breaks, day, key=itemgetter(0)) - 1)


def _parts_after(breaks: Breaks, day: int) -> Iterator[tuple[int, int | None]]:
    """What lies after `day` of each break, in order."""
    for begun, until in breaks[_place(breaks, day) :]:
        if until is None or until > day + 1:
            yield max(begun, day + 1), until


# Kept for the calendars in use only: a pair of tables takes about 2.5 MB, and closures change.
@lru_cache(maxsize=32)
def _tables(nation: str, closures: tuple[tuple[int, int], ...]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The running count of working days, from a nought on, and the working days in order."""
    days = range(_FIRST, _LAST + 1)
    is_working = bytearray((day - 1) % 7 < 5 for day in days)  # day 1 was a Monday
    for day in _bank_holidays(nation):
        is_working[day - _FIRST] = 0
    for begun, until in closures:
        if until <= begun:
            raise ValueError(
                f"a closure from {_named(begun)} until {_named(until)} has no day in it: "
                "`until` is the first day after it"
            )
        for day in range(max(begun, _FIRST), min(until, _LAST + 1)):
            is_working[day - _FIRST] = 0
    return tuple(accumulate(is_working, initial=0)), tuple(compress(days, is_working))


@cache
def _bank_holidays(nation: str) -> tuple[int, ...]:
    """The bank holidays from Monday to Friday, in order.

    `holidays` lists the weekend day beside its substitute; a weekend is no working day anyway.
    """
    if nation not in _SUBDIVISIONS:
        known = " and ".join(NATIONS)
        raise ValueError(f'no bank holidays are known for the nation "{nation}": only for {known}')
    # Here and not above: it takes longer to import than the rest of the rules.
    from holidays import country_holidays

    years = range(FIRST_YEAR, LAST_YEAR + 1)
    found = country_holidays("GB", subdiv=_SUBDIVISIONS[nation], years=years, expand=False)
    return tuple(sorted(on.toordinal() for on in found if on.weekday() < 5))


def _refuse_negative(n: int) -> None:
    """Raises ValueError: a deadline is never counted back."""
    if n < 0:
        raise ValueError(f"days are counted forwards: {n} is below 0")


def _named(day: int) -> str:
    """The day as a reader writes it; its number where it is no date at all."""
    return date.fromordinal(day).isoformat() if 1 <= day <= date.max.toordinal() else f"day {day}"
