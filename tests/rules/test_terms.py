"""The values that a policy leaves open, as a provider has set them, and the days that it works."""

from pathlib import Path
from typing import Any

import pytest

from fingerpost.rules.policy import Policy
from fingerpost.rules.reading import Reading
from fingerpost.rules.terms import Parameter, Value
from tests.rules.small_packs import made, read, started
from tests.rules.telling import Line, day, on

PARAMETERS = """
[parameters.nested]
unit = "days"
value = { by = "nation", england = { by = "programme_type", course = 3, other = 6 }, wales = 7 }

[parameters]
plain = { unit = "days", value = 5 }
rising = { unit = "days", value = 5, later = [{ on = 2026-03-02, value = 8 }, { on = 2026-04-01, value = 9 }] }
tabled = { unit = "days", value = 5, later = [{ on = 2026-03-02, value = { by = "nation", england = 8, wales = 9 } }] }

[[rule.step.duty]]
action = "write"
clause = "2"
owner = "coach"
due = { days = { by = "programme_type", course = 1, other = 2 } }
"""
MOVE = on("2026-03-02", "changed", nation="wales")


@pytest.fixture
def pack(tmp_path: Path) -> Policy:
    return made(PARAMETERS, tmp_path)


def setting(text: str, name: str, value: object, **where: str) -> Line:
    more: dict[str, Any] = {"where": where} if where else {}
    return on(text, "parameter_set", policy="example", name=name, value=value, **more)


def on_days(reading: Reading, value: Value, *days: str) -> list[Any]:
    return [reading.value(value, day(text)) for text in days]


def test_a_name_is_looked_up_and_other_words_and_numbers_stand_for_themselves(pack: Policy) -> None:
    reading = read(pack, started())
    assert [reading.value(each, day("2026-02-10")) for each in ("plain", "coach", 4, 2.5, True)] == [
        5,
        "coach",
        4,
        2.5,
        True,
    ]
    assert on_days(reading, "coach", "2026-02-10") == ["coach"]


def test_a_table_is_read_by_the_attributes_of_the_day(pack: Policy) -> None:
    days = ("2026-02-02", "2026-03-01", "2026-03-02")
    assert on_days(read(pack, started(), MOVE), "nested", *days) == [6, 6, 7]
    assert on_days(read(pack, started(programme_type="course"), MOVE), "nested", *days) == [3, 3, 7]


def test_a_new_value_holds_from_its_day_on(pack: Policy) -> None:
    days = ("2026-03-01", "2026-03-02", "2026-03-31", "2026-04-01")
    assert on_days(read(pack, started()), "rising", *days) == [5, 8, 8, 9]
    assert on_days(read(pack, started()), "tabled", *days) == [5, 8, 8, 8]


def test_what_a_provider_sets_holds_from_the_day_of_its_fact(pack: Policy) -> None:
    reading = read(pack, started(), provider=[setting("2026-03-10", "rising", 20)])
    assert on_days(reading, "rising", "2026-03-09", "2026-03-10", "2026-04-01") == [8, 20, 9]


def test_of_two_settings_of_a_day_the_last_recorded_stands(pack: Policy) -> None:
    twice = [setting("2026-03-10", "plain", 20), setting("2026-03-10", "plain", 21)]
    assert on_days(read(pack, started(), provider=twice), "plain", "2026-03-09", "2026-03-10") == [5, 21]


def test_what_is_set_for_some_holds_for_them_only(pack: Policy) -> None:
    welsh = setting("2026-02-16", "plain", 12, nation="wales")
    days = ("2026-02-15", "2026-02-16", "2026-03-02")
    assert on_days(read(pack, started(), MOVE, provider=[welsh]), "plain", *days) == [5, 5, 12]
    assert on_days(read(pack, started(nation="wales"), provider=[welsh]), "plain", *days) == [5, 12, 12]


def test_what_is_set_for_another_policy_does_not_count(pack: Policy) -> None:
    other = on("2026-02-16", "parameter_set", policy="other", name="plain", value=12)
    assert on_days(read(pack, started(), provider=[other]), "plain", "2026-02-16") == [5]


def test_the_days_on_which_a_value_may_change_are_those_of_its_settings_and_attributes(pack: Policy) -> None:
    facts = [started(), MOVE, on("2026-03-09", "changed", coach="person:2")]
    provider = [setting("2026-03-20", "plain", 12, nation="wales"), setting("2026-03-23", "nested", 4)]
    reading = read(pack, *facts, provider=provider)

    def days(value: Value) -> list[int]:
        return reading.terms.days_of_change(value, reading.history)

    assert days("plain") == [day("2026-03-02"), day("2026-03-20")]
    assert days("nested") == [day("2026-03-02"), day("2026-03-23")]
    assert days("rising") == [day("2026-03-02"), day("2026-04-01")]
    assert days("coach") == days(5) == []
    assert reading.days_of_change("coach") == []
    assert reading.days_of_change("plain") == days("plain")


def test_a_value_written_as_a_table_may_change_with_its_attribute(pack: Policy) -> None:
    due = pack.procedures["follow-up"].steps[0].duties[1].due.days
    assert due is not None
    course = on("2026-03-09", "changed", programme_type="course")
    reading = read(pack, started(), MOVE, course)
    assert on_days(reading, due, "2026-03-08", "2026-03-09") == [2, 1]
    assert reading.terms.days_of_change(due, reading.history) == [day("2026-03-09")]
    assert read(pack, started()).days_of_change(due) == []


def test_closures_are_no_working_days(pack: Policy) -> None:
    closed = [on("2026-02-12", "closure"), on("2026-02-16", "closure", until="2026-02-18")]
    calendar = read(pack, started(), provider=closed).calendar(day("2026-02-10"))
    working = [number for number in range(11, 20) if calendar.is_working_day(day(f"2026-02-{number}"))]
    assert working == [11, 13, 18, 19]


# Monday 31 August 2026 is a bank holiday in both; nothing differs between the two nations in the
# years held, so what tells them apart is the calendar's name.
def test_the_working_days_are_those_of_the_nation_of_the_day(pack: Policy) -> None:
    reading = read(pack, started(), MOVE)
    days = [day(text) for text in ("2026-03-01", "2026-03-02")]
    assert [reading.calendar(each).nation for each in days] == ["england", "wales"]
    assert read(pack, on("2026-02-02", "milestone", code="gateway")).calendar(days[0]).nation == "england"
    assert not reading.calendar(days[1]).is_working_day(day("2026-08-31"))


RANGED = Parameter(unit="days", value=5, at_least=1, at_most=30)


@pytest.mark.parametrize(
    ("parameter", "value", "fault"),
    [
        (RANGED, 1, ""),
        (RANGED, 30, ""),
        (RANGED, 0, "0 days is too little; it may be 1 at least"),
        (RANGED, 31, "31 days is too much; it may be 30 at most"),
        (RANGED, "five", "'five' is not a number of days"),
        (RANGED, True, "True is not a number of days"),
        (Parameter(unit="days", value=5, at_least=1), 400, ""),
        (Parameter(unit="days", value=5, at_most=30), 0, ""),
        (Parameter(unit="days", value=5), "five", ""),
        (Parameter(unit="yes or no", value=True, choices=(True, False)), False, ""),
        (
            Parameter(unit="yes or no", value=True, choices=(True, False)),
            "no",
            "'no' is not allowed; it may be true, false",
        ),
    ],
)
def test_a_value_outside_its_range_is_told_with_what_is_allowed(parameter: Parameter, value: Any, fault: str) -> None:
    assert parameter.fault_of(value) == fault
