"""`fingerpost import ilr`: an Individualised Learner Record as a facts folder, or added to one.

All or nothing: the whole file is read before anything is written, what is written is read back
before it takes its place, and a folder to which there is nothing to add is left as it is.
"""

import os
from argparse import Namespace
from collections import Counter
from collections.abc import Mapping
from hashlib import file_digest
from pathlib import Path
from tempfile import TemporaryDirectory

from fingerpost.folder.facts_sheet import FACTS_FILE
from fingerpost.folder.people import PEOPLE_FILE
from fingerpost.folder.reading import FactsFolder, FaultyFolderError, Person, read_folder
from fingerpost.folder.writing import write_folder
from fingerpost.funding.breach import Breach
from fingerpost.funding.enrolments import Enrolments, type_of
from fingerpost.funding.facts_of_ilr import told
from fingerpost.funding.ilr import FaultyFileError, IlrFile, read_ilr
from fingerpost.funding.learner import in_calendar, learner_of
from fingerpost.funding.merging import Merging, held_in
from fingerpost.funding.source import Source
from fingerpost.funding.validation import Validation
from fingerpost.project.import_report import Account, print_account, write_report
from fingerpost.project.imported_people import People
from fingerpost.project.places import packs
from fingerpost.project.progress import Progress
from fingerpost.rules.calendar import FIRST_YEAR, LAST_YEAR
from fingerpost.rules.facts import Fact
from fingerpost.rules.faults import Fault, FaultyPackError
from fingerpost.rules.kinds import Kind
from fingerpost.rules.packs import load_kinds


def import_ilr(options: Namespace) -> int:
    """Imports a file and says what came of it. Raises FaultyFileError or FaultyFolderError, nothing written."""
    kinds = _kinds()
    _check_report(options.report, options.to)
    file = read_ilr(options.file)
    _check_prepared(file)
    held = _held(options.to, kinds)
    account, merging, people = _imported(file, held, kinds)
    if merging.added or people.changed:
        facts = [fact for own in held.facts_of.values() for fact in own] + merging.added
        _write(options.to, facts, people.everyone, held.texts, kinds)
    if options.report is not None:
        write_report(options.report, account.breaches)
    print_account(account, options.to, bool(merging.added or people.changed))
    return 0


def _kinds() -> Mapping[str, Kind]:
    faults: list[Fault] = []
    kinds = load_kinds(packs() / "kinds", faults)
    if faults:
        raise FaultyPackError(faults)
    return kinds


def _check_report(report: Path | None, folder: Path) -> None:
    """Say before anything is written that the report could not be."""
    if report is not None and not report.parent.is_dir() and report.parent.resolve() != folder.resolve():
        raise FaultyFolderError([Fault(str(report), "", f"{report.parent} is no folder; name one that is there")])


def _check_prepared(file: IlrFile) -> None:
    """Facts are known from the day of preparation, which the calendar has to hold."""
    if in_calendar(file.header.prepared) is None:
        what = f"{file.header.prepared} is outside the calendar, which holds {FIRST_YEAR} to {LAST_YEAR}"
        raise FaultyFileError([Fault(str(file.path), "Header > FilePreparationDate", what)])


def _held(folder: Path, kinds: Mapping[str, Kind]) -> FactsFolder:
    """What the folder holds; nothing where it is not there yet, or empty."""
    if not os.path.lexists(folder) or (folder.is_dir() and not any(folder.iterdir())):
        return FactsFolder({}, {}, {}, (), 0, ())
    return read_folder(folder, kinds)


def _imported(file: IlrFile, held: FactsFolder, kinds: Mapping[str, Kind]) -> tuple[Account, Merging, People]:
    """Every learner in turn: checked, told as facts, and held beside what the folder has."""
    source = Source(file.header, kinds)
    enrolments = Enrolments(file.header.ukprn, held_in(held.facts_of))
    validation, merging = Validation(file.header.prepared), Merging(held.facts_of, source)
    people, types, breaches, number = People(held.people), Counter[str](), list[Breach](), 0
    with Progress("learners") as progress:
        for number, node in enumerate(file.learners(), start=1):
            learner = learner_of(node)
            said = told(learner, enrolments, source)
            breaches += (*validation.breaches(learner), *said.breaches)
            breaches += (*merging.take(learner.reference, said.facts), *people.take(learner, said.person))
            types.update(map(type_of, said.enrolments))
            progress.at(number)
    with file.path.open("rb") as content:
        if not merging.close(file_digest(content, "sha256").hexdigest()):
            people = People(held.people)
    added = Counter(fact.kind.name for fact in merging.added)
    return Account(file.header, number, types, added, merging.unchanged, breaches), merging, people


def _write(
    folder: Path, facts: list[Fact], people: list[Person], texts: Mapping[str, str], kinds: Mapping[str, Kind]
) -> None:
    """Write the folder beside its place, read it back, and let it take its place.

    A folder that is there keeps its other files; people come first, so that at every moment each
    person whom a fact names is there.
    """
    folder = folder.resolve()
    parent = folder.parent
    if not parent.is_dir():
        raise FaultyFolderError([Fault(str(parent), "", "this is no folder, so none can be made in it")])
    with TemporaryDirectory(prefix=f".{folder.name}-", dir=parent) as beside:
        unfinished = Path(beside, folder.name)
        write_folder(unfinished, facts, people, texts)
        _read_back(unfinished, folder, kinds)
        if not os.path.lexists(folder):
            unfinished.rename(folder)
            return
        for name in (PEOPLE_FILE, FACTS_FILE):
            if (unfinished / name).exists():
                os.replace(unfinished / name, folder / name)


def _read_back(unfinished: Path, folder: Path, kinds: Mapping[str, Kind]) -> None:
    """Raise FaultyFolderError where the folder with what is new would not be taken."""
    try:
        read_folder(unfinished, kinds)
    except FaultyFolderError as error:
        place = "with what the file adds"
        raise FaultyFolderError(each._replace(file=str(folder), place=place) for each in error.faults) from None
