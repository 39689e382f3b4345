"""`fingerpost forecast`: every duty of everyone in a facts folder."""

import csv
import json
import sys
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any, TextIO

from fingerpost.project.input import Given, load
from fingerpost.project.progress import Progress
from fingerpost.project.table import write_table
from fingerpost.rules.calendar import LAST_YEAR, add_months
from fingerpost.rules.duties import forecast as duties_of
from fingerpost.rules.duty import Duty

KEYS = (
    "subject",
    "rule",
    "clause",
    "action",
    "owner",
    "opens",
    "due",
    "closed",
    "outcome",
    "because",
    "waits_for",
    "supposed",
    "projected",
)


def forecast(options: Namespace) -> int:
    """Prints the duties, by subject and day."""
    given = load(options)
    until = options.until or a_year_after(given.today)
    duties = duties_of_everyone(given, until, options.suppose_silence)
    if options.open:
        duties = (duty for duty in duties if duty.closed is None or duty.closed > given.today)
    WRITERS[options.format](duties, sys.stdout, given, until)
    if options.open and options.format == "table":
        print(given.language.say("table", "left_out"))
    return 0


def a_year_after(day: date) -> date:
    """How far a forecast looks ahead unless told otherwise; never past the calendar."""
    return min(date.fromordinal(add_months(day.toordinal(), 12)), date(LAST_YEAR - 1, 12, 31))


def duties_of_everyone(given: Given, until: date, suppose_silence: bool) -> Iterator[Duty]:
    """The duties of every subject in turn, none of which opens after `until`."""
    subjects = given.folder.facts_of
    today = given.today.toordinal() if suppose_silence else None
    last = until.toordinal()
    with Progress("subjects", len(subjects)) as progress:
        for number, subject in enumerate(subjects, start=1):
            facts = given.facts_in_force(subject)
            yield from duties_of(given.policy, given.terms, subject, facts, last, today).duties
            progress.at(number)


def as_row(duty: Duty) -> dict[str, Any]:
    """A duty as plain values, under the keys of the facts folder's description."""
    return {
        "subject": duty.subject,
        "rule": duty.rule,
        "clause": duty.clause,
        "action": duty.action,
        "owner": duty.owner,
        "opens": _iso(duty.opens),
        "due": _iso(duty.due),
        "closed": _iso(duty.closed),
        "outcome": duty.outcome,
        "because": [str(fact) for fact in duty.because],
        "waits_for": duty.waits_for,
        "supposed": duty.supposed,
        "projected": duty.is_projected,
    }


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def write_jsonl(duties: Iterable[Duty], stream: TextIO, given: Given, until: date) -> None:
    """One JSON object a line."""
    encode = json.JSONEncoder(ensure_ascii=False).encode
    for duty in duties:
        stream.write(encode(as_row(duty)) + "\n")


def write_csv(duties: Iterable[Duty], stream: TextIO, given: Given, until: date) -> None:
    """A header and one row a duty; empty cells for null, causes joined by semicolons."""
    writer = csv.DictWriter(stream, KEYS, lineterminator="\n")
    writer.writeheader()
    for duty in duties:
        row = as_row(duty)
        row["because"] = "; ".join(row["because"])
        for name in ("supposed", "projected"):
            row[name] = "true" if row[name] else "false"
        writer.writerow(row)


def write_columns(duties: Iterable[Duty], stream: TextIO, given: Given, until: date) -> None:
    """A table for a reader, in the reader's language."""
    write_table(duties, stream, given.language, given.name_of, given.today, until)


WRITERS: dict[str, Callable[[Iterable[Duty], TextIO, Given, date], None]] = {
    "table": write_columns,
    "jsonl": write_jsonl,
    "csv": write_csv,
}
