"""Make a facts folder of the Open University dataset, as if these were apprenticeships.

    ./run python examples/oulad/make_folder.py --from ../shared/data/oulad --to FOLDER

Exit status 0 where the folder was made, 2 where it was not; then nothing is written.
"""

import argparse
import csv
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from examples.oulad.accounts import Accounts
from examples.oulad.as_apprenticeships import Fact, facts, not_held
from examples.oulad.open_university import Dataset, read_dataset
from examples.oulad.source_rows import SourceError

HEADER = "subject,kind,on,recorded_at,by,data,id,supersedes,compartment,text\n"


class FolderError(Exception):
    """The folder cannot be made where it was asked for."""


def main(arguments: Sequence[str]) -> int:
    """Read, map, write and print what became of every enrolment."""
    asked = _asked(arguments)
    try:
        _check_is_free(asked.to)
        accounts = make_folder(read_dataset(asked.source), asked.to)
    except (SourceError, FolderError, OSError) as error:
        print(f"No folder was made. {error}", file=sys.stderr)
        return 2
    print(f"{asked.to}: Open University modules, as if they were apprenticeships in England")
    print("\n".join(accounts.lines()))
    return 0


def _asked(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Make a facts folder of the OU dataset.")
    parser.add_argument("--from", dest="source", type=Path, required=True, metavar="DATASET")
    parser.add_argument("--to", type=Path, required=True, metavar="FOLDER")
    return parser.parse_args(arguments)


def _check_is_free(folder: Path) -> None:
    """Refuse a place that is taken: a folder that somebody made is never overwritten."""
    if folder.exists():
        raise FolderError(f"{folder} is there already: name another, or remove it first")
    if not folder.absolute().parent.is_dir():
        raise FolderError(f"{folder.parent}, in which it would stand, is not a folder")


def make_folder(dataset: Dataset, folder: Path) -> Accounts:
    """Write the folder beside its place and move it there whole; FolderError if counts differ."""
    accounts = Accounts(dataset)
    with TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.absolute().parent) as beside:
        unfinished = Path(beside, folder.name)
        unfinished.mkdir()
        _write(unfinished / "facts.csv", _all_facts(dataset, accounts))
        if faults := accounts.faults():
            raise FolderError(f"The counts do not add up: {'; '.join(faults)}")
        unfinished.rename(folder.absolute())
    return accounts


def _all_facts(dataset: Dataset, accounts: Accounts) -> Iterator[Fact]:
    """Yield the facts of every enrolment in turn, and last what the source cannot hold."""
    first_days: list[date] = []
    for enrolment in dataset.enrolments:
        found = facts(enrolment)
        accounts.count(enrolment, found)
        first_days += [fact.on for fact in found[:1]]
        yield from found
    if first_days:
        limit = not_held(min(first_days))
        accounts.facts[limit.kind] += 1
        yield limit


def _write(path: Path, found: Iterator[Fact]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(HEADER)
        csv.writer(file, lineterminator="\n").writerows(fact.cells() for fact in found)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
