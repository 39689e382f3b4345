"""Writing a facts folder that reads back as the same facts; whole or not at all."""

import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from tempfile import TemporaryDirectory

from fingerpost.folder.cells import data_of, day_of, moment_of, plain, shown, subject_of
from fingerpost.folder.facts_sheet import FACTS_COLUMNS, FACTS_FILE, check_dates
from fingerpost.folder.findings import FaultyFolderError
from fingerpost.folder.lives import faults_of_own_corrections
from fingerpost.folder.people import PEOPLE_COLUMNS, PEOPLE_FILE, Person
from fingerpost.folder.sheets import FIELD_LIMIT
from fingerpost.rules.facts import Fact
from fingerpost.rules.faults import Fault
from fingerpost.rules.history import IN_ORDER

Row = tuple[str, ...]
_QUOTED = re.compile(r'[",\r\n]')


def write_folder(
    folder: Path,
    facts: Iterable[Fact],
    people: Iterable[Person] = (),
    texts: Mapping[str, str] | None = None,
) -> None:
    """Write facts (`texts` by their ids) and people to a new folder; equal input, equal bytes.

    The files are made in a hidden folder beside it, which then takes its name, so that nobody ever
    sees half a folder. Raises FaultyFolderError, with nothing written, where the folder is there
    already or where what is given would not read back, and OSError where the disk refuses.
    """
    every = sorted(facts, key=lambda fact: (fact.subject, IN_ORDER(fact)))
    faults = [*_faults_of_place(folder)]
    sheets = {FACTS_FILE: _rows_of_facts(every, texts or {}, faults)}
    named = sorted(people, key=lambda person: person.id)
    if named:
        sheets[PEOPLE_FILE] = _rows_of_people(named, faults)
    if faults:
        raise FaultyFolderError(faults)
    with TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.absolute().parent) as beside:
        unfinished = Path(beside, folder.name)
        unfinished.mkdir()
        for name, cells in sheets.items():
            _write(unfinished / name, cells)
        unfinished.rename(folder.absolute())


def _rows_of_facts(facts: Sequence[Fact], texts: Mapping[str, str], faults: list[Fault]) -> list[Row]:
    """The header and a row for each fact; what would not read back is added to the faults."""
    rows: list[Row] = [FACTS_COLUMNS.all]
    ids: set[str] = set()
    for fact in facts:
        try:
            rows.append(_row(fact, texts.get(fact.id, "")))
            _check(fact, rows[-1], ids)
        except (TypeError, ValueError) as error:
            faults.append(Fault(FACTS_FILE, f"fact {shown(fact.id)}", str(error)))
        ids.add(fact.id)
    for fact, what in _faults_of_corrections(facts):
        faults.append(Fault(FACTS_FILE, f"fact {shown(fact.id)}", what))
    for each in sorted(set(texts) - ids):
        what = f"there is a text for {shown(each)}, which is not among the facts"
        faults.append(Fault(FACTS_FILE, "", what))
    if not facts:
        faults.append(Fault(FACTS_FILE, "", "there is no fact to write; give at least one"))
    return rows


def _faults_of_corrections(facts: Sequence[Fact]) -> Iterator[tuple[Fact, str]]:
    by_id = {fact.id: fact for fact in facts}
    for _, own in groupby(facts, key=attrgetter("subject")):
        yield from faults_of_own_corrections(list(own), by_id.get)


def _row(fact: Fact, text: str) -> Row:
    """A fact's cells, in the order of FACTS_COLUMNS."""
    moment = fact.recorded_at.isoformat() if fact.recorded_at else ""
    data = None if fact.data is None else dict(fact.data)
    told = json.dumps(data, ensure_ascii=False, sort_keys=True, allow_nan=False, default=date.isoformat)
    start = (fact.subject, fact.kind.name, fact.on.isoformat(), moment, fact.by, told)
    return (*start, fact.id, fact.supersedes or "", fact.compartment, text)


def _check(fact: Fact, row: Row, ids: set[str]) -> None:
    """Raise ValueError where reading would refuse the row, or make another fact of it."""
    if fact.supposed:
        raise ValueError("this is only supposed; a folder holds what happened")
    if not fact.id or fact.id in ids:
        raise ValueError("each fact needs an id of its own")
    for each in (fact.id, fact.by, fact.compartment):
        plain(each)
    subject_of(fact.subject)
    day_of(row[2])
    moment_of(row[3])
    check_dates(fact)
    data = data_of(row[5])
    if (data if data is None else fact.kind.read(data)) != fact.data:
        raise ValueError("its data would read back differently; build the fact with plain values")
    for cell in row:
        _check_cell(cell)


def _check_cell(cell: str) -> None:
    if len(cell) > FIELD_LIMIT:
        raise ValueError(f"a cell is longer than {FIELD_LIMIT:,} characters; shorten it")
    if "\0" in cell or any("\ud800" <= each <= "\udfff" for each in cell):
        raise ValueError(f"{shown(cell)} holds a character that cannot be stored; remove it")


def _rows_of_people(people: Sequence[Person], faults: list[Fault]) -> list[Row]:
    """The header and a row for each person; what would not read back is added to the faults."""
    more = sorted({name for person in people for name in person.more})
    rows: list[Row] = [(*PEOPLE_COLUMNS.all, *more)]
    ids: set[str] = set()
    for person in people:
        first = (person.id, person.name, person.language, person.email)
        rows.append((*first, *(person.more.get(name, "") for name in more)))
        try:
            if person.id in ids:
                raise ValueError("each person needs a key of their own")
            for cell in (*rows[-1], *more):
                _check_cell(cell)
        except ValueError as error:
            faults.append(Fault(PEOPLE_FILE, f"person {shown(person.id)}", str(error)))
        ids.add(person.id)
    return rows


def _faults_of_place(folder: Path) -> Iterator[Fault]:
    if os.path.lexists(folder):
        yield Fault(str(folder), "", "this is there already; name another, or remove it first")
    elif not folder.absolute().parent.is_dir():
        yield Fault(str(folder.parent), "", "this is no folder, so none can be made in it")


def _write(path: Path, rows: Iterable[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        file.writelines(",".join(map(_cell, row)) + "\n" for row in rows)
        file.flush()
        os.fsync(file.fileno())


def _cell(text: str) -> str:
    """A cell in quotes where it needs them. (csv.writer leaves a lone carriage return bare.)"""
    return '"' + text.replace('"', '""') + '"' if _QUOTED.search(text) else text
