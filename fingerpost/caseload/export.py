"""Lists as CSV for a spreadsheet: as a stream, in the language of the page, and with nothing that it would run."""

import csv
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from functools import partial
from itertools import islice
from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from fingerpost.caseload.models import Life
from fingerpost.caseload.register_rows import Entered, entered
from fingerpost.caseload.rows import Row, rows_of
from fingerpost.duties.models import Standing
from fingerpost.journal.actions import write
from fingerpost.people.viewer import Viewer

AT_ONCE = 500
Shown = TypeVar("Shown", bound=Model)
"""What a table shows a line of."""
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a spreadsheet takes for the beginning of a formula. An apostrophe before it keeps it text."""
MARK_OF_UTF8 = "\ufeff"
"""Without it a spreadsheet takes Welsh letters for others."""


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, text: str) -> str:
        return text


def lines(lives: QuerySet[Life], viewer: Viewer, today: date) -> Iterator[str]:
    """The caseload line by line."""
    return _table(_language(), lives, _heads, lambda several: map(_cells, rows_of(several, viewer, today)))


def register_lines(spells: QuerySet[Standing], viewer: Viewer, today: date) -> Iterator[str]:
    """The register line by line."""
    lines_of = partial(entered, viewer=viewer, today=today)
    return _table(_language(), spells, _heads_of_register, lambda several: map(_cells_of_register, lines_of(several)))


def _language() -> str:
    """The language of the page. A table is asked for after the view is over, so it is kept."""
    return translation.get_language() or "en"


def _table(
    language: str,
    rows: QuerySet[Shown],
    heads: Callable[[], list[str]],
    cells: Callable[[list[Shown]], Iterable[Iterable[Any]]],
) -> Iterator[str]:
    table = csv.writer(_Echo())
    with translation.override(language):
        yield MARK_OF_UTF8 + table.writerow(heads())
    left = rows.iterator(chunk_size=AT_ONCE)
    while several := list(islice(left, AT_ONCE)):
        with translation.override(language):
            found = [table.writerow(map(safe, each)) for each in cells(several)]
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
    yield from (row.action, row.due_on)


def _heads_of_register() -> list[str]:
    return [
        _("Learner"),
        _("Programme"),
        _("Nation"),
        _("On the register since"),
        _("Off since"),
        _("Days"),
        _("Because"),
        _("Stage"),
        _("Days at the stage"),
        _("Next duty"),
        _("Due"),
        _("Grounds for leaving"),
        _("Kept by"),
    ]


def _cells_of_register(line: Entered) -> Iterable[Any]:
    yield from (line.placement.learner.name, line.placement.programme, line.placement.nation)
    yield from (line.since, line.until, line.days, line.because, line.stage, line.stage_days if line.stage else None)
    yield from (line.action, line.due_on, line.grounds, line.keeper)


def note_export(act: str, viewer: Viewer, narrowed: list[str], number: int, at: datetime) -> None:
    """Writes down that somebody took a table away: how many lines, and which filters were set (not what was typed)."""
    write(act, by=viewer.person_key, at=at, number=number, filters=narrowed)
