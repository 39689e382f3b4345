"""What facts make of a subject's life: start, end, breaks, attributes."""

import pytest

from fingerpost.rules.facts import Fact
from fingerpost.rules.history import History
from fingerpost.rules.patterns import Pattern
from tests.rules.small_packs import started
from tests.rules.telling import ENROLMENT, Line, day, on, told

RATING = Pattern(kind="rating")


def history(*lines: Line) -> History:
    return History(ENROLMENT, told(*lines))


def began(text: str) -> Line:
    return on(text, "break_began")


def ended(text: str) -> Line:
    return on(text, "break_ended")


def breaks(*lines: Line) -> list[str]:
    """Each break as two days of February, from and until."""
    first = day("2026-02-01") - 1
    return [f"{since - first}-{until - first if until else ''}" for since, until in history(*lines).breaks]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ([began("2026-02-10"), ended("2026-02-16")], ["10-16"]),
        ([began("2026-02-10")], ["10-"]),
        ([ended("2026-02-16")], []),
        ([ended("2026-02-09"), began("2026-02-10")], ["10-"]),
        ([began("2026-02-10"), ended("2026-02-10")], []),
        ([ended("2026-02-10"), began("2026-02-10")], []),
        ([began("2026-02-10"), began("2026-02-12"), ended("2026-02-16")], ["10-16"]),
        ([began("2026-02-10"), ended("2026-02-16"), ended("2026-02-18")], ["10-16"]),
        ([began("2026-02-10"), ended("2026-02-16"), began("2026-02-20")], ["10-16", "20-"]),
    ],
)
def test_breaks_run_from_their_first_beginning_to_their_first_end(lines: list[Line], found: list[str]) -> None:
    assert breaks(*lines) == breaks(*reversed(lines)) == found


def test_life_is_from_the_first_start_to_the_first_end() -> None:
    life = history(
        started("2026-02-09"),
        started(),
        on("2026-03-12", "withdrew"),
        on("2026-03-10", "completed"),
        on("2026-03-11", "completed"),
    )
    assert (life.start, life.end) == (day("2026-02-02"), day("2026-03-10"))
    lived = [life.lives_on(day(text)) for text in ("2026-02-01", "2026-02-02", "2026-03-10", "2026-03-11")]
    assert lived == [False, True, True, False]


def test_what_nothing_starts_or_ends_always_lives() -> None:
    assert history(on("2026-02-10", "discussed", in_place=True)).lives_on(1)


def test_an_attribute_holds_from_the_morning_of_its_day() -> None:
    life = history(started(coach="person:1"), on("2026-02-10", "changed", coach="person:2"))
    days = ("2026-01-01", "2026-02-09", "2026-02-10")
    assert [life.attribute("coach", day(text)) for text in days] == ["person:1", "person:1", "person:2"]
    assert [life.attribute("nation", day(text)) for text in days] == ["england"] * 3
    assert life.attribute("employer", day("2026-02-10")) is None
    assert history().attribute("coach", day("2026-02-10")) is None


def test_of_two_settings_of_a_day_the_last_recorded_stands() -> None:
    moves = [on("2026-02-10", "changed", coach=f"person:{number}") for number in (2, 3)]
    assert history(started(), *moves).attribute("coach", day("2026-02-10")) == "person:3"


def test_the_days_of_change_are_those_on_which_an_attribute_is_set_anew() -> None:
    life = history(
        started(coach="person:1"),
        on("2026-02-10", "changed", coach="person:2"),
        on("2026-02-12", "changed", nation="wales"),
    )
    assert life.days_of_change(["coach"]) == [day("2026-02-10")]
    assert life.days_of_change(["coach", "nation"]) == [day("2026-02-10"), day("2026-02-12")]
    assert life.days_of_change(["employer"]) == history(started()).days_of_change(["coach"]) == []


def names(facts: list[Fact]) -> list[str]:
    return [fact.id for fact in facts]


def test_what_matches_is_found_by_day() -> None:
    ratings = [on(text, "rating", level="low") for text in ("2026-02-10", "2026-02-12", "2026-02-12", "2026-02-16")]
    found = history(*ratings).matches(RATING)
    assert [fact and fact.id for fact in map(found.first_from, map(day, ("2026-02-11", "2026-02-17")))] == ["F02", None]
    assert names(found.on(day("2026-02-12"))) == ["F02", "F03"]
    assert found.on(day("2026-02-11")) == []


def test_facts_of_one_day_stand_in_the_order_of_their_recording() -> None:
    facts = told(*(on("2026-02-10", "rating", level=level) for level in ("low", "medium", "high")))
    assert names(History(ENROLMENT, reversed(facts)).facts) == ["F01", "F02", "F03"]
