"""Reading duties: which are open, whose duties are still to be worked out."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from fingerpost.duties.models import Duty, Worked
from fingerpost.facts.models import Subject
from fingerpost.policies.queries import rulebook


def open_on(day: date) -> Q:
    """That a duty is open on a day: opened, and not closed by its end."""
    return Q(opens__lte=day) & (Q(closed__isnull=True) | Q(closed__gt=day)) & ~Q(outcome="unknown")


def duties_of(subject: str) -> QuerySet[Duty]:
    """Every duty about a subject, over all time, in order."""
    return Duty.objects.filter(subject_id=subject).order_by("opens", "due", "rule", "action", "key")


def subjects_pending() -> QuerySet[Subject]:
    """The subjects whose duties were not worked out under the rules and values that hold now."""
    worked = Worked.objects.filter(subject_id=OuterRef("key"), mark=rulebook().mark)
    return Subject.objects.filter(~Exists(worked)).order_by("key")
