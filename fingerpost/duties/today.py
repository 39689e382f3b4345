"""Today: what is due from whoever looks, in sections, and the finding in a sentence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from fingerpost.duties.days import Days
from fingerpost.duties.lists import (
    COMING,
    OVERDUE,
    SECTIONS,
    UNKNOWN,
    WEEK,
    first_of_each,
    in_order,
    in_section,
    in_sections,
)
from fingerpost.duties.models import Duty
from fingerpost.duties.shown import Line, lines
from fingerpost.people.viewer import Viewer
from fingerpost.policies.queries import Rulebook

MOST = 50
"""So many lines a section shows, and a page of one."""
MOST_AHEAD = 10
"""So many of what is not due yet: today comes first."""
TITLES: Mapping[str, Promise] = {
    OVERDUE: gettext_lazy("Overdue"),
    WEEK: gettext_lazy("This week"),
    COMING: gettext_lazy("Coming up"),
    UNKNOWN: gettext_lazy("What nobody can tell"),
}
NOTES: Mapping[str, Promise] = {
    COMING: gettext_lazy("Due later, or due to open in the next four weeks if nothing is recorded before then."),
    UNKNOWN: gettext_lazy("The record that was imported does not hold what would say whether these are due, or done."),
}
EMPTY: Mapping[str, Promise] = {
    OVERDUE: gettext_lazy("Nothing is late."),
    WEEK: gettext_lazy("Nothing is due this week."),
    COMING: gettext_lazy("Nothing comes up in the next four weeks, as far as anybody knows today."),
}


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a list: its lines, and of how many they are the first; `page` where only this part is shown."""

    name: str
    total: int
    lines: Sequence[Line]
    page: Page[Duty] | None = None

    @property
    def title(self) -> str:
        """Its heading."""
        return str(TITLES[self.name])

    @property
    def note(self) -> str:
        """One line of help under the heading."""
        return str(NOTES.get(self.name, "")) if self.total else ""

    @property
    def nothing(self) -> str:
        """What it says while it is empty."""
        return str(EMPTY.get(self.name, ""))

    @property
    def has_more(self) -> bool:
        """Whether there are more than it shows."""
        return self.page is None and self.total > len(self.lines)


def sections(duties: QuerySet[Duty], viewer: Viewer, rules: Rulebook, days: Days) -> list[Section]:
    """The sections of a list with the first lines of each. The one of what nobody can tell stands only where there is
    something in it."""
    firsts = first_of_each(in_sections(duties, days.today), MOST)
    rows = [row for row in firsts if _of(row)[0] in (OVERDUE, WEEK) or _place(row) <= MOST_AHEAD]
    shown = {line.key: line for line in lines(rows, viewer, rules, days)}
    found = []
    for name in SECTIONS:
        own = [row for row in rows if _of(row)[0] == name]
        total = _of(own[0])[1] if own else 0
        if total or name != UNKNOWN:
            found.append(Section(name, total, [shown[row.key] for row in own if row.key in shown]))
    return found


def one_section(duties: QuerySet[Duty], name: str, page: str, viewer: Viewer, rules: Rulebook, days: Days) -> Section:
    """One whole section, a page at a time."""
    rows = in_order(in_section(duties, days.today, name))
    found = Paginator(rows, MOST).get_page(page)
    return Section(name, found.paginator.count, lines(list(found.object_list), viewer, rules, days), found)


def finding(found: Sequence[Section]) -> str:
    """What the list comes to, in a sentence or two."""
    number = {section.name: section.total for section in found}
    return said(number.get(OVERDUE, 0), number.get(WEEK, 0))


def said(late: int, week: int) -> str:
    """How much is late and how much is due this week, in a sentence or two."""
    if not late and not week:
        return _("Nothing is late, and nothing is due this week.")
    said_late = ngettext("%(number)d thing is late.", "%(number)d things are late.", late) % {"number": late}
    said_week = ngettext("%(number)d is due this week.", "%(number)d are due this week.", week) % {"number": week}
    return " ".join((said_late if late else str(EMPTY[OVERDUE]), said_week if week else str(EMPTY[WEEK])))


def _place(row: Duty) -> int:
    """Which of its section a row is, as `first_of_each` counts them."""
    return row.place  # type: ignore[attr-defined, no-any-return]


def _of(row: Duty) -> tuple[str, int]:
    """What `first_of_each` says of a row: its section, and how many are in it."""
    return row.section, row.total  # type: ignore[attr-defined]
