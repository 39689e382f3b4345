"""A form for any kind of fact, also for one that no pack has yet."""

from typing import Any

import pytest

from fingerpost.caseload.forms_facts import FactForm
from fingerpost.rules.kinds import Field, Kind, Names
from tests.rooms.caseload_write.conftest import today
from tests.rooms.caseload_write.world import TODAY


def form(field: dict[str, Any], typed: dict[str, Any] | None = None) -> FactForm:
    names = Names(en="Thing", cy="Peth")
    kind = Kind(name="thing", about=("enrolment",), names=names, fields={"x": Field(**field, names=names)})
    return FactForm(None if typed is None else {**today(), **typed}, kind=kind, today=TODAY)


@pytest.mark.parametrize(
    ("field", "typed", "data"),
    [
        ({"type": "number"}, "2.5", {"x": 2.5}),
        ({"type": "whole_number"}, "2", {"x": 2}),
        ({"type": "word"}, "E07", {"x": "E07"}),
        ({"type": "words"}, "one\n\n two ", {"x": ["one", "two"]}),
        ({"type": "words"}, "", {}),
        ({"type": "text"}, "Well.", {"x": "Well."}),
        ({"type": "yes_no"}, "false", {"x": False}),
        ({"type": "value"}, "kept", {}),
    ],
)
def test_what_is_typed_becomes_what_the_fact_holds(field: dict[str, Any], typed: str, data: dict[str, Any]) -> None:
    filled = form(field, {"x": typed})
    assert filled.is_valid(), filled.errors
    assert filled.told()["data"] == data


@pytest.mark.parametrize("typed", ["lots", "2.5"])
def test_a_whole_number_is_asked_for_again(typed: str) -> None:
    assert "x" in form({"type": "whole_number"}, {"x": typed}).errors


def test_words_are_shown_one_on_each_line() -> None:
    shown = form({"type": "words"})
    shown.initial["x"] = ["one", "two"]
    assert "one\ntwo</textarea>" in str(shown["x"])
