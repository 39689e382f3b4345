"""What follows from facts, as tests put it in the place of duties."""

from collections.abc import Collection

from fingerpost.facts.models import Entry

told: list[list[str]] = []


def remembers(subjects: Collection[str]) -> None:
    """Keeps what it was told of."""
    told.append(list(subjects))


def sees_the_facts(subjects: Collection[str]) -> None:
    """What was recorded is there already."""
    told.append(list(Entry.objects.filter(subject_id__in=subjects).values_list("kind", flat=True)))


def fails(subjects: Collection[str]) -> None:
    """Something goes wrong in what follows."""
    raise ZeroDivisionError
