"""What a measure says from day to day, and on which day it reaches a limit if nothing more comes."""

from pathlib import Path

import pytest

from tests.rules.small_packs import levels, made, read, started
from tests.rules.telling import Line, on

BEHIND = """
[[measure]]
id = "points-behind"
latest = { kind = "progress" }
field = "expected"
less = "percent"

[[standing]]
id = "pace"
about = "enrolment"
levels = ["fine", "slow", "far"]
worst_of = [{ measure = "points-behind", LIMITS }]
"""
LATE = """
[[measure]]
id = "quiet"
days_since = [{ kind = "started" }, { kind = "contact" }]

[[standing]]
id = "pace"
about = "enrolment"
levels = ["fine", "slow"]
worst_of = [{ measure = "quiet", LIMITS }]
"""
MISSED = """
[[measure]]
id = "missed"
number_of = { kind = "session", outcome = "absent_without_notice" }

[[standing]]
id = "pace"
about = "enrolment"
levels = ["fine", "slow"]
worst_of = [{ measure = "missed", at_least = [2] }]
"""
BY_NATION = "at_least = [{ by = 'nation', england = 10, wales = 20 }]"


def pace(piece: str, limits: str, folder: Path, *lines: Line) -> list[str]:
    policy = made(piece.replace("LIMITS", limits), folder)
    return levels(read(policy, started(), *lines).standing("pace"))


def progress(text: str, expected: int | None, percent: int | None) -> Line:
    return on(text, "progress", expected=expected, percent=percent)


def contact(text: str) -> Line:
    return on(text, "contact", way="phone", direction="in", party="learner")


def test_the_latest_fact_counts_and_only_a_change_of_level_is_one(tmp_path: Path) -> None:
    facts = [
        progress("2026-02-10", 30, 25),
        progress("2026-02-11", 40, 32),
        progress("2026-02-12", 50, 30),
        progress("2026-02-13", 50, 50),
    ]
    assert pace(BEHIND, "above = [0, 10]", tmp_path, *facts) == [
        "2026-02-02 fine",
        "2026-02-10 slow progress",
        "2026-02-12 far progress",
        "2026-02-13 fine progress",
    ]


@pytest.mark.parametrize(
    ("limits", "level"),
    [
        ("above = [0, 10]", "slow"),
        ("at_least = [0, 10]", "far"),
        ("above = [9.5, 9.9]", "far"),
        ("at_least = [10.5, 11]", "fine"),
    ],
)
def test_at_least_reaches_a_limit_and_above_passes_it(limits: str, level: str, tmp_path: Path) -> None:
    assert pace(BEHIND, limits, tmp_path, progress("2026-02-10", 50, 40))[-1].split()[1] == level


def test_a_fact_that_lacks_either_figure_says_nothing(tmp_path: Path) -> None:
    facts = [
        progress("2026-02-10", 50, 30),
        progress("2026-02-11", None, 90),
        progress("2026-02-12", 90, None),
    ]
    said = pace(BEHIND, "above = [0, 10]", tmp_path, *facts)
    assert said == ["2026-02-02 fine", "2026-02-10 far progress"]


def test_a_field_may_be_measured_by_itself(tmp_path: Path) -> None:
    piece = BEHIND.replace('less = "percent"\n', "")
    assert pace(piece, "above = [0, 10]", tmp_path, progress("2026-02-10", 11, None)) == [
        "2026-02-02 fine",
        "2026-02-10 far progress",
    ]


def test_a_limit_that_varies_is_the_one_of_the_day(tmp_path: Path) -> None:
    piece = BEHIND.replace('"slow", "far"', '"slow"')
    facts = [
        progress("2026-02-10", 50, 35),
        on("2026-03-02", "changed", nation="wales"),
        progress("2026-03-03", 50, 35),
    ]
    assert pace(piece, BY_NATION, tmp_path, *facts) == [
        "2026-02-02 fine",
        "2026-02-10 slow progress",
        "2026-03-02 fine progress",
    ]


def test_a_number_is_reached_on_the_day_of_the_fact_that_makes_it(tmp_path: Path) -> None:
    missed = {"sort": "session", "outcome": "absent_without_notice"}
    facts = [
        on("2026-02-10", "session", **missed),
        on("2026-02-11", "session", sort="session", outcome="attended"),
        on("2026-02-24", "session", **missed),
        on("2026-03-03", "session", **missed),
    ]
    assert pace(MISSED, "", tmp_path, *facts) == ["2026-02-02 fine", "2026-02-24 slow session"]


# Ten days after 2 February is the 12th; more than ten is the 13th.
@pytest.mark.parametrize(("limits", "on_day"), [("at_least = [10]", "2026-02-12"), ("above = [10]", "2026-02-13")])
def test_days_since_reach_a_limit_by_time_alone(limits: str, on_day: str, tmp_path: Path) -> None:
    assert pace(LATE, limits, tmp_path) == ["2026-02-02 fine started", f"{on_day} slow started"]


def test_days_since_count_from_the_last_of_the_facts(tmp_path: Path) -> None:
    assert pace(LATE, "at_least = [10]", tmp_path, contact("2026-02-05"), contact("2026-02-20")) == [
        "2026-02-02 fine started",
        "2026-02-15 slow contact",
        "2026-02-20 fine contact",
        "2026-03-02 slow contact",
    ]


def test_a_fact_on_the_day_on_which_the_limit_would_be_reached_is_in_time(tmp_path: Path) -> None:
    said = pace(LATE, "at_least = [10]", tmp_path, contact("2026-02-12"))
    assert said == ["2026-02-02 fine started", "2026-02-22 slow contact"]


def test_days_since_do_not_count_breaks(tmp_path: Path) -> None:
    # 3, 4 and 5 February are three days; the seven others are the 16th to the 22nd.
    facts = [on("2026-02-06", "break_began"), on("2026-02-16", "break_ended")]
    said = pace(LATE, "at_least = [10]", tmp_path, *facts)
    assert said == ["2026-02-02 fine started", "2026-02-22 slow started"]


def test_in_a_break_without_an_end_no_limit_is_reached(tmp_path: Path) -> None:
    said = pace(LATE, "at_least = [10]", tmp_path, on("2026-02-06", "break_began"))
    assert said == ["2026-02-02 fine started"]


def test_a_limit_that_rises_with_an_attribute_is_passed_on_the_day_that_the_new_one_gives(tmp_path: Path) -> None:
    said = pace(LATE, BY_NATION, tmp_path, on("2026-02-05", "changed", nation="wales"))
    assert said == ["2026-02-02 fine started", "2026-02-22 slow started"]


def test_a_limit_that_falls_below_the_value_is_passed_on_the_day_on_which_it_falls(tmp_path: Path) -> None:
    falling = "at_least = [{ by = 'nation', england = 40, wales = 10 }]"
    said = pace(LATE, falling, tmp_path, on("2026-02-20", "changed", nation="wales"))
    assert said == ["2026-02-02 fine started", "2026-02-20 slow started"]
