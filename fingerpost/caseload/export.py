"""Lists as CSV for a spreadsheet: as a stream, in the language of the page, and with nothing that it would run."""

import csv
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import islice
from typing import Any

from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from fingerpost.caseload.lists import Filters
from fingerpost.caseload.models import Life
from fingerpost.caseload.rows import Row, rows_of
from fingerpost.journal.actions import write
from fingerpost.people.viewer import Viewer

AT_ONCE = 500
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a spreadsheet takes for the beginning of a formula. An apostrophe before it keeps it text."""
MARK_OF_UTF8 = "\ufeff"
"""Without it a spreadsheet takes Welsh letters for others."""


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, text: str) -> str:
        return text


def lines(lives: QuerySet[Life], viewer: Viewer, today: date) -> Iterator[str]:
    """The table line by line. It is asked for after the view is over, so the language is kept."""
    language = translation.get_language() or "en"
    return _lines(lives, viewer, today, language)


def _lines(lives: QuerySet[Life], viewer: Viewer, today: date, language: str) -> Iterator[str]:
    table = csv.writer(_Echo())
    with translation.override(language):
        yield MARK_OF_UTF8 + table.writerow(_heads())
    rows = lives.iterator(chunk_size=AT_ONCE)
    while several := list(islice(rows, AT_ONCE)):
        with translation.override(language):
            found = [table.writerow(map(safe, _cells(row))) for row in rows_of(several, viewer, today)]
        yield from found


def safe(value: Any) -> str:
    """A value as a cell that no spreadsheet runs; days as 2026-02-16. Numbers stay numbers."""
    if value is None:
        return ""
    if isinstance(value, int | float):
        return f"{value:g}"
    text = value.isoformat() if isinstance(value, date) else str(value)
    return f"'{text}" if text.startswith(DANGEROUS) else text


def _heads() -> list[str]:
    return [
        _("Learner"),
        _("Programme"),
        _("Type"),
        _("Nation"),
        _("Group"),
        _("Employer"),
        _("Coach"),
        _("Started"),
        _("Planned end"),
        _("Ended"),
        _("On a break"),
        _("Percent achieved"),
        _("Percent expected"),
        _("Progress recorded"),
        _("Rating"),
        _("Stage"),
        _("On the register"),
        _("Last contact"),
        _("Next duty"),
        _("Due"),
    ]


def _cells(row: Row) -> Iterable[Any]:
    placement, life = row.life.placement, row.life
    yield from (placement.learner.name, placement.programme, placement.programme_type, placement.nation)
    yield from (placement.group or "", placement.employer or "", ", ".join(row.coaches))
    if row.sees_records:
        yield from (life.started_on, life.planned_end, life.ended_on, _("yes") if row.is_on_break else "")
        yield from (life.percent, life.expected, life.last_progress_on)
    else:
        yield from [None] * 7
    yield row.rating.text if row.rating else ""
    yield from (row.stage, _("yes") if row.is_on_register else "", life.last_contact_on if row.sees_risk else None)
    yield from (row.action, row.duty.due if row.duty else None)


def note_export(*, viewer: Viewer, filters: Filters, number: int, at: datetime) -> None:
    """Writes down that somebody took a list away: how many lines, and which filters were set (not what was typed)."""
    write("learners-exported", by=viewer.person_key, at=at, number=number, filters=filters.narrowed())
