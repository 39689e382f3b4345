"""Reading the journal."""

from django.db.models import QuerySet

from fingerpost.journal.models import Line


def lines_about(subject: str) -> QuerySet[Line]:
    """What was done and seen about a subject, the latest first."""
    return Line.objects.filter(about=subject).order_by("-at", "-id")


def has_line(act: str) -> bool:
    """Whether anything of this act was ever written."""
    return Line.objects.filter(act=act).exists()
