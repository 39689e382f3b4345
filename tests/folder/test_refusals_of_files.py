"""Folders whose files cannot be read at all: encodings, headers, lines, and files not there."""

from pathlib import Path

import pytest

from tests.folder.facts_folders import (
    HEADER,
    START,
    SUBJECT,
    faults_of,
    folder_of,
    only_fault,
    read,
    row,
)

HEADERS = {
    "unknown column": (f"{HEADER},colour", "no column 'colour'"),
    "misspelt column": (HEADER.replace("data", "dta"), "'dta'; did you mean 'data'?"),
    "missing column": (HEADER.replace("by,", ""), "the column 'by' is missing"),
    "column twice": (f"{HEADER},text", "the column 'text' is there twice"),
    "column without a name": (f"{HEADER},", "column 11 has no name"),
    "semicolons": (HEADER.replace(",", ";"), "not separated by commas"),
    "nothing": ("", "the file is empty; its first line must be: subject,kind,on"),
}


@pytest.mark.parametrize("name", HEADERS)
def test_a_header_that_does_not_fit_is_named(tmp_path: Path, name: str) -> None:
    header, what = HEADERS[name]
    faults = faults_of(folder_of(tmp_path, header=header))
    assert {fault.place for fault in faults} == {"line 1"}
    assert what in faults[0].what


def with_bytes(place: Path, last_line: bytes) -> Path:
    folder = folder_of(place, START)
    with (folder / "facts.csv").open("ab") as file:
        file.write(last_line)
    return folder


BYTES = {
    "Latin-1": (b"enrolment:Si\xe2n,progress\n", "is 0xe2; save it as UTF-8"),
    "NUL": (b"enrolment:E-1,pro\0gress\n", "there is a NUL"),
    "very long line": (b"a" * (8 * 1024 * 1024 + 1), "longer than 8,388,608 bytes"),
    "very long cell": (b"a" * 131_073 + b"\n", "longer than 131,072 characters"),
    "open quote": (b'enrolment:E-1,"progress\n', "is never closed; close it"),
    "quote inside quotes": (b'enrolment:E-1,"a"b",\n', "double a quote inside a cell"),
    "too few cells": (b"enrolment:E-1,progress\n", "this row has 2 cells and the header 10"),
    "too many cells": (b"{1, 2}," * 11 + b"\n", "this row has 23 cells and the header 10"),
}


@pytest.mark.parametrize("name", BYTES)
def test_a_line_that_cannot_be_read_is_named(tmp_path: Path, name: str) -> None:
    last_line, what = BYTES[name]
    fault = only_fault(with_bytes(tmp_path, last_line))
    assert fault.place == "line 3"
    assert what in fault.what


def test_a_wrong_byte_is_named_by_its_place_in_the_file(tmp_path: Path) -> None:
    folder = with_bytes(tmp_path, b"abc\xff\n")
    at = (folder / "facts.csv").read_bytes().index(b"\xff")
    assert f"byte {at} of the file is 0xff" in only_fault(folder).what


def test_a_file_in_utf_16_is_told_from_other_encodings(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, START)
    (folder / "facts.csv").write_text(f"{HEADER}\n", encoding="utf-16")
    fault = only_fault(folder)
    assert (fault.place, "is UTF-16; save it as UTF-8" in fault.what) == ("line 1", True)


def test_a_quote_left_open_in_the_header_is_named(tmp_path: Path) -> None:
    fault = only_fault(folder_of(tmp_path, header=f'{HEADER[:-5]},"text'))
    assert fault.place == "line 1"
    assert "is never closed; close it" in fault.what


def test_a_row_with_too_few_cells_draws_no_faults_after_it(tmp_path: Path) -> None:
    fault = only_fault(folder_of(tmp_path, f"{SUBJECT},started,2026-01-05", row()))
    assert "this row has 3 cells" in fault.what


def test_lines_longer_than_a_block_are_measured_one_by_one(tmp_path: Path) -> None:
    long = b",".join([b"a" * 131_072] * 20) + b"\n"  # within the limit, yet too many cells
    fault = only_fault(with_bytes(tmp_path, long))
    assert "this row has 20 cells and the header 10" in fault.what


def test_a_row_whose_made_id_is_another_facts_is_named(tmp_path: Path) -> None:
    (tmp_path / "first").mkdir()
    made = read(folder_of(tmp_path / "first", START, row())).facts_of[SUBJECT][1].id
    fault = only_fault(folder_of(tmp_path, START, row(id=made), row()))
    assert fault.place == "line 4, column id"
    assert "the fact of line 3 has the id made for this row; give this one an id" in fault.what


def test_a_header_alone_is_no_folder(tmp_path: Path) -> None:
    assert "there is no fact below the header" in only_fault(folder_of(tmp_path)).what


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    (fault,) = faults_of(tmp_path / "nowhere")
    assert fault.file == str(tmp_path / "nowhere")
    assert "name a folder that holds facts.csv" in fault.what


def test_a_folder_without_facts_names_the_file_that_was_meant(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, START)
    (folder / "facts.csv").rename(folder / "Facts.csv")
    (fault,) = faults_of(folder)
    assert "there is no facts.csv in this folder; did you mean 'Facts.csv'?" in fault.what


def test_a_facts_file_that_is_a_folder_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "folder" / "facts.csv").mkdir(parents=True)
    assert "this file cannot be read" in only_fault(tmp_path / "folder").what
