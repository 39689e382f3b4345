"""Reading the ledger."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from django.db.models import QuerySet

from fingerpost.facts.models import Entry
from fingerpost.facts.rows import fact_of
from fingerpost.rules.facts import Fact, in_force


def entries_about(subject: str) -> QuerySet[Entry]:
    """Every entry about a subject with its words, in the order of recording."""
    return Entry.objects.filter(subject_id=subject).select_related("words").order_by("id")


def facts_of(subject: str) -> list[Fact]:
    """Every fact about a subject, corrected ones included."""
    return list(map(fact_of, entries_about(subject)))


def facts_in_force(subject: str) -> list[Fact]:
    """What holds of a subject: corrected facts give way to their corrections."""
    return in_force(facts_of(subject))


def facts_of_each(subjects: Collection[str]) -> dict[str, list[Fact]]:
    """Every fact about each of several subjects, by subject; one without any has an empty list."""
    found: defaultdict[str, list[Fact]] = defaultdict(list)
    entries = Entry.objects.filter(subject_id__in=subjects).select_related("words").order_by("id")
    for entry in entries.iterator(chunk_size=2000):
        found[entry.subject_id].append(fact_of(entry))
    return {subject: found[subject] for subject in subjects}


def corrections_of(numbers: Iterable[int]) -> QuerySet[Entry]:
    """The entries that supersede one of these."""
    return Entry.objects.filter(supersedes_id__in=list(numbers))
