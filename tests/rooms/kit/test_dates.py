from datetime import UTC, date, datetime

from django.utils.translation import override

from fingerpost.kit import dates

DAY, MOMENT = date(2026, 2, 16), datetime(2026, 7, 13, 23, 40, tzinfo=UTC)


def test_days_are_told_in_english() -> None:
    assert dates.long_day(DAY) == "Monday 16 February 2026"
    assert dates.short_day(DAY) == "Mon 16 February"
    assert dates.table_day(DAY) == "16 Feb 2026"
    assert dates.day_and_month(DAY) == "16 February"


def test_days_are_told_in_welsh() -> None:
    with override("cy"):
        assert dates.long_day(DAY) == "Dydd Llun 16 Chwefror 2026"
        assert dates.short_day(DAY) == "Llun 16 Chwefror"
        assert dates.day_and_month(date(2026, 7, 1)) == "1 Gorffennaf"


def test_a_moment_is_told_in_london() -> None:
    assert dates.long_moment(MOMENT) == "Tuesday 14 July 2026, 00:40"
    assert dates.short_moment(MOMENT) == "Tue 14 July, 00:40"
    assert dates.clock_time(MOMENT) == "00:40"
    assert dates.long_day(MOMENT) == "Tuesday 14 July 2026"
