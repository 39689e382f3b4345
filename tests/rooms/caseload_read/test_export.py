"""The list as a table for a spreadsheet: the same people, nothing hidden, nothing that runs, a line in the journal."""

import csv
from datetime import date
from io import StringIO

import pytest

from fingerpost.caseload.export import safe
from fingerpost.journal.models import Line
from fingerpost.people.actions import change_person
from tests.rooms.caseload_read.cast import NOW, OFFICE, Cast


def table(cast: Cast, who: str, query: str = "") -> list[list[str]]:
    """The lines of an export."""
    answer = cast.browser(who).get(f"/learners.csv{query}")
    assert answer.status_code == 200
    text = answer.getvalue().decode()
    assert text.startswith("\ufeff")
    return list(csv.reader(StringIO(text[1:])))


def test_an_export_holds_whom_the_list_shows_and_what_it_says(cast: Cast) -> None:
    head, *lines = table(cast, "Hannah", "?sort=name")
    assert [line[0] for line in lines] == ["Amina Yusuf", "Kai Hughes", "Tom Weller"]
    first = dict(zip(head, lines[0], strict=True))
    assert first["Rating"] == "Medium"
    assert first["Stage"] == "Stage 1"
    assert first["On the register"] == "yes"
    assert first["Percent achieved"] == "33"
    assert first["Planned end"] == "2026-10-09"
    assert first["Next duty"] == "Consider a support plan and an engagement contract"
    assert dict(zip(head, lines[1], strict=True))["On a break"] == "yes"


def test_filters_hold_for_the_export(cast: Cast) -> None:
    assert [line[0] for line in table(cast, "Gareth", "?nation=wales")[1:]] == ["Ffion Lloyd"]


@pytest.mark.parametrize("who", ["Bea", "Ada", "Denise", "Diana", "Sana"])
def test_who_may_not_export_finds_no_such_page(cast: Cast, who: str) -> None:
    assert cast.browser(who).get("/learners.csv").status_code == 404


def test_an_export_speaks_the_language_of_its_reader(cast: Cast) -> None:
    change_person(person=cast.people["Rhian"], language="cy", by=OFFICE, at=NOW)
    line = table(cast, "Rhian")[1]
    assert "Adolygu'r lefel risg" in line


@pytest.mark.parametrize("name", ["=1+1", "+44", "-1", "@cmd", "\tx", "\rx"])
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(cast: Cast, name: str) -> None:
    change_person(person=cast.people["Tom"], name=f"{name} Weller", by=OFFICE, at=NOW)
    names = [line[0] for line in table(cast, "Hannah")[1:]]
    assert f"'{name} Weller" in names


def test_numbers_and_days_stay_what_they_are() -> None:
    assert [safe(value) for value in (-5, 2.5, 33.0, date(2026, 2, 16), None, "a=b")] == [
        "-5",
        "2.5",
        "33",
        "2026-02-16",
        "",
        "a=b",
    ]


def test_an_export_is_written_down_with_its_filters_but_not_with_what_was_typed(cast: Cast) -> None:
    table(cast, "Hannah", "?q=amina&rating=medium")
    line = Line.objects.get(act="learners-exported")
    assert line.by == cast.people["Hannah"].key
    assert line.details == {"number": 1, "filters": ["q", "rating"]}
