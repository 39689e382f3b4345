"""What a sound facts folder says."""

from datetime import UTC, date, datetime
from pathlib import Path
from random import Random

import pytest

from fingerpost.folder.facts_sheet import FACTS_COLUMNS
from fingerpost.folder.findings import MOST_LISTED
from fingerpost.folder.reading import FactsFolder, read_folder
from fingerpost.rules.facts import known_at
from tests.folder.facts_folders import (
    HEADER,
    START,
    STARTED,
    SUBJECT,
    folder_of,
    kinds,
    read,
    read_rows,
    row,
)


def ids(folder: FactsFolder, subject: str = SUBJECT) -> list[str]:
    return [fact.id for fact in folder.facts_of[subject]]


def last_day(folder: FactsFolder) -> str:
    return date.fromordinal(folder.last_recorded).isoformat()


def test_a_row_becomes_a_fact_with_everything_that_it_says(tmp_path: Path) -> None:
    said = row(
        "contact",
        data='{"way": "phone", "direction": "out", "party": "learner"}',
        recorded_at="2026-02-17T09:30:00+00:00",
        id="C",
        compartment="safeguarding",
        text="He said, \n“all is well”.",
    )
    folder = read_rows(tmp_path, START, said)
    fact = folder.facts_of[SUBJECT][1]
    assert fact.kind is kinds()["contact"]
    assert (fact.subject, fact.on, fact.by, fact.id) == (SUBJECT, date(2026, 2, 16), "coach-7", "C")
    assert fact.data == {"way": "phone", "direction": "out", "party": "learner"}
    assert fact.recorded_at == datetime(2026, 2, 17, 9, 30, tzinfo=UTC)
    assert (fact.supersedes, fact.compartment) == (None, "safeguarding")
    assert folder.texts == {"C": "He said, \n“all is well”."}
    assert folder.warnings == ()
    assert folder.sources == (tmp_path / "folder" / "facts.csv",)


def test_an_empty_compartment_is_the_kinds(tmp_path: Path) -> None:
    folder = read_rows(tmp_path, START, row("no_improvement", id="N"))
    assert [fact.compartment for fact in folder.facts_of[SUBJECT]] == ["ordinary", "at-risk"]


@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_a_byte_order_mark_and_either_end_of_line_are_read(tmp_path: Path, start: bytes, end: bytes) -> None:
    folder = folder_of(tmp_path, START, row(id="P", by="Siân"))
    file = folder / "facts.csv"
    file.write_bytes(start + file.read_bytes().replace(b"\n", end))
    assert [fact.by for fact in read(folder).facts_of[SUBJECT]] == ["coach-7", "Siân"]


def test_columns_come_in_any_order_and_the_last_four_may_be_missing(tmp_path: Path) -> None:
    line = f"{{}},progress,coach-7,,{SUBJECT},2026-02-16"
    start = '"' + STARTED.replace('"', '""') + f'",started,coach-7,,{SUBJECT},2026-01-05'
    folder = folder_of(tmp_path, line, start, header="data,kind,by,recorded_at,subject,on")
    found = read(folder).facts_of[SUBJECT]
    assert [fact.kind.name for fact in found] == ["started", "progress"]
    assert all(fact.id.startswith("auto-") for fact in found)


def test_blank_lines_say_nothing(tmp_path: Path) -> None:
    assert ids(read_rows(tmp_path, "", START, "", row(id="P"), "")) == ["S", "P"]


def test_subjects_come_in_order_and_facts_by_day(tmp_path: Path) -> None:
    folder = read_rows(
        tmp_path,
        row(on="2026-03-01", id="B"),
        row("closure", "2026-01-01", '{"until": "2026-01-02"}', subject="provider:self", id="X"),
        row("started", "2026-01-06", STARTED, subject="enrolment:A-9", id="A"),
        row(on="2026-02-01", id="P"),
        START,
    )
    assert list(folder.facts_of) == ["enrolment:A-9", SUBJECT, "provider:self"]
    assert ids(folder) == ["S", "P", "B"]


def test_the_order_of_rows_changes_nothing(tmp_path: Path) -> None:
    rows = [START, *(row(on=f"2026-02-{day:02}", text=f"of day {day % 3}") for day in range(1, 9))]
    rows += [row(text="one"), row(text="two"), row()]
    told = []
    for seed in range(5):
        Random(seed).shuffle(rows)
        (tmp_path / str(seed)).mkdir()
        folder = read_rows(tmp_path / str(seed), *rows)
        told.append((ids(folder), sorted(folder.texts.items()), folder.last_recorded))
    assert all(each == told[0] for each in told)


def test_an_empty_id_is_made_of_what_the_row_says(tmp_path: Path) -> None:
    same = [row("response", data='{"party": "learner", "commitment": true}')]
    same.append(row("response", data='{ "commitment":true, "party":"learner" }', text="yes"))
    other = row("response", data='{"party": "learner", "commitment": false}')
    folder = read_rows(tmp_path, START, *same, other)
    made = set(ids(folder)[1:])
    (copy,) = (key for key in made if key.endswith("#2"))
    first = copy.removesuffix("#2")
    assert len(made) == 3
    assert first in made
    assert folder.texts == {first: "yes"}


def test_a_made_id_does_not_hang_on_the_text_that_may_be_erased(tmp_path: Path) -> None:
    (tmp_path / "said").mkdir()
    (tmp_path / "erased").mkdir()
    said = read_rows(tmp_path / "said", START, row(text="she is ill"))
    erased = read_rows(tmp_path / "erased", START, row())
    assert ids(said) == ids(erased)


def test_corrections_and_withdrawals_are_kept_beside_what_they_correct(tmp_path: Path) -> None:
    folder = read_rows(
        tmp_path,
        START,
        row(id="P1"),
        row(id="P2", supersedes="P1", data='{"percent": 10}'),
        row(id="P3", supersedes="P2", data="null"),
    )
    assert ids(folder) == ["S", "P1", "P2", "P3"]
    assert folder.facts_of[SUBJECT][3].data is None


def test_people_are_known_by_the_key_that_facts_use(tmp_path: Path) -> None:
    people = "name,id,phone,language\nAnn,P-1,0123,cy\nBob,person:P-2,,\n"
    found = read(folder_of(tmp_path, START, people=people)).people
    ann, bob = found["person:P-1"], found["person:P-2"]
    assert (ann.name, ann.language, ann.email, ann.more) == ("Ann", "cy", "", {"phone": "0123"})
    assert (bob.name, bob.language, bob.more) == ("Bob", "", {})


def test_the_last_recording_is_the_latest_in_london(tmp_path: Path) -> None:
    late = row(id="P", on="2026-05-01", recorded_at="2026-06-30T23:30:00Z")  # 00:30 in London
    assert last_day(read_rows(tmp_path, START, late)) == "2026-07-01"


def test_without_recorded_at_the_last_day_counts(tmp_path: Path) -> None:
    folder = read_rows(tmp_path, START, row(id="P"))
    assert last_day(folder) == "2026-02-16"
    assert len(known_at(folder.facts_of[SUBJECT], folder.last_recorded)) == 2


def test_what_is_only_planned_does_not_move_the_last_recording(tmp_path: Path) -> None:
    closure = row("closure", "2026-12-24", '{"until": "2027-01-02"}', subject="provider:self", id="X")
    planned = row("session", "2026-11-02", '{"sort": "visit"}', id="V")
    held = row("session", "2026-03-02", '{"sort": "visit", "outcome": "attended"}', id="W")
    folder = read_rows(tmp_path, START, closure, planned, held)
    assert last_day(folder) == "2026-03-02"
    (warning,) = folder.warnings
    assert warning.place == "line 3, column recorded_at"
    assert "2 facts are planned" in warning.what


def test_a_plan_with_a_moment_counts_when_it_was_recorded(tmp_path: Path) -> None:
    planned = row("session", "2026-11-02", '{"sort": "visit"}', recorded_at="2026-03-01T10:00")
    folder = read_rows(tmp_path, START, planned)
    assert last_day(folder) == "2026-03-01"
    assert folder.warnings == ()


@pytest.mark.parametrize(
    ("rows", "place", "what"),
    [
        (
            [row("started", "2026-01-05", STARTED[:-1] + ', "planned_end": "2025-12-31"}')],
            "line 2, column data",
            "planned_end 2025-12-31 is before it started on 2026-01-05 (line 2)",
        ),
        (
            [START, row("changed", data='{"planned_end": "2026-01-04"}')],
            "line 3, column data",
            "planned_end 2026-01-04 is before it started on 2026-01-05 (line 2)",
        ),
        (
            [START, row("withdrew", "2026-03-01"), row("completed", "2026-04-01")],
            "line 4, column kind",
            "it ended on 2026-03-01 already (withdrew, line 3)",
        ),
        (
            [START, row("break_ended")],
            "line 3, column kind",
            "no break runs on this day",
        ),
        (
            [START, row("break_began", "2026-02-01"), row("break_began", "2026-02-09")],
            "line 4, column kind",
            "a break runs already since 2026-02-01 (line 3)",
        ),
    ],
)
def test_what_looks_wrong_is_taken_with_a_warning(tmp_path: Path, rows: list[str], place: str, what: str) -> None:
    folder = read_rows(tmp_path, *rows)
    (warning,) = folder.warnings
    assert (warning.gravity, warning.place) == ("warning", place)
    assert what in warning.what
    assert len(folder.facts_of[SUBJECT]) == len(rows)


def test_facts_before_the_start_and_after_the_end_are_no_fault(tmp_path: Path) -> None:
    end = row("completed", "2026-03-01")
    folder = read_rows(tmp_path, row(on="2025-12-01"), START, end, row(on="2026-04-01"))
    assert folder.warnings == ()


def test_breaks_that_end_and_begin_again_are_no_fault(tmp_path: Path) -> None:
    ends = [row("break_ended", "2026-03-01"), row("break_ended", "2026-05-01")]
    begins = [row("break_began", "2026-02-01"), row("break_began", "2026-04-01")]
    assert read_rows(tmp_path, START, *ends, *begins).warnings == ()


def test_of_many_warnings_the_first_hundred_are_listed_and_the_others_counted(
    tmp_path: Path,
) -> None:
    rows = [row("break_ended", id=f"B{number}") for number in range(MOST_LISTED + 7)]
    *listed, last = read_rows(tmp_path, START, *rows).warnings
    assert len(listed) == MOST_LISTED
    assert (last.gravity, last.what) == ("warning", "and 7 more warnings, which are not listed")


def test_a_life_is_told_after_corrections(tmp_path: Path) -> None:
    wrong_end = row("withdrew", "2025-01-01", id="W")
    right_end = row("withdrew", "2026-05-01", id="W2", supersedes="W")
    second_start = row("started", "2026-02-01", STARTED, id="S2")
    taken_back = row("started", "2026-02-01", "null", id="S3", supersedes="S2")
    folder = read_rows(tmp_path, START, wrong_end, right_end, second_start, taken_back)
    assert folder.warnings == ()


def test_a_subject_whose_facts_are_all_withdrawn_needs_no_start(tmp_path: Path) -> None:
    folder = read_rows(tmp_path, row(id="P"), row(data="null", supersedes="P"))
    assert len(folder.facts_of[SUBJECT]) == 2


def test_the_rows_read_are_told_now_and_then_and_at_the_end(tmp_path: Path) -> None:
    told: list[int] = []
    rows = [START, *(row(id=f"P{number}") for number in range(2_499))]
    read_folder(folder_of(tmp_path, *rows), kinds(), told.append)
    assert told == [1_000, 2_000, 2_500]


def test_the_header_of_the_design_is_the_header_that_is_read() -> None:
    assert ",".join(FACTS_COLUMNS.all) == HEADER
