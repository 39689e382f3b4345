"""How far off a day is, in working days and in words, as a list of duties shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fingerpost.rules.calendar import NATIONS, Calendar, OutsideCalendarError
from fingerpost.rules.facts import Fact
from fingerpost.rules.terms import closures_of

SOON = 2
"""So many working days off or fewer, a day is soon."""
NO_STATE, LATE, NEAR, SUPPOSED = "", "bad", "warn", "half"


@dataclass(frozen=True, slots=True)
class Mark:
    """A state as `{% mark %}` draws it."""

    state: str
    text: str


@dataclass(frozen=True)
class Days:
    """A day from which others are counted, by the working days of a nation less the provider's closure days."""

    today: date
    provider: Sequence[Fact] = ()

    @cached_property
    def _calendars(self) -> dict[str, Calendar]:
        closures = closures_of(self.provider)
        return {nation: Calendar(nation, closures) for nation in NATIONS}

    def between(self, first: date, last: date, nation: str = "") -> int:
        """Working days after the first day up to the last; beyond the years of the calendar, days."""
        calendar = self._calendars.get(nation) or self._calendars[NATIONS[0]]
        try:
            return calendar.working_days_between(first.toordinal(), last.toordinal())
        except OutsideCalendarError:
            return (last - first).days

    def due(self, day: date | None, nation: str = "") -> Mark:
        """How late or how near the last day of an open duty is; a day that nobody knows yet has no state."""
        if day is None:
            return Mark(NO_STATE, _("When the break ends"))
        if day < self.today:
            return Mark(LATE, _late(self.between(day, self.today, nation)))
        if day == self.today:
            return Mark(NEAR, _("Today"))
        number = self.between(self.today, day, nation)
        return Mark(NEAR if number <= SOON else NO_STATE, _ahead(number, day, self.today))

    def opening(self, day: date, nation: str = "") -> Mark:
        """How far off the first day of a duty is that is not open yet."""
        return Mark(SUPPOSED, _ahead(self.between(self.today, day, nation), day, self.today))


def _late(number: int) -> str:
    if number == 0:
        return _("Late, by less than a working day")
    return ngettext("%(number)d working day late", "%(number)d working days late", number) % {"number": number}


def _ahead(number: int, day: date, today: date) -> str:
    if day == today + timedelta(days=1):
        return _("Tomorrow")
    if number == 0:
        return _("Before the next working day")
    return ngettext("In %(number)d working day", "In %(number)d working days", number) % {"number": number}
