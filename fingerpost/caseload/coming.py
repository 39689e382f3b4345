"""What is due next about a learner: the first open duty with its reason, and what else is open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from fingerpost.caseload.around import Around
from fingerpost.caseload.life import Record
from fingerpost.duties.closing import Button, acts, asked, button, missing
from fingerpost.duties.days import Days, Mark
from fingerpost.duties.models import Duty as DutyRow
from fingerpost.kit.dates import day_and_month
from fingerpost.rules.duty import Duty
from fingerpost.rules.facts import Fact
from fingerpost.story.causes import why
from fingerpost.story.language import capitalised, uncapitalised
from fingerpost.story.sayings import acts_of, told


@dataclass(frozen=True, slots=True)
class Coming:
    """One open duty in words, with the page that does it. `because` are the facts that caused it, those that may be
    seen; `closes` names what does it, `unless` what follows if nothing is done."""

    row: DutyRow
    action: str
    owner: str
    mark: Mark
    clause: str
    summary: str
    why: str
    because: tuple[str, ...]
    closes: str
    button: Button | None
    why_page: str

    @property
    def page(self) -> str:
        """Where it is done, or else decided; empty where there is no such page."""
        return self.button.href if self.button else self.why_page


def coming(record: Record, people: Around) -> list[Coming]:
    """The open duties about a learner, the first due first. No query beyond those of the record."""
    if record.now is None:
        return []
    days = Days(record.today, record.book.provider)
    nation = record.seen.placement.nation
    return [_coming(row, record, people, days.due(row.due, nation)) for row in record.duties_open]


def _coming(row: DutyRow, record: Record, people: Around, mark: Mark) -> Coming:
    assert record.now is not None
    reading, language = record.now.reading, record.language
    duty = _worked(row, record.now.duties)
    found = asked(row, record.book)
    wanted = missing(row, found, reading) if found else ()
    because = sorted(duty.because, key=lambda fact: (fact.day, fact.known)) if duty else []
    return Coming(
        row,
        language.action(row.action),
        people.called(row.owner, record.names.get(row.owner) or language.role(row.owner)),
        mark,
        row.clause,
        language.summary(row.clause),
        capitalised(why(duty, reading, language, "cause")) if duty else "",
        tuple(_dated(fact, record) for fact in because),
        acts_of(found.ask, language) if found else "",
        button(row, wanted, row.is_choice) if wanted and found and acts(found.ask) else None,
        why_page(row.key),
    )


def _dated(fact: Fact, record: Record) -> str:
    said = told(fact, record.language)
    return _("%(day)s: %(what)s") % {"day": day_and_month(fact.on), "what": uncapitalised(said)}


def _worked(row: DutyRow, duties: Sequence[Duty]) -> Duty | None:
    """The same duty as it was worked out for this page; None where it rests on what may not be seen."""
    same = (each for each in duties if (each.rule, each.action, each.opens) == (row.rule, row.action, row.opens))
    return next(same, None)


def why_page(key: str) -> str:
    """Where the reasons for a duty stand; empty where there is no such page."""
    try:
        return reverse("duties:duty", args=[key])
    except NoReverseMatch:
        return ""
