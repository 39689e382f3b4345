"""Which days call for action, and by which facts."""

from datetime import date
from pathlib import Path
from tomllib import loads
from typing import Any

import pytest
from pydantic import TypeAdapter

from fingerpost.rules.moments import evening
from fingerpost.rules.occasions import When
from fingerpost.rules.occurrence import Counts
from fingerpost.rules.policy import Policy
from fingerpost.rules.reading import Reading
from tests.rules.small_packs import made, read, started
from tests.rules.telling import Line, day, on

PIECE = """
[parameters.patience]
unit = "days"
value = 10
at_least = 1
at_most = 60

[[standing]]
id = "rated"
about = "enrolment"
levels = ["low", "medium", "high"]
said_by = { kind = "rating" }
field = "level"

[[measure]]
id = "missed"
number_of = { kind = "session", outcome = "absent_without_notice" }

[[standing]]
id = "reckoned"
about = "enrolment"
levels = ["low", "medium", "high"]
worst_of = [{ measure = "missed", at_least = [1, 2] }]
"""
ALWAYS = Counts({}, True)
OUT_OF_BREAKS = Counts({}, False)
APPRENTICES = Counts({"programme_type": ("apprenticeship",)}, False)
BREAK = [on("2026-02-10", "break_began"), on("2026-02-16", "break_ended")]


@pytest.fixture
def pack(tmp_path: Path) -> Policy:
    return made(PIECE, tmp_path)


def found(when: str, reading: Reading, counts: Counts = OUT_OF_BREAKS, floor: str = "") -> list[str]:
    """The occasions, each with m for the morning or e for the evening and the days of its facts."""
    form: Any = TypeAdapter(When).validate_python(loads(f"when = {when}")["when"])
    above = evening(day(floor), ()) if floor else None
    return [
        " ".join((short(each.day) + "me"[each.moment & 1], *(short(fact.day) for fact in each.facts)))
        for each in form.find(reading, counts, above)
    ]


def short(number: int) -> str:
    """A day as 02-16."""
    return date.fromordinal(number).isoformat()[5:]


def absence(text: str) -> Line:
    return on(text, "session", sort="session", outcome="absent_without_notice")


def lesson(text: str) -> Line:
    return on(text, "session", sort="session", outcome="attended")


ABSENT = '{ kind = "session", outcome = "absent_without_notice" }'
EVENT = f"{{ event = {ABSENT} }}"
ROW = f'{{ in_a_row = 2, of = {{ kind = "session" }}, that = {ABSENT} }}'
QUIET = '{ silence_of = [{ kind = "started" }, { kind = "session" }], more_than_days = 10 }'


def test_facts_of_one_day_are_one_event(pack: Policy) -> None:
    reading = read(pack, started(), *map(absence, ("2026-02-04", "2026-02-04", "2026-02-05")))
    assert found(EVENT, reading) == ["02-04e 02-04 02-04", "02-05e 02-05"]


def test_events_on_break_days_count_only_where_asked_for(pack: Policy) -> None:
    reading = read(pack, started(), *BREAK, *map(absence, ("2026-02-09", "2026-02-10", "2026-02-15", "2026-02-16")))
    assert found(EVENT, reading) == ["02-09e 02-09", "02-16e 02-16"]
    assert found(EVENT, reading, ALWAYS) == [f"02-{each}e 02-{each}" for each in ("09", "10", "15", "16")]


def test_events_outside_life_or_of_other_subjects_do_not_count(pack: Policy) -> None:
    change = on("2026-02-05", "changed", programme_type="course")
    facts = map(absence, ("2026-02-01", "2026-02-02", "2026-02-05", "2026-02-20", "2026-02-21"))
    reading = read(pack, started(), change, *facts, on("2026-02-20", "completed"))
    assert found(EVENT, reading) == ["02-02e 02-02", "02-05e 02-05", "02-20e 02-20"]
    assert found(EVENT, reading, APPRENTICES) == ["02-02e 02-02"]


def test_a_floor_leaves_out_its_day_and_all_before(pack: Policy) -> None:
    reading = read(pack, started(), *map(absence, ("2026-02-04", "2026-02-05", "2026-02-06")))
    assert found(EVENT, reading, floor="2026-02-05") == ["02-06e 02-06"]
    assert found(EVENT, reading, floor="2026-02-06") == []


# From the 4th to 4 March there are 28 days.
@pytest.mark.parametrize(("second", "occasions"), [("2026-03-04", ["03-04e 02-04 03-04"]), ("2026-03-05", [])])
def test_so_many_in_a_period_are_at_most_its_length_apart(second: str, occasions: list[str], pack: Policy) -> None:
    reading = read(pack, started(), absence("2026-02-04"), absence(second))
    assert found(f"{{ count_of = {ABSENT}, at_least = 2, in_days = 28 }}", reading) == occasions


def test_a_fact_is_used_by_one_count_only(pack: Policy) -> None:
    days = ("2026-02-04", "2026-02-05", "2026-02-06", "2026-02-09", "2026-02-10")
    reading = read(pack, started(), *map(absence, days))
    counted = found(f"{{ count_of = {ABSENT}, at_least = 2, in_days = 28 }}", reading)
    assert counted == ["02-05e 02-04 02-05", "02-09e 02-06 02-09"]


def test_without_a_period_they_count_in_total(pack: Policy) -> None:
    reading = read(pack, started(), absence("2026-02-04"), absence("2026-11-04"))
    when = f"{{ count_of = {ABSENT}, at_least = 2 }}"
    assert found(when, reading) == ["11-04e 02-04 11-04"]
    assert found(when, reading, floor="2026-02-04") == []
    assert found(when, read(pack, started())) == []


def test_another_fact_between_breaks_the_row(pack: Policy) -> None:
    broken = [absence("2026-02-04"), lesson("2026-02-05"), absence("2026-02-06")]
    assert found(ROW, read(pack, started(), *broken)) == []
    whole = [*broken, absence("2026-02-09"), absence("2026-02-10")]
    assert found(ROW, read(pack, started(), *whole)) == ["02-09e 02-06 02-09"]
    assert found(ROW, read(pack, started(), lesson("2026-02-05"))) == []


def test_one_a_day_takes_the_last_recorded_of_a_day(pack: Policy) -> None:
    facts = [absence("2026-02-04"), absence("2026-02-05"), lesson("2026-02-05"), absence("2026-02-06")]
    reading = read(pack, started(), *facts)
    assert found(ROW, reading) == ["02-05e 02-04 02-05"]
    assert found(ROW.replace("{", "{ one_a_day = true,", 1), reading) == []


# Ten days after the 4th is the 14th, on which a lesson would be in time; the 15th is too late.
def test_a_silence_is_too_long_on_the_morning_after_its_last_day(pack: Policy) -> None:
    assert found(QUIET, read(pack, started(), lesson("2026-02-04"))) == ["02-15m 02-04"]
    in_time = read(pack, started(), lesson("2026-02-04"), lesson("2026-02-14"))
    assert found(QUIET, in_time) == ["02-25m 02-14"]
    too_late = read(pack, started(), lesson("2026-02-04"), lesson("2026-02-15"))
    assert found(QUIET, too_late) == ["02-15m 02-04", "02-26m 02-15"]


def test_a_silence_is_renewed_by_its_floor(pack: Policy) -> None:
    reading = read(pack, started(), lesson("2026-02-04"))
    assert found(QUIET, reading, floor="2026-02-06") == ["02-17m"]
    assert found(QUIET, reading, floor="2026-02-04") == ["02-15m 02-04"]


def test_without_a_fact_to_count_from_there_is_no_silence(pack: Policy) -> None:
    assert found('{ silence_of = [{ kind = "contact" }], more_than_days = 10 }', read(pack, started())) == []


def test_break_days_are_no_silence(pack: Policy) -> None:
    # The 5th to the 9th are five days; the 16th to the 20th five more; the 21st is too late.
    reading = read(pack, started(), lesson("2026-02-04"), *BREAK)
    assert found(QUIET, reading) == ["02-21m 02-04"]
    endless = read(pack, started(), lesson("2026-02-04"), on("2026-02-10", "break_began"))
    assert found(QUIET, endless) == []


def test_a_silence_that_grew_too_long_elsewhere_is_found_on_the_day_of_the_change(pack: Policy) -> None:
    change = on("2026-02-20", "changed", programme_type="apprenticeship")
    reading = read(pack, started(programme_type="course"), lesson("2026-02-04"), change)
    assert found(QUIET, reading, APPRENTICES) == ["02-20m 02-04"]
    assert found(QUIET, read(pack, started(programme_type="course")), APPRENTICES) == []


def test_on_a_change_in_a_break_a_silence_is_found_after_it(pack: Policy) -> None:
    change = on("2026-03-04", "changed", programme_type="apprenticeship")
    pause = [on("2026-03-02", "break_began"), on("2026-03-09", "break_ended")]
    reading = read(pack, started(programme_type="course"), lesson("2026-02-04"), *pause, change)
    assert found(QUIET, reading, APPRENTICES) == ["03-09m 02-04"]
    endless = read(pack, started(programme_type="course"), lesson("2026-02-04"), pause[0], change)
    assert found(QUIET, endless, APPRENTICES) == []


def test_a_silence_goes_by_the_limit_of_the_day(pack: Policy) -> None:
    more = on("2026-02-10", "parameter_set", policy="example", name="patience", value=20)
    when = QUIET.replace("more_than_days = 10", 'more_than_days = "patience"')
    facts = [started(), lesson("2026-02-04")]
    assert found(when, read(pack, *facts)) == ["02-15m 02-04"]
    assert found(when, read(pack, *facts, provider=[more])) == ["02-25m 02-04"]


def test_no_silence_is_found_after_the_end(pack: Policy) -> None:
    for last, occasions in (("2026-02-14", []), ("2026-02-15", ["02-15m 02-04"])):
        reading = read(pack, started(), lesson("2026-02-04"), on(last, "completed"))
        assert found(QUIET, reading) == occasions


RETURN = '{ date_in = "expected_return", of = { kind = "break_began" } }'


def pause(text: str, until: str | None) -> Line:
    return on(text, "break_began", expected_return=until and date.fromisoformat(until))


def test_a_named_day_comes_in_the_morning_and_one_already_there_with_its_fact(pack: Policy) -> None:
    facts = [pause("2026-02-10", "2026-03-02"), pause("2026-02-20", "2026-02-20"), pause("2026-02-24", "2026-02-12")]
    reading = read(pack, started(), *facts)
    assert found(RETURN, reading, ALWAYS) == ["02-20e 02-20", "02-24e 02-24", "03-02m 02-10"]
    assert found(RETURN, reading, ALWAYS, floor="2026-02-10") == ["02-20e 02-20", "02-24e 02-24"]


def test_a_day_that_is_not_named_is_none(pack: Policy) -> None:
    reading = read(pack, started(), on("2026-02-10", "break_began"), pause("2026-02-11", None))
    assert found(RETURN, reading, ALWAYS) == []


def test_a_named_day_in_a_break_or_after_the_end_does_not_count(pack: Policy) -> None:
    reading = read(pack, started(), pause("2026-02-10", "2026-03-02"))
    assert found(RETURN, reading) == []
    left = read(pack, started(), pause("2026-02-10", "2026-03-02"), on("2026-03-01", "withdrew"))
    assert found(RETURN, left, ALWAYS) == []


# A week before 31 March is the 24th, a month before it the last of February, a year before long past.
@pytest.mark.parametrize(
    ("length", "occasion"),
    [
        ("days = 3", "03-28m 02-10"),
        ("weeks = 1", "03-24m 02-10"),
        ("months = 1", "02-28m 02-10"),
        ("years = 1", "02-10e 02-10"),
    ],
)
def test_a_length_before_a_named_day_is_counted_by_the_calendar(length: str, occasion: str, pack: Policy) -> None:
    reading = read(pack, started(), pause("2026-02-10", "2026-03-31"))
    when = RETURN.replace("{", f"{{ before = {{ {length} }},", 1)
    assert found(when, reading, ALWAYS) == [occasion]


def test_a_standing_that_begins_calls_once_until_it_ends(pack: Policy) -> None:
    ratings = {"02-04": "medium", "02-06": "high", "02-09": "low", "02-12": "high"}
    reading = read(pack, started(), *(on(f"2026-{text}", "rating", level=level) for text, level in ratings.items()))
    when = '{ becomes = { rated = ["medium", "high"] } }'
    assert found(when, reading) == ["02-04e 02-04", "02-12e 02-12"]
    assert found(when, reading, floor="2026-02-04") == ["02-12e 02-12"]
    assert found('{ becomes = { rated = ["high"] } }', reading) == ["02-06e 02-06", "02-12e 02-12"]


def test_standings_part_when_the_first_becomes_what_the_second_is_not(pack: Policy) -> None:
    facts = [
        absence("2026-02-04"),
        on("2026-02-05", "rating", level="high"),
        absence("2026-02-06"),
        on("2026-02-09", "rating", level="low"),
    ]
    reading = read(pack, started(), *facts)
    assert found('{ parts_from = ["reckoned", "rated"] }', reading) == ["02-04e 02-04"]
    assert found('{ parts_from = ["rated", "reckoned"] }', reading) == ["02-05e 02-05", "02-09e 02-09"]
    assert found('{ parts_from = ["rated", "reckoned"] }', reading, floor="2026-02-05") == ["02-09e 02-09"]
