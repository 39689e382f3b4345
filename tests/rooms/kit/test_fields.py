from datetime import date
from typing import Any

import pytest
from django import forms
from django.utils.translation import override

from fingerpost.kit.fields import DayField, DayInput
from fingerpost.kit.months import month_typed


class When(forms.Form):
    on = DayField(earliest=date(2026, 1, 1), latest=date(2026, 12, 31))


class Perhaps(forms.Form):
    on = DayField(required=False)


def typed(day: str, month: str, year: str) -> dict[str, str]:
    return {"on_day": day, "on_month": month, "on_year": year}


def error(form: forms.Form) -> str:
    assert not form.is_valid()
    return str(form.errors["on"][0])


@pytest.mark.parametrize(
    "given",
    [
        typed("16", "2", "2026"),
        typed("16", "02", "26"),
        typed(" 16 ", "February", "2026"),
        typed("16", "feb", "2026"),
        typed("16", "Chwefror", "2026"),
        typed("16", "chw.", "26"),
        {"on": "2026-02-16"},
    ],
)
def test_a_day_is_read_as_people_type_it(given: dict[str, str]) -> None:
    form = When(given)
    assert form.is_valid()
    assert form.cleaned_data["on"] == date(2026, 2, 16)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (typed("", "", ""), "Enter a day, a month and a year, for example 16 3 2026."),
        ({}, "Enter a day, a month and a year, for example 16 3 2026."),
        (typed("16", "", ""), "Enter a day, a month and a year, for example 16 3 2026."),
        (typed("", "2", "2026"), "Enter the day too."),
        (typed("16", "", "2026"), "Enter the month too."),
        (typed("16", "2", ""), "Enter the year too."),
        (typed("31", "2", "2026"), "February 2026 has 28 days: enter a day from 1 to 28."),
        (typed("31", "2", "2028"), "February 2028 has 29 days: enter a day from 1 to 29."),
        (typed("0", "2", "2026"), "February 2026 has 28 days: enter a day from 1 to 28."),
        (typed("x", "2", "2026"), "February 2026 has 28 days: enter a day from 1 to 28."),
        (typed("²", "2", "2026"), "February 2026 has 28 days: enter a day from 1 to 28."),
        (typed("16", "13", "2026"), "“13” is no month: enter a number from 1 to 12, or its name."),
        (typed("16", "ma", "2026"), "“ma” is no month: enter a number from 1 to 12, or its name."),
        (typed("16", "2", "202"), "Enter the year with four figures, for example 2026."),
        (typed("16", "2", "0026"), "Enter the year with four figures, for example 2026."),
        (typed("16", "2", "soon"), "Enter the year with four figures, for example 2026."),
        (typed("1", "1", "2027"), "Enter a day no later than Thursday 31 December 2026."),
        (typed("31", "12", "2025"), "Enter a day no earlier than Thursday 1 January 2026."),
        ({"on": "tomorrow"}, "Enter a day, a month and a year, for example 16 3 2026."),
    ],
)
def test_a_day_that_is_none_says_what_is_wrong_and_what_to_do(given: dict[str, str], told: str) -> None:
    assert error(When(given)) == told


def test_the_errors_speak_welsh() -> None:
    with override("cy"):
        assert error(When(typed("31", "2", "2026"))).startswith("Mae 28 diwrnod yn Chwefror 2026")


def test_a_day_may_be_left_out_where_the_form_says_so() -> None:
    form = Perhaps(typed("", " ", ""))
    assert form.is_valid()
    assert form.cleaned_data["on"] is None


def test_the_first_and_the_last_day_are_allowed_themselves() -> None:
    assert When(typed("1", "1", "2026")).is_valid()
    assert When(typed("31", "12", "2026")).is_valid()


def test_what_was_typed_is_shown_again() -> None:
    page = str(When(typed("31", "Chwefror", "26"))["on"])
    assert 'value="31"' in page
    assert 'value="Chwefror"' in page
    assert 'value="26"' in page


def test_a_first_value_stands_in_the_boxes() -> None:
    page = str(When(initial={"on": date(2026, 2, 16)})["on"])
    assert [f'value="{part}"' in page for part in (16, 2, 2026)] == [True] * 3


def test_what_stays_as_it_was_has_not_changed() -> None:
    assert not When(typed("16", "2", "2026"), initial={"on": date(2026, 2, 16)}).has_changed()
    assert When(typed("17", "2", "2026"), initial={"on": date(2026, 2, 16)}).has_changed()


def test_boxes_that_were_not_sent_are_noticed() -> None:
    widget = DayInput()
    assert widget.value_omitted_from_data({}, {}, "on")
    assert not widget.value_omitted_from_data({"on_day": ""}, {}, "on")


@pytest.mark.parametrize(
    ("word", "month"),
    [("1", 1), ("12", 12), ("0", None), ("mai", 5), ("mawrth", 3), ("maw", 3), ("mar", 3), ("jun", 6), ("zz", None)],
)
def test_months_are_known_in_both_languages(word: str, month: Any) -> None:
    assert month_typed(word) == month
