"""Broken folders: the fault names file, line, column and what would be right; nothing is taken."""

from pathlib import Path

import pytest

from fingerpost.folder.findings import MOST_LISTED
from tests.folder.facts_folders import START, STARTED, faults_of, folder_of, only_fault, row

SOUND_CONTACT = '{"way": "phone", "direction": "out", "party": "learner"}'


ROWS = {
    "unknown kind": (row("progres"), "kind", "no kind of fact 'progres'; did you mean 'progress'?"),
    "no kind": (row(""), "kind", "there is no kind of fact ''"),
    "unknown field": (
        row(data='{"percnt": 10}'),
        "data",
        "a progress has no field 'percnt'; did you mean 'percent'?",
    ),
    "missing field": (row("notice_sent"), "data", "needs the field 'stage'"),
    "unknown choice": (
        row("contact", data=SOUND_CONTACT.replace("phone", "fone")),
        "data",
        "cannot be 'fone'; did you mean 'phone'?",
    ),
    "word for a number": (row(data='{"percent": "10"}'), "data", "must be a number"),
    "impossible date": (row(on="2026-02-30"), "on", "February 2026 has 28 days"),
    "impossible month": (row(on="2026-13-01"), "on", "months run from 01 to 12"),
    "date of another form": (row(on="16/02/2026"), "on", "write year-month-day"),
    "week date": (row(on="2026-W08-1"), "on", "write year-month-day"),
    "no date": (row(on=""), "on", "this is empty; write year-month-day"),
    "before the calendar": (row(on="1989-12-31"), "on", "which holds 1990 to 2099"),
    "after the calendar": (row(on="2100-01-01"), "on", "which holds 1990 to 2099"),
    "data outside the calendar": (
        row("changed", data='{"planned_end": "9999-12-31"}'),
        "data",
        "planned_end: 9999-12-31 is outside the calendar",
    ),
    "moment without a time": (row(recorded_at="2026-02-16"), "recorded_at", "2026-02-16T09:30"),
    "moment on no day": (
        row(recorded_at="2026-02-30T09:30"),
        "recorded_at",
        "February 2026 has 28 days",
    ),
    "moment at no time": (row(recorded_at="2026-02-16T25:00"), "recorded_at", "no time of a day"),
    "no JSON": (row(data="{percent: 10}"), "data", "is not JSON (character 2:"),
    "no data": (row(data=""), "data", "write {} where there is nothing to say, null to withdraw"),
    "data that is a list": (row(data="[1]"), "data", "is no object"),
    "a name twice in data": (
        row(data='{"percent": 1, "percent": 2}'),
        "data",
        "'percent' is there twice; keep one",
    ),
    "NaN in data": (row(data='{"percent": NaN}'), "data", "no number that can be counted with"),
    "endless number in data": (row(data='{"percent": 1e999}'), "data", "write a smaller one"),
    "number too long": (row(data='{"percent": 1' + "0" * 5_000 + "}"), "data", "18 digits"),
    "data nested too deeply": (row(data="[" * 100_000), "data", "nested too deeply"),
    "half a character in data": (
        row("no_improvement", data='{"reason": "\\ud800"}'),
        "data",
        "a character that cannot be stored",
    ),
    "half a character in a list": (
        row("notice_sent", data='{"stage": 1, "to": ["learner\\udc00"]}'),
        "data",
        "a character that cannot be stored",
    ),
    "unknown sort of subject": (
        row(subject="enrollment:E-1"),
        "subject",
        "no sort of subject 'enrollment'; did you mean 'enrolment'?",
    ),
    "subject without a key": (row(subject="enrolment"), "subject", "such as enrolment:E-0042"),
    "subject that the kind is not about": (
        row(subject="provider:self"),
        "subject",
        "a progress is about enrolment, not about 'provider:self'",
    ),
    "space after a subject": (row(subject="enrolment:E-1 "), "subject", "ends with a space"),
    "unseen character in an id": (row(id="P\x1b[2J"), "id", "cannot be seen"),
    "unknown compartment": (
        row(compartment="at risk"),
        "compartment",
        "no compartment 'at risk'; did you mean 'at-risk'?",
    ),
    "withdrawal of nothing": (row(data="null"), "supersedes", "must name the fact that it supers"),
}


@pytest.mark.parametrize("name", ROWS)
def test_a_row_that_cannot_be_taken_names_its_cell(tmp_path: Path, name: str) -> None:
    line, column, what = ROWS[name]
    fault = only_fault(folder_of(tmp_path, START, line))
    assert fault.place == f"line 3, column {column}"
    assert what in fault.what


TOGETHER = {
    "duplicate id": (
        [row(id="P"), row(id="P", on="2026-03-01")],
        "line 4, column id",
        "'P' is on line 3 already; give each fact an id of its own",
    ),
    "correction of nothing": (
        [row(id="Q-12"), row(supersedes="Q-21")],
        "line 4, column supersedes",
        "corrects 'Q-21', which is not here; did you mean 'Q-12'?",
    ),
    "correction of another kind": (
        [row("no_improvement", supersedes="S")],
        "line 3, column supersedes",
        "a correction keeps subject and kind",
    ),
    "correction of another subject": (
        [
            row("started", "2026-01-06", STARTED, subject="enrolment:E-2", id="T"),
            row("started", "2026-01-06", STARTED, subject="enrolment:E-2", supersedes="S"),
        ],
        "line 4, column supersedes",
        "corrects 'S', a started of enrolment:E-1",
    ),
    "two corrections of one": (
        [row(id="P"), row(id="Q", supersedes="P"), row(id="R", supersedes="P")],
        "line 5, column supersedes",
        "which 'Q' corrects already: name 'Q' instead",
    ),
    "correction recorded before": (
        [
            row(id="P", recorded_at="2026-02-18T10:00"),
            row(id="Q", recorded_at="2026-02-17T10:00", supersedes="P"),
        ],
        "line 4, column recorded_at",
        "was recorded before 'P', which it corrects",
    ),
    "started twice": (
        [row("started", "2026-02-01", STARTED)],
        "line 3, column kind",
        "started on 2026-01-05 already (line 2): keep one",
    ),
    "ended before it started": (
        [row("withdrew", "2026-01-04")],
        "line 3, column on",
        "withdrew on 2026-01-04, before it started on 2026-01-05 (line 2); correct one",
    ),
    "ended before it started, by a correction": (
        [
            row("completed", "2026-03-01", id="W"),
            row("completed", "2025-03-01", recorded_at="2026-03-03T09:00", supersedes="W"),
        ],
        "line 4, column on",
        "completed on 2025-03-01, before it started",
    ),
    "never started": (
        [row(subject="enrolment:E-2", on="2026-03-01"), row(subject="enrolment:E-2")],
        "line 3, column subject",
        "enrolment:E-2 has no 'started' in force; add the row that says when it began",
    ),
    "start withdrawn": (
        [row("started", "2026-01-05", "null", supersedes="S"), row(id="P")],
        "line 4, column subject",
        "has no 'started' in force",
    ),
}


@pytest.mark.parametrize("name", TOGETHER)
def test_rows_that_do_not_fit_one_another_are_named(tmp_path: Path, name: str) -> None:
    rows, place, what = TOGETHER[name]
    fault = only_fault(folder_of(tmp_path, START, *rows))
    assert fault.place == place
    assert what in fault.what


def test_a_circle_of_corrections_is_named_at_each_of_its_facts(tmp_path: Path) -> None:
    circle = [row(id="P", supersedes="Q"), row(id="Q", supersedes="P")]
    faults = faults_of(folder_of(tmp_path, START, *circle))
    assert [fault.place for fault in faults] == [
        "line 3, column supersedes",
        "line 4, column supersedes",
    ]
    assert all("in a circle" in fault.what for fault in faults)


PEOPLE = {
    "person twice": ("P-1,Ann,,\nperson:P-1,Ann,,\n", "line 3, column id", "on line 2 already"),
    "unknown language": ("P-1,Ann,welsh,\n", "line 2, column language", "there are: cy, en"),
    "no address": ("P-1,Ann,,ann\n", "line 2, column email", "such as ann@example.org"),
    "no key": (",Ann,,\n", "line 2, column id", "such as P-0017"),
    "too many cells": ("P-1,Ann,,,\n", "line 2", "this row has 5 cells and the header 4"),
}


@pytest.mark.parametrize("name", PEOPLE)
def test_a_person_who_cannot_be_taken_is_named(tmp_path: Path, name: str) -> None:
    lines, place, what = PEOPLE[name]
    folder = folder_of(tmp_path, START, people=f"id,name,language,email\n{lines}")
    fault = only_fault(folder, "people.csv")
    assert fault.place == place
    assert what in fault.what


def test_a_header_of_people_without_their_keys_is_named(tmp_path: Path) -> None:
    fault = only_fault(folder_of(tmp_path, START, people="key,name\nP-1,Ann\n"), "people.csv")
    assert fault.place == "line 1"
    assert "the column 'id' is missing; needed are id, name" in fault.what


def test_all_faults_of_a_row_of_all_rows_and_of_both_files_are_told(tmp_path: Path) -> None:
    rows = [
        START,
        row("progres", "2026-02-30", compartment="secret"),
        row(data='{"percnt": 1}'),
        row("started", "2026-01-07", STARTED, subject="enrolment:E-2", id="T"),
        row("withdrew", "2026-01-01", subject="enrolment:E-2"),
    ]
    folder = folder_of(tmp_path, *rows, people="id,name,language\nP-1,Ann,fr\n")
    assert [(Path(fault.file).name, fault.place) for fault in faults_of(folder)] == [
        ("facts.csv", "line 3, column kind"),
        ("facts.csv", "line 3, column on"),
        ("facts.csv", "line 3, column compartment"),
        ("facts.csv", "line 4, column data"),
        ("facts.csv", "line 6, column on"),
        ("people.csv", "line 2, column language"),
    ]


def test_a_row_that_cannot_be_taken_draws_no_faults_after_it(tmp_path: Path) -> None:
    rows = [
        START.replace("2026-01-05", "2026-01-32"),  # so that nothing starts enrolment E-1
        row(id="P"),
        row("started", "2026-01-05", STARTED, subject="enrolment:E-2", supersedes="S"),
    ]
    assert only_fault(folder_of(tmp_path, *rows)).place == "line 2, column on"


def test_of_many_faults_the_first_hundred_are_listed_and_the_others_counted(tmp_path: Path) -> None:
    rows = [row("progres", on="2026-02-30") for _ in range(2 * MOST_LISTED)]
    *listed, last = faults_of(folder_of(tmp_path, START, *rows))
    assert len(listed) == MOST_LISTED
    # Two faults a row while they are listed, and then one a row.
    assert last.what == f"and {2 * MOST_LISTED - MOST_LISTED // 2} more errors, which are not listed"
