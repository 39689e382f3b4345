"""Facts: what makes one impossible, when it was known, and what holds after corrections."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest

from fingerpost.rules.facts import Fact, day_recorded, faults_of_corrections, in_force, known_at
from fingerpost.rules.kinds import FactError
from tests.rules.telling import ENROLMENT, PROVIDER, at_risk, day

KINDS = at_risk().kinds
# The clocks go forward on Sunday 29 March 2026, at one in the morning.
WINTER, SUMMER = "2026-03-28", "2026-03-30"


def fact(
    name: str,
    text: str = "2026-02-10",
    data: dict[str, Any] | None = None,
    at: datetime | None = None,
    supersedes: str | None = None,
    **more: Any,
) -> Fact:
    """A rating, unless `kind` names another."""
    kind = KINDS[more.pop("kind", "rating")]
    return Fact(kind, more.pop("subject", ENROLMENT), date.fromisoformat(text), data, name, at, supersedes=supersedes)


def rating(name: str, level: str = "low", supersedes: str | None = None, at: datetime | None = None) -> Fact:
    return fact(name, data={"level": level}, supersedes=supersedes, at=at)


def withdrawal(name: str, supersedes: str | None) -> Fact:
    return fact(name, supersedes=supersedes)


def names(facts: list[Fact]) -> list[str]:
    return [each.id for each in facts]


def test_a_fact_reads_its_data_and_says_its_kind_and_day() -> None:
    read = fact("F1", data={"expected_return": "2026-03-02"}, kind="break_began")
    assert read.data == {"expected_return": date(2026, 3, 2)}
    assert read.day == day("2026-02-10")
    assert read.first == "F1"
    assert str(read) == "break_began 2026-02-10"


def test_a_fact_about_another_kind_of_subject_cannot_be() -> None:
    with pytest.raises(FactError, match=r"^a rating is about enrolment, not about 'provider:self'$"):
        fact("F1", data={"level": "low"}, subject=PROVIDER)
    assert fact("F1", data={"duty": "x/y"}, kind="duty_done", subject=PROVIDER).subject == PROVIDER


def test_a_withdrawal_of_nothing_cannot_be() -> None:
    with pytest.raises(FactError, match="must name the fact that it supersedes"):
        withdrawal("F1", None)


def test_data_that_does_not_fit_its_kind_cannot_be_unless_supposed() -> None:
    with pytest.raises(FactError, match="needs the field 'level'"):
        fact("F1", data={})
    assert Fact(KINDS["rating"], ENROLMENT, date(2026, 2, 10), {}, "F1", supposed=True).data == {}


# Midnight in London is 00:00 UTC in winter, 23:00 UTC of the day before in summer.
@pytest.mark.parametrize(
    ("text", "moment", "is_known"),
    [
        (WINTER, datetime(2026, 3, 28, 23, 59, 59, 999999, UTC), True),
        (WINTER, datetime(2026, 3, 29, 0, 0, tzinfo=UTC), False),
        (SUMMER, datetime(2026, 3, 30, 22, 59, 59, 999999, UTC), True),
        (SUMMER, datetime(2026, 3, 30, 23, 0, tzinfo=UTC), False),
        (SUMMER, datetime(2026, 3, 30, 23, 59, 59), True),
        (SUMMER, datetime(2026, 3, 31, 0, 0), False),
        (SUMMER, datetime(2026, 3, 31, 3, 59, tzinfo=timezone(timedelta(hours=5))), True),
        (SUMMER, datetime(2026, 3, 31, 4, 0, tzinfo=timezone(timedelta(hours=5))), False),
    ],
)
def test_a_fact_is_known_on_a_day_if_recorded_before_its_midnight_in_london(
    text: str, moment: datetime, is_known: bool
) -> None:
    recorded = rating("F1", at=moment)
    assert known_at([recorded], day(text)) == [recorded] * is_known
    assert day_recorded(recorded) == day(text) + (not is_known)


def test_a_fact_without_a_recording_counts_as_known_at_the_end_of_its_day() -> None:
    unrecorded = rating("F1")
    assert known_at([unrecorded], day("2026-02-09")) == []
    assert known_at([unrecorded], day("2026-02-10")) == [unrecorded]
    assert day_recorded(unrecorded) == day("2026-02-10")
    last = datetime(2026, 2, 10, 23, 59, 59, 999999)
    assert rating("F2", at=last).known == unrecorded.known == rating("F3", at=last.replace(tzinfo=UTC)).known


def test_a_moment_is_counted_in_microseconds_since_1970() -> None:
    assert rating("F1", at=datetime(1970, 1, 2, 1, 2, 3, 4, UTC)).known == 90_123_000_004


def test_without_corrections_every_fact_holds() -> None:
    facts = [rating("F2"), rating("F1")]
    assert in_force(facts) == facts


def test_a_correction_stands_in_for_the_first_version() -> None:
    facts = [rating("F1"), rating("F2", "medium", "F1"), rating("F3", "high", "F2"), rating("F4")]
    standing = in_force(facts)
    assert [(each.id, each.first) for each in standing] == [("F3", "F1"), ("F4", "F4")]
    assert standing[0].data == {"level": "high"}


def test_what_is_withdrawn_is_gone_and_so_is_its_withdrawal() -> None:
    assert names(in_force([rating("F1"), withdrawal("F2", "F1"), rating("F3")])) == ["F3"]
    assert in_force([rating("F1"), rating("F2", "medium", "F1"), withdrawal("F3", "F2")]) == []


def test_before_its_correction_was_known_the_old_fact_holds() -> None:
    facts = [
        rating("F1", at=datetime(2026, 2, 10, 9)),
        rating("F2", "medium", "F1", datetime(2026, 2, 12, 9)),
    ]
    assert names(in_force(known_at(facts, day("2026-02-11")))) == ["F1"]
    assert names(in_force(known_at(facts, day("2026-02-12")))) == ["F2"]


def faults(*facts: Fact) -> list[tuple[str, str]]:
    return [(each.id, fault) for each, fault in faults_of_corrections(facts)]


def test_sound_corrections_have_no_fault() -> None:
    facts = [rating("F1"), rating("F2", "medium", "F1"), withdrawal("F3", "F2"), rating("F4")]
    assert faults(*facts) == faults(*reversed(facts)) == []


def test_a_correction_of_nothing_is_told_with_what_was_meant() -> None:
    assert faults(rating("F1"), rating("G7", supersedes="zebra")) == [
        ("G7", "corrects 'zebra', which is not here; name the fact that it corrects by its id")
    ]
    assert faults(rating("lesson-1"), rating("G7", supersedes="lesson-2")) == [
        ("G7", "corrects 'lesson-2', which is not here; did you mean 'lesson-1'?")
    ]


@pytest.mark.parametrize("other", [{"kind": "discussed", "data": {"in_place": True}}, {"subject": "enrolment:E-2"}])
def test_a_correction_keeps_subject_and_kind(other: dict[str, Any]) -> None:
    ((name, fault),) = faults(rating("F1"), fact("F2", **({"data": {"level": "low"}} | other), supersedes="F1"))
    assert name == "F2"
    assert fault.startswith("corrects 'F1', a rating of enrolment:E-1: a correction keeps subject and kind;")


def test_a_second_correction_of_one_fact_is_told_to_name_the_first() -> None:
    assert faults(rating("F1"), rating("F2", supersedes="F1"), rating("F3", supersedes="F1")) == [
        ("F3", "corrects 'F1', which 'F2' corrects already: name 'F2' instead")
    ]


def test_corrections_in_a_circle_are_told() -> None:
    circle = [rating("F1", supersedes="F2"), rating("F2", supersedes="F1")]
    assert [name for name, fault in faults(*circle) if "in a circle" in fault] == ["F1", "F2"]
    assert [name for name, fault in faults(rating("F1", supersedes="F1")) if "in a circle" in fault] == ["F1"]
    leading_in = [rating("F3", supersedes="F1"), *circle]
    assert ("F3", "corrects 'F1' in a circle: a correction names an earlier fact") in faults(*leading_in)


def test_a_correction_recorded_before_what_it_corrects_is_told() -> None:
    early, late = datetime(2026, 2, 10, 9), datetime(2026, 2, 10, 10)
    assert faults(rating("F1", at=late), rating("F2", supersedes="F1", at=early)) == [
        ("F2", "was recorded before 'F1', which it corrects: see recorded_at")
    ]
    assert faults(rating("F1", at=late), rating("F2", supersedes="F1", at=late)) == []
