"""Tiny facts folders for the tests, and the kinds of fact that they are read with."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from fingerpost.folder.reading import FactsFolder, FaultyFolderError, read_folder
from fingerpost.rules.faults import Fault
from fingerpost.rules.kinds import Kind
from fingerpost.rules.packs import load_kinds

ROOT = Path(__file__).resolve().parents[2]
HEADER = "subject,kind,on,recorded_at,by,data,id,supersedes,compartment,text"
LEARNER = '"learner": "person:P-1"'
STARTED = f'{{{LEARNER}, "programme_type": "apprenticeship", "nation": "england"}}'
SUBJECT = "enrolment:E-1"


@cache
def kinds() -> Mapping[str, Kind]:
    """The kinds of fact that all packs share."""
    faults: list[Fault] = []
    found = load_kinds(ROOT / "packs" / "kinds", faults)
    assert not faults
    return found


def row(kind: str = "progress", on: str = "2026-02-16", data: str = "{}", **cells: str) -> str:
    """A line of facts.csv; what is not given is empty, `by` is a coach."""
    given = {"subject": SUBJECT, "kind": kind, "on": on, "by": "coach-7", "data": data, **cells}
    assert set(given) <= set(HEADER.split(",")), f"facts.csv lacks one of the columns {sorted(given)}"
    return ",".join(_quoted(given.get(name, "")) for name in HEADER.split(","))


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"'


START = row("started", "2026-01-05", STARTED, id="S")


def folder_of(place: Path, *rows: str, header: str = HEADER, people: str | None = None) -> Path:
    """A new folder in `place` with these lines below the header."""
    folder = place / "folder"
    folder.mkdir()
    (folder / "facts.csv").write_text("\n".join([header, *rows, ""]), encoding="utf-8", newline="")
    if people is not None:
        (folder / "people.csv").write_text(people, encoding="utf-8", newline="")
    return folder


def read(folder: Path) -> FactsFolder:
    return read_folder(folder, kinds())


def read_rows(place: Path, *rows: str) -> FactsFolder:
    return read(folder_of(place, *rows))


def faults_of(folder: Path) -> tuple[Fault, ...]:
    """The faults for which a folder is refused, each of them an error."""
    with pytest.raises(FaultyFolderError) as caught:
        read(folder)
    assert all(fault.gravity == "error" for fault in caught.value.faults)
    assert str(caught.value) == "\n".join(map(str, caught.value.faults))
    return caught.value.faults


def only_fault(folder: Path, file: str = "facts.csv") -> Fault:
    (fault,) = faults_of(folder)
    assert fault.file == str(folder / file)
    return fault
