"""Reading this room. Who may read of a learner is asked before (`people`)."""

from django.db.models import QuerySet

from fingerpost.letters.failing import FAILED
from fingerpost.letters.models import Letter


def letters_about(subject: str) -> QuerySet[Letter]:
    """The letters about a learner with what became of each, the latest first."""
    letters = Letter.objects.filter(subject_id=subject).prefetch_related("attempts", "reports", "settlements")
    return letters.order_by("-made_at", "key")


def letters_of(fact: int) -> QuerySet[Letter]:
    """The letters that belong to an entry, in the order in which they were written."""
    return Letter.objects.filter(fact_id=fact).order_by("made_at", "key")


def letters_failed(subject: str) -> QuerySet[Letter]:
    """The letters about a learner that somebody must see to."""
    return letters_about(subject).filter(state__in=FAILED)


def letters_to_post(subject: str) -> QuerySet[Letter]:
    """The letters on paper about a learner that nobody has posted yet."""
    return letters_about(subject).filter(state=Letter.State.WAITING, way=Letter.Way.LETTER)
