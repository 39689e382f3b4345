"""What each type of field reads, and what is said of a value that does not fit."""

from datetime import date, datetime
from typing import Any

import pytest

from fingerpost.rules.kinds import FactError, Field, FieldType, Kind, Names
from tests.rules.telling import at_risk

KINDS = at_risk().kinds
NAMES = Names(en="Thing", cy="Peth")


def field(type_: FieldType, **more: Any) -> Field:
    choices = ("red", "green", 3) if type_ in ("choice", "choices") else ()
    return Field(type=type_, names=NAMES, **{"choices": choices} | more)


@pytest.mark.parametrize(
    ("type_", "value", "read"),
    [
        ("word", "a1", "a1"),
        ("text", "", ""),
        ("choice", "red", "red"),
        ("choice", 3, 3),
        ("choices", ["red", 3], ("red", 3)),
        ("words", ["one", "two"], ("one", "two")),
        ("yes_no", False, False),
        ("number", 2.5, 2.5),
        ("number", 2, 2),
        ("whole_number", 2, 2),
        ("date", "2026-02-16", date(2026, 2, 16)),
        ("date", date(2026, 2, 16), date(2026, 2, 16)),
        ("subject", "run:17", "run:17"),
        ("value", 2.5, 2.5),
        ("value", "five", "five"),
        ("value", True, True),
        ("table", {"nation": "wales"}, {"nation": "wales"}),
    ],
)
def test_a_field_reads_what_fits_its_type(type_: FieldType, value: object, read: object) -> None:
    assert field(type_).read(value) == read


@pytest.mark.parametrize(
    ("type_", "value", "told"),
    [
        ("word", "", "must be a word or a code, in quotes"),
        ("word", 1, "must be a word or a code, in quotes"),
        ("text", 1, "must be text, in quotes"),
        ("choice", "gren", "cannot be 'gren'; did you mean 'green'?"),
        ("choice", True, "cannot be True; there are: 3, green, red"),
        ("choice", 4, "cannot be 4; there are: 3, green, red"),
        ("choices", "red", "must be a list, such as ['red', 'green']"),
        ("choices", ["red", "blue"], "cannot be 'blue'; there are: 3, green, red"),
        ("words", "one", "must be a list of words in quotes"),
        ("words", ["one", 2], "must be a list of words in quotes"),
        ("yes_no", "yes", "must be true or false, without quotes"),
        ("yes_no", 1, "must be true or false, without quotes"),
        ("number", "2", "must be a number, without quotes"),
        ("number", True, "must be a number, without quotes"),
        ("number", float("nan"), "must be a number, without quotes"),
        ("whole_number", 2.5, "must be a whole number, without quotes"),
        ("whole_number", False, "must be a whole number, without quotes"),
        ("date", "16/02/2026", "must be a date such as 2026-02-16, not '16/02/2026'"),
        ("date", datetime(2026, 2, 16, 9), "must be a date such as 2026-02-16, not datetime.datetime"),
        ("subject", "run", "must name a subject such as kind:17, not 'run'"),
        ("subject", 17, "must name a subject such as kind:17, not 17"),
        ("value", None, "must be a number, a word, or true or false"),
        ("value", [1], "must be a number, a word, or true or false"),
        ("table", "wales", "must be a table of words"),
        ("table", {"nation": 1}, "must be a table of words"),
    ],
)
def test_a_field_says_what_would_be_right(type_: FieldType, value: object, told: str) -> None:
    with pytest.raises(ValueError) as caught:
        field(type_).read(value)
    assert str(caught.value).startswith(told)


def test_a_subject_must_be_of_a_kind_that_the_field_is_about() -> None:
    learner = field("subject", about=("person",))
    assert learner.read("person:17") == "person:17"
    with pytest.raises(ValueError, match="must name a subject such as person:17, not 'run:17'"):
        learner.read("run:17")


def test_an_unknown_field_is_told_with_the_nearest_known() -> None:
    with pytest.raises(FactError, match=r"^a rating has no field 'levle'; did you mean 'level'\?$") as caught:
        KINDS["rating"].read({"levle": "low"})
    assert caught.value.field == "levle"


def test_a_required_field_must_be_there_and_not_empty() -> None:
    with pytest.raises(FactError, match=r"^a rating needs the field 'level' \(Rating\)$") as caught:
        KINDS["rating"].read({"reason": "-"})
    assert caught.value.field == "level"
    with pytest.raises(FactError, match=r"^level of a rating cannot be None"):
        KINDS["rating"].read({"level": None})


def test_a_field_that_is_not_required_may_be_null() -> None:
    assert KINDS["progress"].read({"percent": None, "expected": 4}) == {"percent": None, "expected": 4}


def test_what_is_supposed_has_the_first_choice_of_each_choice_required() -> None:
    assert KINDS["contact"].filled({"way": "email"}) == {"way": "email", "direction": "out", "party": "learner"}
    assert KINDS["discussed"].filled({}) == {}


def test_the_fields_that_hold_several_values_are_known() -> None:
    several: Kind = KINDS["notice_sent"]
    assert several.many_valued == {"to", "copied_to"}
