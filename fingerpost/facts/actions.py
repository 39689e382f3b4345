"""Recording. A fact is written together with all that follows from it, or not at all."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils.module_loading import import_string

from fingerpost.facts.keys import kind_of
from fingerpost.facts.models import Entry, Subject, Words
from fingerpost.facts.rows import Told, entry_of
from fingerpost.rules.kinds import FactError

Follower = Callable[[Collection[str]], None]
"""What is told of the subjects about which something was recorded, in the transaction that recorded it."""


def record(
    *,
    subject: str,
    kind: str,
    on: date,
    by: str,
    at: datetime,
    data: Mapping[str, Any] | None = None,
    said: str = "",
    compartment: str = "",
    supersedes: int | None = None,
) -> Entry:
    """Records one fact about a subject. Raises FactError, and nothing is recorded, where it does not fit its kind or
    corrects what it cannot. To withdraw a fact see `withdraw`."""
    told = Told(kind, on, data or {}, said, compartment, supersedes)
    return record_all(subject=subject, told=[told], by=by, at=at)[0]


def withdraw(*, number: int, by: str, at: datetime, said: str = "") -> Entry:
    """Takes an entry back: it never held. Raises FactError where there is no such entry or it is corrected already."""
    old = Entry.objects.filter(pk=number).first()
    if old is None:
        raise FactError(f"there is no entry {number} to take back")
    told = Told(old.kind, old.on, None, said, old.compartment, number)
    return record_all(subject=old.subject_id, told=[told], by=by, at=at)[0]


def record_all(*, subject: str, told: Sequence[Told], by: str, at: datetime) -> list[Entry]:
    """Records several facts about one subject; what follows is worked out once. Raises FactError: then none of them is
    recorded."""
    return record_many(told={subject: told}, by=by, at=at)[subject]


@transaction.atomic
def record_many(*, told: Mapping[str, Sequence[Told]], by: str, at: datetime) -> dict[str, list[Entry]]:
    """Records facts about many subjects, in as few statements as it takes; for imports, and for all of the above.
    Raises FactError: then nothing is recorded."""
    subjects = wait_for(told)
    rows = [entry_of(each, subject, by, at) for subject, several in told.items() for each in several]
    _fit_corrections([entry for entry, _ in rows if entry.supersedes_id is not None])
    Entry.objects.bulk_create([entry for entry, _ in rows], batch_size=500)
    Words.objects.bulk_create([Words(entry=entry, texts=texts) for entry, texts in rows if texts], batch_size=500)
    follow(subjects)
    recorded: dict[str, list[Entry]] = {subject: [] for subject in told}
    for entry, _ in rows:
        recorded[entry.subject_id].append(entry)
    return recorded


def wait_for(subjects: Collection[str]) -> list[str]:
    """Makes the rows of subjects that are new, and waits until nobody else records about any of them. Call it in a
    transaction; it holds them to its end. (SQLite lets one writer in at a time by itself.)"""
    keys = sorted(subjects)
    rows = [Subject(key=key, kind=kind_of(key)) for key in keys]
    Subject.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)
    if connection.features.has_select_for_update:
        list(Subject.objects.filter(key__in=keys).order_by("key").select_for_update().values_list("key"))
    return keys


def _fit_corrections(corrections: Sequence[Entry]) -> None:
    """A correction keeps subject and kind of what it corrects, and its compartment unless it names another; it is
    recorded after it; and nothing is corrected twice."""
    if not corrections:
        return
    numbers = [each.supersedes_id for each in corrections]
    old = Entry.objects.in_bulk(numbers)
    done = set(Entry.objects.filter(supersedes_id__in=numbers).values_list("supersedes_id", flat=True))
    for each in corrections:
        corrected = old.get(each.supersedes_id)
        if corrected is None:
            raise FactError(f"there is no entry {each.supersedes_id} to correct")
        if corrected.subject_id != each.subject_id or corrected.kind != each.kind:
            raise FactError(
                f"entry {corrected.pk} is a {corrected.kind} of {corrected.subject_id}: a correction keeps subject and "
                "kind; to move a fact, take it back and record it anew"
            )
        if corrected.pk in done:
            raise FactError(
                f"entry {corrected.pk} has been corrected meanwhile: look at it again and correct the newer one"
            )
        if each.recorded_at < corrected.recorded_at:
            raise FactError(
                f"entry {corrected.pk} was recorded at {corrected.recorded_at.isoformat()}, later than this correction "
                "of it: look at the clocks of the machines"
            )
        done.add(corrected.pk)
        each.compartment = each.compartment or corrected.compartment


def follow(subjects: Collection[str]) -> None:
    """Works out all that follows from the facts about subjects; they must be waited for (`wait_for`)."""
    for name in settings.FACTS_ARE_FOLLOWED_BY:
        follower: Follower = import_string(name)
        follower(subjects)
