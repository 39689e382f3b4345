"""Reading a facts folder: facts.csv and, where it is there, people.csv. All is taken, or nothing.

    people.csv    id,name,language,email, and any further columns
    facts.csv     subject,kind,on,recorded_at,by,data,id,supersedes,compartment,text

The last four columns of facts.csv may be missing; columns and rows come in any order, and the
order of rows changes nothing in what is read.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from fingerpost.folder.facts_sheet import FACTS_FILE, FactsSheet
from fingerpost.folder.findings import FaultyFolderError, Findings
from fingerpost.folder.lives import check_lives
from fingerpost.folder.people import PEOPLE_FILE, Person, read_people
from fingerpost.folder.recorded import last_recording, planned_beyond
from fingerpost.rules.concept import nearest
from fingerpost.rules.facts import Fact
from fingerpost.rules.faults import Fault
from fingerpost.rules.history import IN_ORDER
from fingerpost.rules.kinds import Kind

__all__ = ["FactsFolder", "FaultyFolderError", "Person", "read_folder"]


@dataclass(frozen=True, slots=True)
class FactsFolder:
    """What a facts folder says.

    `facts_of` holds each subject's facts by day, moment and id, subjects in alphabetical order:
    every fact, corrected and withdrawn ones too. `people` is by their key (`person:P-0017`),
    `texts` by a fact's id. `last_recorded` is the last recording's day in London, as an ordinal
    (see `recorded`). `sources` are the files that were read.
    """

    facts_of: dict[str, list[Fact]]
    people: dict[str, Person]
    texts: dict[str, str]
    warnings: tuple[Fault, ...]
    last_recorded: int
    sources: tuple[Path, ...]


def read_folder(folder: Path, kinds: Mapping[str, Kind], on_row: Callable[[int], None] | None = None) -> FactsFolder:
    """The folder's facts, checked one by one against their kinds and together.

    `on_row` is told now and then, and at the end, how many rows of facts were read. Raises
    FaultyFolderError with every error found (the first hundred, and how many more).
    """
    findings = Findings()
    sources = _files(folder, findings)
    if findings.are_grave:
        raise FaultyFolderError(findings.errors())
    people = read_people(sources[1], findings) if len(sources) > 1 else {}
    sheet = FactsSheet(sources[0], kinds, findings)
    sheet.read(on_row)
    for facts in sheet.facts_of.values():
        facts.sort(key=IN_ORDER)
    check_lives(sheet, kinds, findings)
    if findings.are_grave:
        raise FaultyFolderError(findings.errors())
    last = last_recording(fact for facts in sheet.facts_of.values() for fact in facts)
    _warn_of_plans(sheet, last, findings)
    facts_of = dict(sorted(sheet.facts_of.items()))
    return FactsFolder(facts_of, people, sheet.texts, findings.warnings(), last, sources)


def _files(folder: Path, findings: Findings) -> tuple[Path, ...]:
    """facts.csv and, where it is there, people.csv."""
    try:
        names = [each.name for each in folder.iterdir()]
    except OSError as error:
        what = f"this folder cannot be read: {error.strerror}; name a folder that holds {FACTS_FILE}"
        findings.error(folder, 0, "", what)
        return ()
    if FACTS_FILE not in names:
        what = f"there is no {FACTS_FILE} in this folder; {nearest(FACTS_FILE, names)}"
        findings.error(folder, 0, "", what)
    return tuple(folder / name for name in (FACTS_FILE, PEOPLE_FILE) if name in names)


def _warn_of_plans(sheet: FactsSheet, last: int, findings: Findings) -> None:
    every = (fact for facts in sheet.facts_of.values() for fact in facts)
    plans = planned_beyond(every, last)
    if plans:
        line = min(sheet.lines[fact.id] for fact in plans)
        number = "a fact is" if len(plans) == 1 else f"{len(plans):,} facts are"
        what = (
            f"{number} planned for days after the last recording and not recorded on any; "
            "each counts as known from its own day on: say in recorded_at when it was known"
        )
        findings.warning(sheet.path, line, "recorded_at", what)
