"""What an import says: a short summary, each breach on the error stream, and all of them as a file."""

import csv
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec import Struct

from fingerpost.funding.breach import RULES, Breach
from fingerpost.funding.ilr import Header

MOST_LISTED = 100
COLUMNS = ("learner", "aim", "rule", "what", "line")


class Account(Struct, frozen=True):
    """What came of an import: learners, enrolments by type, facts added by kind, and what was reported."""

    header: Header
    learners: int
    enrolments: Counter[str]
    added: Counter[str]
    unchanged: int
    breaches: Sequence[Breach]


def print_account(account: Account, folder: Path, is_written: bool) -> None:
    """The summary; the breaches, or the first of them, go to the error stream."""
    for breach in account.breaches[:MOST_LISTED]:
        print(breach, file=sys.stderr)
    left = len(account.breaches) - MOST_LISTED
    if left > 0:
        print(f"and {left:,} more; --report FILE writes all of them", file=sys.stderr)
    sys.stderr.flush()
    header = account.header
    print(f"ILR {header.year} of provider {header.ukprn}, prepared on {header.prepared}")
    print(f"  learners     {account.learners:>7,}")
    _print_counts("enrolments", account.enrolments)
    _print_counts("new facts", account.added)
    print(f"  known before {account.unchanged:>7,}")
    print(f"  reported     {len(account.breaches):>7,}")
    for rule, number in _by_rule(account.breaches):
        print(f"    {rule:<28}{number:>7,}  {RULES[rule]}")
    done = "is written" if is_written else "is left as it was: the file adds nothing to it"
    print(f"{folder} {done}.")


def write_report(path: Path, breaches: Iterable[Breach]) -> None:
    """Every breach, one a line."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for each in breaches:
            writer.writerow((each.learner, each.aim, each.rule, each.what, each.line or ""))


def _print_counts(name: str, counts: Counter[str]) -> None:
    told = ", ".join(f"{each} {number:,}" for each, number in sorted(counts.items()))
    print(f"  {name:<13}{counts.total():>7,}" + (f"  ({told})" if told else ""))


def _by_rule(breaches: Iterable[Breach]) -> list[tuple[str, int]]:
    counts = Counter(each.rule for each in breaches)
    return [(rule, counts[rule]) for rule in RULES if counts[rule]]
