"""How far off a day is, in working days and in words."""

from datetime import date

import pytest
from django.utils import translation

from fingerpost.duties.days import Days, Mark
from fingerpost.duties.lists import last_of_week

MONDAY = date(2026, 2, 16)


@pytest.mark.parametrize(
    ("due", "mark"),
    [
        (date(2026, 2, 11), Mark("bad", "3 working days late")),
        (date(2026, 2, 13), Mark("bad", "1 working day late")),
        (date(2026, 2, 16), Mark("warn", "Today")),
        (date(2026, 2, 17), Mark("warn", "Tomorrow")),
        (date(2026, 2, 18), Mark("warn", "In 2 working days")),
        (date(2026, 2, 19), Mark("", "In 3 working days")),
        (None, Mark("", "When the break ends")),
    ],
)
def test_a_due_day_is_told_in_working_days(due: date | None, mark: Mark) -> None:
    with translation.override("en"):
        assert Days(MONDAY).due(due, "england") == mark


def test_over_a_weekend_there_is_no_working_day_to_count() -> None:
    with translation.override("en"):
        assert Days(date(2026, 2, 14)).due(date(2026, 2, 13)).text == "Late, by less than a working day"
        assert Days(date(2026, 2, 13)).due(date(2026, 2, 15)).text == "Before the next working day"


def test_a_day_beyond_the_calendar_is_counted_in_days() -> None:
    assert Days(date(2100, 1, 1)).between(date(2100, 1, 1), date(2100, 1, 8)) == 7


def test_a_bank_holiday_of_one_nation_only_counts_there() -> None:
    days = Days(date(2026, 12, 24))
    assert days.between(days.today, date(2026, 12, 29), "wales") == 1


def test_a_week_ends_on_its_sunday() -> None:
    assert last_of_week(MONDAY) == date(2026, 2, 22)
    assert last_of_week(date(2026, 2, 22)) == date(2026, 2, 22)
