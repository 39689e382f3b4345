"""What follows on the desk from a fact: the rows of lives and breaks, in the transaction that recorded it."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from fingerpost.caseload.models import Break, Life
from fingerpost.facts.keys import kind_of
from fingerpost.facts.queries import facts_of_each
from fingerpost.rules.facts import Fact, in_force
from fingerpost.rules.history import History

ENROLMENT = "enrolment"
PLANNED_END, PROGRESS, CONTACT, RATING = "planned_end", "progress", "contact", "rating"
VALUES = [field.attname for field in Life._meta.concrete_fields if not field.primary_key]


def project(subjects: Collection[str]) -> None:
    """Brings the rows of these enrolments up to date; other subjects have none. The same facts make the same rows."""
    keys = [key for key in subjects if kind_of(key) == ENROLMENT]
    lives, breaks = [], []
    for subject, facts in facts_of_each(keys).items():
        history = History(subject, _open_to_lists(facts))
        if history.start is not None:
            lives.append(_life(subject, history, history.start))
            breaks += _breaks(subject, history)
    _store_lives(keys, lives)
    _store_breaks(keys, breaks)


def _open_to_lists(facts: Sequence[Fact]) -> list[Fact]:
    """The facts in force that stand in the compartment of their kind: one that was put deeper shows in no list."""
    return [fact for fact in in_force(facts) if fact.compartment in ("", fact.kind.compartment)]


def _life(subject: str, history: History, start: int) -> Life:
    progress, contacts, ratings = map(history.of_kind, (PROGRESS, CONTACT, RATING))
    told = [fact.data or {} for fact in progress]
    return Life(
        placement_id=subject,
        started_on=date.fromordinal(start),
        planned_end=history.attribute(PLANNED_END, date.max.toordinal()),
        ended_on=date.fromordinal(history.end) if history.end is not None else None,
        last_progress_on=progress[-1].on if progress else None,
        percent=_last(data.get("percent") for data in told),
        expected=_last(data.get("expected") for data in told),
        last_contact_on=contacts[-1].on if contacts else None,
        rated_on=ratings[-1].on if ratings else None,
    )


def _last(values: Iterable[float | None]) -> float | None:
    return next((value for value in reversed(list(values)) if value is not None), None)


def _breaks(subject: str, history: History) -> list[Break]:
    return [
        Break(
            placement_id=subject,
            since=date.fromordinal(since),
            until=None if until is None else date.fromordinal(until),
        )
        for since, until in history.breaks
    ]


def _store_lives(keys: Collection[str], lives: list[Life]) -> None:
    kept = {life.placement_id for life in lives}
    gone = [key for key in keys if key not in kept]
    if gone:
        Life.objects.filter(placement_id__in=gone).delete()
    Life.objects.bulk_create(
        lives, update_conflicts=True, unique_fields=["placement"], update_fields=VALUES, batch_size=500
    )


def _store_breaks(keys: Collection[str], wanted: list[Break]) -> None:
    there = {_said(row): row.pk for row in Break.objects.filter(placement_id__in=keys)}
    said = {_said(row) for row in wanted}
    gone = [number for each, number in there.items() if each not in said]
    if gone:
        Break.objects.filter(pk__in=gone).delete()
    Break.objects.bulk_create([row for row in wanted if _said(row) not in there], batch_size=500)


def _said(row: Break) -> tuple[str, date, date | None]:
    return row.placement_id, row.since, row.until
