"""The calendar: bank holidays, working days and months."""

import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fingerpost.rules import calendar
from fingerpost.rules.calendar import (
    NATIONS,
    PUBLISHED_UNTIL,
    Calendar,
    OutsideCalendarError,
    add_months,
    bank_holidays,
    is_projected,
)
from tests.rules.day_by_day import (
    BANK_HOLIDAYS,
    COUNTS,
    DAYS,
    Closures,
    a_few_closures,
    day,
    walk,
    works,
)

ENGLAND = Calendar("england")


# Bank holidays


@pytest.mark.parametrize("nation", NATIONS)
@pytest.mark.parametrize("year", BANK_HOLIDAYS)
def test_the_bank_holidays_of_a_year_are_those_proclaimed(nation: str, year: int) -> None:
    proclaimed = [date.fromisoformat(f"{year}-{on}") for on in BANK_HOLIDAYS[year].split()]
    assert list(bank_holidays(nation, year)) == proclaimed


@pytest.mark.parametrize("nation", NATIONS)
@pytest.mark.parametrize("on", ["2022-06-02", "2022-06-03", "2022-09-19", "2023-05-08"])
def test_a_bank_holiday_proclaimed_for_one_occasion_is_no_working_day(nation: str, on: str) -> None:
    assert not Calendar(nation).is_working_day(day(on))


def test_the_monday_from_which_a_bank_holiday_was_moved_is_a_working_day() -> None:
    assert ENGLAND.is_working_day(day("2020-05-04"))
    assert ENGLAND.is_working_day(day("2022-05-30"))


def test_saint_davids_day_is_a_working_day_in_wales() -> None:
    assert Calendar("wales").is_working_day(day("2024-03-01"))


def test_a_nation_without_a_calendar_is_refused_with_those_that_have_one() -> None:
    refusal = r'"scotland".*england and wales'
    with pytest.raises(ValueError, match=refusal):
        Calendar("scotland")
    with pytest.raises(ValueError, match=refusal):
        bank_holidays("scotland", 2024)


def test_a_year_outside_the_calendar_has_no_bank_holidays_to_tell() -> None:
    with pytest.raises(OutsideCalendarError, match=r"1989 .*1990 to 2099"):
        bank_holidays("england", 1989)


def test_a_day_is_projected_once_it_is_past_the_published_bank_holidays() -> None:
    assert not is_projected(PUBLISHED_UNTIL.toordinal())
    assert is_projected(PUBLISHED_UNTIL.toordinal() + 1)


def test_the_calendar_is_imported_without_the_package_of_holidays() -> None:
    root = str(Path(calendar.__file__).parents[2])
    code = "import sys, fingerpost.rules.calendar; sys.exit('holidays' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": root})
    assert ran.returncode == 0


# Working days


def test_the_next_working_day_after_a_friday_is_the_monday() -> None:
    assert ENGLAND.add_working_days(day("2024-02-16"), 1) == day("2024-02-19")


def test_five_working_days_over_easter_pass_friday_and_monday_by() -> None:
    assert ENGLAND.add_working_days(day("2024-03-27"), 5) == day("2024-04-05")


def test_no_working_days_on_is_the_day_itself_though_it_be_a_sunday() -> None:
    assert ENGLAND.add_working_days(day("2024-02-18"), 0) == day("2024-02-18")


def test_a_closure_day_is_no_working_day_and_its_until_is_one() -> None:
    closed = Calendar("england", ((day("2024-12-27"), day("2024-12-31")),))
    assert not closed.is_working_day(day("2024-12-27"))
    assert not closed.is_working_day(day("2024-12-30"))
    assert closed.is_working_day(day("2024-12-31"))
    assert closed.add_working_days(day("2024-12-24"), 1) == day("2024-12-31")


def test_a_closure_is_unknown_to_other_calendars() -> None:
    Calendar("england", ((day("2024-02-19"), day("2024-02-24")),))
    assert Calendar("england").is_working_day(day("2024-02-19"))


def test_a_closure_without_a_day_in_it_is_refused() -> None:
    on = day("2024-12-27")
    with pytest.raises(ValueError, match=r"2024-12-27 until 2024-12-27 has no day in it"):
        Calendar("england", ((on, on),))


def test_a_closure_that_reaches_beyond_the_calendar_closes_the_days_within_it() -> None:
    closed = Calendar("england", ((1, day("1990-02-01")), (day("2099-12-01"), 10**6)))
    assert closed.add_working_days(day("1990-01-01"), 1) == day("1990-02-01")
    assert not closed.is_working_day(day("2099-12-31"))


@pytest.mark.parametrize("on", ["1989-12-31", "2100-01-01"])
def test_a_day_outside_the_calendar_is_refused_with_its_years(on: str) -> None:
    d, within = day(on), day("2024-01-01")
    asks: tuple[Callable[[], object], ...] = (
        lambda: ENGLAND.is_working_day(d),
        lambda: ENGLAND.add_working_days(d, 0),
        lambda: ENGLAND.add_working_days(d, 3),
        lambda: ENGLAND.working_days_between(d, within),
        lambda: ENGLAND.working_days_between(within, d),
    )
    for ask in asks:
        with pytest.raises(OutsideCalendarError, match=rf"{on} .*the years 1990 to 2099"):
            ask()


def test_a_number_that_is_no_date_is_refused_too() -> None:
    with pytest.raises(OutsideCalendarError, match=r"day -5 .*1990 to 2099"):
        ENGLAND.is_working_day(-5)


def test_a_deadline_that_runs_past_the_last_year_is_refused() -> None:
    assert ENGLAND.add_working_days(day("2099-12-30"), 1) == day("2099-12-31")
    with pytest.raises(OutsideCalendarError, match=r"2 working days after 2099-12-30 .*2099"):
        ENGLAND.add_working_days(day("2099-12-30"), 2)


def test_the_first_and_the_last_day_of_the_calendar_are_held() -> None:
    assert not ENGLAND.is_working_day(day("1990-01-01"))
    assert ENGLAND.is_working_day(day("2099-12-31"))
    assert ENGLAND.working_days_between(day("1990-01-01"), day("1990-01-05")) == 4


def test_working_days_are_never_counted_back() -> None:
    with pytest.raises(ValueError, match=r"-1 is below 0"):
        ENGLAND.add_working_days(day("2024-02-16"), -1)


def test_a_calendar_cannot_be_changed_and_equals_another_of_the_same_words() -> None:
    with pytest.raises(AttributeError):
        ENGLAND.nation = "wales"  # type: ignore[misc]
    assert Calendar("england") == ENGLAND != Calendar("wales")
    assert "_counts" not in repr(ENGLAND)


def test_a_calendar_goes_to_another_process_without_its_tables() -> None:
    closed = Calendar("wales", ((day("2024-12-27"), day("2024-12-31")),))
    sent = pickle.dumps(closed)
    assert len(sent) < 1_000
    assert pickle.loads(sent) == closed
    assert not pickle.loads(sent).is_working_day(day("2024-12-30"))


@given(DAYS, COUNTS, a_few_closures())
def test_working_days_are_those_that_a_walk_day_by_day_finds(d: int, n: int, c: Closures) -> None:
    closed = Calendar("wales", c)
    assert closed.is_working_day(d) == works(c, d)
    assert closed.add_working_days(d, n) == walk(c, (), d, n)


@given(DAYS, st.integers(-30, 200), a_few_closures())
def test_working_days_between_are_counted_as_one_by_one(d: int, length: int, c: Closures) -> None:
    counted = sum(works(c, x) for x in range(d + 1, d + length + 1))
    assert Calendar("england", c).working_days_between(d, d + length) == counted


# Months


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2024-01-15", 1, "2024-02-15"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2023-01-31", 1, "2023-02-28"),
        ("2024-01-31", 2, "2024-03-31"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2024-11-30", 3, "2025-02-28"),
        ("2024-12-05", 1, "2025-01-05"),
        ("2024-03-31", -1, "2024-02-29"),
        ("2024-03-31", 0, "2024-03-31"),
    ],
)
def test_months_keep_the_day_of_the_month_where_there_is_one(start: str, months: int, end: str) -> None:
    assert add_months(day(start), months) == day(end)


@given(DAYS, st.integers(-60, 60))
def test_a_month_that_lacks_the_day_ends_on_its_last_one(d: int, n: int) -> None:
    start, end = date.fromordinal(d), date.fromordinal(add_months(d, n))
    assert (end.year - start.year) * 12 + end.month - start.month == n
    ends_its_month = (end + timedelta(days=1)).month != end.month
    assert end.day == start.day or (end.day < start.day and ends_its_month)
