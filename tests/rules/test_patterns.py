"""Which facts a pattern means, what it supposes and what it is called."""

from typing import Any

import pytest

from fingerpost.rules.concept import read_as
from fingerpost.rules.history import History
from fingerpost.rules.patterns import Pattern
from tests.rules.telling import ENROLMENT, Line, day, on, told

PROGRESS = [
    on("2026-02-02", "progress", percent=40, expected=50),
    on("2026-02-03", "progress", percent=50, expected=50),
    on("2026-02-04", "progress", percent=60, expected=50),
    on("2026-02-05", "progress", percent=60),
    on("2026-02-06", "progress", percent=None, expected=50),
]


def days(pattern: dict[str, Any], *lines: Line) -> list[int]:
    """The days of February of the facts that match."""
    found = History(ENROLMENT, told(*lines)).matches(read_as(Pattern, pattern))
    assert [fact.day for fact in found.facts] == found.days
    return [each - day("2026-02-01") + 1 for each in found.days]


@pytest.mark.parametrize(
    ("comparison", "matching"),
    [
        ({"at_least": 50}, [3, 4, 5]),
        ({"above": 50}, [4, 5]),
        ({"at_most": 50}, [2, 3]),
        ({"below": 50}, [2]),
        ({"at_least": "expected"}, [3, 4]),
        ({"above": "expected"}, [4]),
        ({"at_most": "expected"}, [2, 3]),
        ({"below": "expected"}, [2]),
        ({"above": 40, "below": 60}, [3]),
        ({"given": True}, [2, 3, 4, 5]),
        ({"given": False}, [6]),
    ],
)
def test_a_field_is_compared_with_a_number_or_with_another_field(
    comparison: dict[str, Any], matching: list[int]
) -> None:
    assert days({"kind": "progress", "percent": comparison}, *PROGRESS) == matching


def test_a_field_must_be_one_of_the_values_wanted() -> None:
    ratings = [on(f"2026-02-0{n}", "rating", level=level) for n, level in ((2, "low"), (3, "medium"), (4, "high"))]
    assert days({"kind": "rating", "level": ("medium", "high")}, *ratings) == [3, 4]
    assert days({"kind": "rating", "level": "low"}, *ratings) == [2]
    assert days({"kind": "rating"}, *ratings) == [2, 3, 4]
    assert days({"kind": "discussed"}, *ratings) == []


def test_of_a_field_with_several_values_one_is_enough() -> None:
    sent = [
        on("2026-02-02", "notice_sent", stage=1, to=["learner", "employer"]),
        on("2026-02-03", "notice_sent", stage=1, to=["learner"]),
        on("2026-02-04", "notice_sent", stage=1),
    ]
    assert days({"kind": "notice_sent", "to": "employer"}, *sent) == [2]
    assert days({"kind": "notice_sent", "to": ("employer", "learner")}, *sent) == [2, 3]


def test_what_is_outweighed_counts_for_nothing_on_its_day() -> None:
    yes = {"kind": "response", "commitment": True}
    answers = [
        on("2026-02-02", "response", party="learner", commitment=False),
        on("2026-02-02", "response", party="employer", commitment=True),
        on("2026-02-03", "response", party="learner", commitment=False),
    ]
    assert days({"kind": "response", "commitment": False, "outweighed_by": yes}, *answers) == [3]


def test_the_last_of_a_day_stands_for_its_kind() -> None:
    ratings = [
        on("2026-02-02", "rating", level="high"),
        on("2026-02-02", "rating", level="low"),
        on("2026-02-03", "rating", level="high"),
    ]
    assert days({"kind": "rating", "level": "high", "last_of_day": True}, *ratings) == [3]
    assert days({"kind": "rating", "level": "high"}, *ratings) == [2, 3]


def test_a_pattern_is_called_by_its_kind_and_the_values_wanted() -> None:
    pattern = read_as(
        Pattern, {"kind": "contact", "way": ("phone", "email"), "review": True, "expected": {"given": True}}
    )
    assert str(pattern) == pattern.words == "contact way=phone/email review=true"


def test_what_is_supposed_is_the_first_of_the_values_wanted() -> None:
    wanted = {"kind": "contact", "way": ("phone", "email"), "direction": "out", "expected": {"above": 5}}
    assert read_as(Pattern, wanted).example() == {"way": "phone", "direction": "out"}
