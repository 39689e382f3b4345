"""Duties as lines of a list: what, about whom, because of what, by when, and the one action that closes it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from fingerpost.duties import closing
from fingerpost.duties.about import About, Words, about, covered_coaches, names_of, placements_of, words_of
from fingerpost.duties.closing import Asked, Button
from fingerpost.duties.days import NO_STATE, Days, Mark
from fingerpost.duties.models import Duty
from fingerpost.facts.kinds import kind_named
from fingerpost.facts.models import Entry
from fingerpost.facts.rows import id_of
from fingerpost.kit.dates import day_and_month
from fingerpost.people.models import Placement
from fingerpost.people.queries import within
from fingerpost.people.viewer import Viewer
from fingerpost.policies.queries import Rulebook
from fingerpost.rules.facts import Fact
from fingerpost.rules.patterns import Pattern
from fingerpost.story.language import uncapitalised
from fingerpost.story.sayings import told

LONG_SILENCE = 7
"""So many days and more after its one cause, a case did not open because of that fact but of the silence since."""

LONGEST_CAUSE = 56
"""A cause that takes more letters is named by its kind alone: a line is not the place to read it."""


@dataclass(frozen=True, slots=True)
class Line:
    """A duty as a row of a list. `on` is its last day, or its first where that lies ahead (`is_ahead`). `button` leads
    to where the closing fact is recorded; a duty that is ticked off (`is_ticked`) needs none, but may have one."""

    key: str
    action: str
    about: About
    because: str
    covering: str
    on: date | None
    mark: Mark
    clause: str
    policy: str
    why: str
    is_ahead: bool
    is_unknown: bool
    is_ticked: bool
    button: Button | None

    @property
    def is_late(self) -> bool:
        """Whether it is past its last day."""
        return self.mark.state == "bad"


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that the lines of a page need beside the rows, asked for once for all of them."""

    rules: Rulebook
    days: Days
    placements: dict[str, Placement]
    causes: dict[int, Fact]
    missing: dict[str, tuple[Pattern, ...]]
    covered: dict[str, str]
    names: dict[str, str]
    words: Words

    def line(self, duty: Duty) -> Line | None:
        """A row as a line; None where its policy no longer asks for it and it waits to be worked out anew."""
        asked = closing.asked(duty, self.rules)
        if asked is None:
            return None
        is_ahead = duty.opens is not None and duty.opens > self.days.today
        is_unknown = duty.outcome == "unknown"
        language = self.words[duty.pack]
        return Line(
            key=duty.key,
            action=language.action(duty.action),
            about=about(duty.subject_id, self.placements, self.names),
            because=self.because(duty),
            covering=self.covered.get(duty.subject_id, "") if duty.owner == "coach" else "",
            on=duty.opens if is_ahead else duty.due,
            mark=self._mark(duty, is_ahead, is_unknown),
            clause=duty.clause,
            policy=str(language.texts["title"]) if len(self.rules.versions) > 1 else "",
            why=why_page(duty.key),
            is_ahead=is_ahead,
            is_unknown=is_unknown,
            is_ticked=closing.is_ticked(asked.ask) and not is_ahead,
            button=self._button(duty, asked, is_ahead),
        )

    def _mark(self, duty: Duty, is_ahead: bool, is_unknown: bool) -> Mark:
        placement = self.placements.get(duty.subject_id)
        nation = placement.nation if placement else ""
        if is_unknown:
            return Mark(NO_STATE, _("Not known"))
        if is_ahead and duty.opens is not None:
            return self.days.opening(duty.opens, nation)
        return self.days.due(duty.due, nation)

    def _button(self, duty: Duty, asked: Asked, is_ahead: bool) -> Button | None:
        if is_ahead:
            return closing.button(duty, closing.preventing(duty, asked))
        if closing.is_ticked(asked.ask):
            return closing.seeing_to(duty)
        wanted = self.missing.get(duty.key) or closing.acts(asked.ask)
        found = closing.button(duty, wanted, is_choice=duty.is_choice)
        return closing.decide(why_page(duty.key)) if found is None and duty.is_choice else found

    def because(self, duty: Duty) -> str:
        """The last of the facts that called for a duty, as far as the viewer may see them, in a few words; empty where
        there is none, or its policy no longer asks for it."""
        asked = closing.asked(duty, self.rules)
        called_for = [number for number in duty.because if number not in duty.closed_by]
        causes = [self.causes[number] for number in called_for if number in self.causes]
        if asked is None or not causes or duty.opens is None or duty.outcome == "unknown":
            return ""
        language = self.words[duty.pack]
        last = max(causes, key=lambda fact: (fact.day, fact.id))
        if _was_silence(last, duty.opens, asked):
            return _("nothing recorded since %(day)s") % {"day": day_and_month(last.on)}
        said = told(last, language)
        if last.kind.marks == "starts" or len(said) > LONGEST_CAUSE:
            said = language.name(last.kind.names)
        return _("%(fact)s, %(day)s") % {"fact": uncapitalised(said), "day": day_and_month(last.on)}


def sheet(duties: Sequence[Duty], viewer: Viewer, rules: Rulebook, days: Days) -> Sheet:
    """What the lines of these rows need; at most five queries."""
    placements = placements_of(duty.subject_id for duty in duties)
    causes = _causes(duties, viewer)
    names = names_of((duty.subject_id for duty in duties if duty.subject_id not in placements), causes.values())
    return Sheet(
        rules=rules,
        days=days,
        placements=placements,
        causes=causes,
        missing=closing.missing_of_each(duties, viewer, rules),
        covered=covered_coaches(placements, viewer),
        names=names,
        words=words_of(rules, names),
    )


def why_page(key: str) -> str:
    """The page that says why a duty is due."""
    return reverse("duties:duty", args=[key])


def lines(duties: Sequence[Duty], viewer: Viewer, rules: Rulebook, days: Days) -> list[Line]:
    """The rows as lines, in their order."""
    drawn = sheet(duties, viewer, rules, days)
    return [line for duty in duties if (line := drawn.line(duty)) is not None]


def _causes(duties: Sequence[Duty], viewer: Viewer) -> dict[int, Fact]:
    """The facts that called for these duties and that the viewer may see, by number; without what people wrote."""
    numbers = {number for duty in duties for number in duty.because}
    entries = within(viewer, Entry.objects.filter(pk__in=numbers)) if numbers else ()
    return {entry.pk: _bare_fact(entry) for entry in entries}


def _bare_fact(entry: Entry) -> Fact:
    kind = kind_named(entry.kind)
    return Fact(kind, entry.subject_id, entry.on, kind.restored(entry.data or {}), id_of(entry.pk), entry.recorded_at)


def _was_silence(fact: Fact, opens: date, asked: Asked) -> bool:
    heard = {pattern.kind for silence in closing.silences(asked.rule) for pattern in silence.silence_of}
    return fact.kind.name in heard and (opens - fact.on).days >= LONG_SILENCE
