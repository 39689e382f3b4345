"""Between the ledger's rows and the facts that rules read: free text apart, dates as dates."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from itertools import chain
from math import isfinite
from typing import Any

from msgspec import Struct

from fingerpost.facts.kinds import COMPARTMENTS, kind_named
from fingerpost.facts.models import Entry, Words
from fingerpost.rules.concept import nearest
from fingerpost.rules.facts import Fact
from fingerpost.rules.kinds import FactError, Kind

SAID = "said"
UNSTORABLE = re.compile("[\0\ud800-\udfff]")
"""A zero byte, and halves of characters."""


class Told(Struct, frozen=True):
    """One fact that is to be recorded: its kind, the day it happened, its data (None withdraws what it supersedes),
    what was said, and the number of the entry that it supersedes. An empty compartment is the kind's, in a correction
    that of the corrected entry. `by` and `at` are given where several were recorded by different people or at different
    moments: in an import."""

    kind: str
    on: date
    data: Mapping[str, Any] | None = {}
    said: str = ""
    compartment: str = ""
    supersedes: int | None = None
    by: str = ""
    at: datetime | None = None


def fact_of(entry: Entry) -> Fact:
    """An entry as rules read it. What was checked when it was recorded is not checked again."""
    kind = kind_named(entry.kind)
    data = entry.data
    if data is not None:
        free = {name: text for name, text in words_of(entry).items() if name != SAID}
        data = kind.restored({**data, **free})
    return Fact(
        kind,
        entry.subject_id,
        entry.on,
        data,
        id_of(entry.pk),
        entry.recorded_at,
        entry.recorded_by,
        None if entry.supersedes_id is None else id_of(entry.supersedes_id),
        entry.compartment,
    )


def words_of(entry: Entry) -> Mapping[str, str]:
    """The free text of an entry by field; empty where there is none, or where it was erased."""
    try:
        return dict(entry.words.texts)
    except Words.DoesNotExist:
        return {}


def id_of(number: int) -> str:
    """An entry's number as facts name it: of one length, so that they sort alike."""
    return f"{number:012}"


def entry_of(told: Told, subject: str, by: str, at: datetime) -> tuple[Entry, dict[str, str]]:
    """The row of a fact and its free text by field; `by` and `at` count where it does not say its own. Raises FactError
    where it does not fit its kind, or holds what no database can. Of a correction that names no compartment the row has
    none: it is that of the corrected entry."""
    kind, by, at = kind_named(told.kind), told.by or by, told.at or at
    _refuse_unknown_compartment(told.compartment)
    fact = Fact(
        kind, subject, told.on, told.data, "-", at, by, None if told.supersedes is None else str(told.supersedes)
    )
    texts = {SAID: told.said.strip()} if told.said.strip() else {}
    data: dict[str, Any] | None = None
    if fact.data is not None:
        free = free_text(kind)
        texts |= {name: str(value) for name, value in fact.data.items() if name in free and value}
        data = {name: value for name, value in fact.data.items() if name not in free and _says(kind, name, value)}
    _refuse_unstorable({**(data or {}), **texts})
    entry = Entry(
        subject_id=subject,
        kind=told.kind,
        on=told.on,
        recorded_at=at,
        recorded_by=by,
        compartment=told.compartment or ("" if told.supersedes is not None else kind.compartment),
        data=data,
        supersedes_id=told.supersedes,
    )
    return entry, texts


def _says(kind: Kind, name: str, value: object) -> bool:
    """Whether a field is kept: an attribute without a value takes away the one that it had; any other says nothing."""
    return value is not None or name in kind.sets


def _refuse_unknown_compartment(compartment: str) -> None:
    if compartment and compartment not in COMPARTMENTS:
        raise FactError(f"there is no compartment {compartment!r}; {nearest(compartment, COMPARTMENTS)}")


def _refuse_unstorable(data: Mapping[str, Any]) -> None:
    """Characters and numbers that JSON in a database cannot hold: PostgreSQL would refuse them, SQLite garble them."""
    for name, value in data.items():
        if any(UNSTORABLE.search(text) for text in _texts_in(value)):
            raise FactError(f"{name} has a character that cannot be kept; write it again without it", name)
        if isinstance(value, float) and not isfinite(value):
            raise FactError(f"{name} must be a number that ends, not {value}", name)


def _texts_in(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from chain(value, value.values())
    elif isinstance(value, tuple):
        yield from (each for each in value if isinstance(each, str))


def free_text(kind: Kind) -> list[str]:
    """The fields of a kind that hold what people write about people; an attribute that rules read is none."""
    return [name for name, field in kind.fields.items() if field.type == "text" and name not in kind.sets]
