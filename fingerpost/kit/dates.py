"""Days and moments as people read them, in the language of the page."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _


def long_day(day: date) -> str:
    """A day for a heading or a sentence: "Monday 16 February 2026"."""
    return date_format(_local(day), "l j F Y", use_l10n=False)


def short_day(day: date) -> str:
    """A day for a row, where the year is plain: "Mon 16 February"."""
    return date_format(_local(day), "D j F", use_l10n=False)


def table_day(day: date) -> str:
    """A day for a cell of a table: "16 Feb 2026"."""
    return date_format(_local(day), "j M Y", use_l10n=False)


def day_and_month(day: date) -> str:
    """A day within a sentence, near others of its year: "16 February"."""
    return date_format(_local(day), "j F", use_l10n=False)


def clock_time(moment: datetime) -> str:
    """The time of day in London: "09:05"."""
    return date_format(timezone.localtime(moment), "H:i", use_l10n=False)


def long_moment(moment: datetime) -> str:
    """A moment, in London: "Friday 13 February 2026, 10:40"."""
    return _("%(day)s, %(time)s") % {"day": long_day(moment), "time": clock_time(moment)}


def short_moment(moment: datetime) -> str:
    """A moment for a row, in London: "Fri 13 February, 10:40"."""
    return _("%(day)s, %(time)s") % {"day": short_day(moment), "time": clock_time(moment)}


def _local(day: date) -> date:
    return timezone.localtime(day) if isinstance(day, datetime) else day
