"""Days counted one at a time: the naive reading beside which the calendar is tried.

It shares nothing with the calendar, not even the bank holidays.
"""

from datetime import date

from hypothesis import strategies as st

Breaks = tuple[tuple[int, int | None], ...]
Closures = tuple[tuple[int, int], ...]

# England and Wales, Monday to Friday, as proclaimed: typed, not taken from the package under test.
BANK_HOLIDAYS = {
    2019: "01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26",
    2020: "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28",  # May Day moved to VE Day
    2021: "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28",
    2022: "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27",  # jubilee, funeral
    2023: "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26",  # coronation
    2024: "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26",
    2025: "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26",
    2026: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
    2027: "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
}


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


HOLIDAYS = {day(f"{year}-{on}") for year, days in BANK_HOLIDAYS.items() for on in days.split()}


def works(closures: Closures, d: int) -> bool:
    closed = any(begun <= d < until for begun, until in closures)
    return date.fromordinal(d).weekday() < 5 and d not in HOLIDAYS and not closed


def on_break(breaks: Breaks, d: int) -> bool:
    return any(begun <= d and (until is None or d < until) for begun, until in breaks)


def walk(closures: Closures | None, breaks: Breaks, d: int, n: int) -> int | None:
    """The n-th day after d outside breaks; of the working days where closures are given."""
    while n > 0:
        d += 1
        if any(until is None and begun <= d for begun, until in breaks):
            return None
        if not on_break(breaks, d) and (closures is None or works(closures, d)):
            n -= 1
    return d


# Days and lengths such that no walk leaves the years of the table above.
DAYS = st.integers(day("2020-01-01"), day("2025-12-31"))
COUNTS = st.integers(0, 40)


@st.composite
def a_few_closures(draw: st.DrawFn) -> Closures:
    starts = draw(st.lists(st.integers(day("2019-12-01"), day("2026-06-30")), max_size=4))
    return tuple((start, start + draw(st.integers(1, 20))) for start in starts)
