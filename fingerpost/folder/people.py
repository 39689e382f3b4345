"""People: people.csv of a facts folder, which names those whom the facts only know by a key."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from fingerpost.folder.cells import plain, shown
from fingerpost.folder.findings import Findings
from fingerpost.folder.sheets import Columns, open_sheet
from fingerpost.rules.concept import nearest

PEOPLE_FILE = "people.csv"
PEOPLE_COLUMNS = Columns(("id", "name"), ("language", "email"), more=True)
LANGUAGES = ("en", "cy")
PREFIX = "person:"
_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+")


@dataclass(frozen=True, slots=True)
class Person:
    """A person. `id` is the key by which facts name them (`person:P-0017`).

    `language` is "en", "cy" or "" (not said); `more` holds the file's other columns, those that
    are not empty. Raises ValueError where one of them cannot be.
    """

    id: str
    name: str
    language: str = ""
    email: str = ""
    more: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for column in PEOPLE_COLUMNS.all:
            what = fault_of_cell(column, getattr(self, column))
            if what:
                raise ValueError(f"{column} of a person: {what}")
        for name in self.more:
            if not name.strip() or name in PEOPLE_COLUMNS.all:
                raise ValueError(f"more of a person: {shown(name)} cannot name a further column")
        key = self.id if self.id.startswith(PREFIX) else f"{PREFIX}{self.id}"
        object.__setattr__(self, "id", key)
        said = {name: value for name, value in self.more.items() if value}
        object.__setattr__(self, "more", said)


def fault_of_cell(column: str, text: str) -> str:
    """What is wrong with a cell of people.csv; "" where it is sound."""
    if column == "id" and not text.removeprefix(PREFIX):
        return "this is empty; give the key by which facts name the person, such as P-0017"
    if column == "language" and text not in ("", *LANGUAGES):
        return f"there is no language {shown(text)}; {nearest(text, LANGUAGES)}"
    if column == "email" and text and not _ADDRESS.fullmatch(text):
        return f"{shown(text)} is no address; write such as ann@example.org, or leave it empty"
    try:
        plain(text)
    except ValueError as error:
        return str(error)
    return ""


def read_people(path: Path, findings: Findings) -> dict[str, Person]:
    """The people in a file by their key (`person:P-0017`); what is wrong is added to the findings.

    In the file the key may stand without `person:`.
    """
    sheet = open_sheet(path, PEOPLE_COLUMNS, findings)
    if sheet is None:
        return {}
    people: dict[str, Person] = {}
    lines: dict[str, int] = {}
    known = PEOPLE_COLUMNS.all
    for line, cells in sheet.rows(findings):
        faults = [(name, fault_of_cell(name, cells[at])) for at, name in enumerate(known)]
        for name, what in faults:
            if what:
                findings.error(path, line, name, what)
        if any(what for _, what in faults):
            continue
        key, name, language, email, *further = cells
        more = dict(zip(sheet.names[len(known) :], further, strict=True))
        person = Person(key, name, language, email, more)
        if person.id in lines:
            what = f"{shown(cells[0])} is on line {lines[person.id]} already; a person has one row"
            findings.error(path, line, "id", what)
        lines.setdefault(person.id, line)
        people[person.id] = person
    return people
