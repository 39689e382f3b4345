"""Periods of days: from a day on, until a day that no longer belongs to it; without an end while that is open."""

from datetime import date

from django.db.models import F, Q


def running(on: date, through: str = "") -> Q:
    """Rows with `from_on` and `until_on` that hold on a day; `through` is a path to them, such as `roles__`."""
    return Q(**{f"{through}from_on__lte": on}) & not_over(on, through)


def not_over(on: date, through: str = "") -> Q:
    """Rows with `until_on` that hold on a day or begin later."""
    return Q(**{f"{through}until_on__isnull": True}) | Q(**{f"{through}until_on__gt": on})


def forwards() -> Q:
    """The condition of a constraint: a period that ends, ends after it began."""
    return Q(until_on__isnull=True) | Q(until_on__gt=F("from_on"))
