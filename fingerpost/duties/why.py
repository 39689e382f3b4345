"""Why: what the policy asks, what called for it, what closes it, and what comes next. All of it is told by the facts
that the viewer may see, so that what is hidden leaves no trace."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _

from fingerpost.duties import closing
from fingerpost.duties.about import language_code, names_of
from fingerpost.duties.ahead import Ahead, ahead
from fingerpost.duties.closing import Asked, Button
from fingerpost.duties.models import Duty
from fingerpost.duties.terms import Setting, Silent, names_that_matter, settings_of, silences_of
from fingerpost.facts.models import Entry
from fingerpost.facts.queries import entries_about
from fingerpost.facts.rows import SAID, fact_of, words_of
from fingerpost.people.queries import answerable, may_see
from fingerpost.people.roles import ROLES
from fingerpost.people.viewer import Viewer
from fingerpost.policies.queries import Rulebook
from fingerpost.rules.duties import evaluate
from fingerpost.rules.duty import Duty as DutyAsked
from fingerpost.rules.facts import Fact, in_force
from fingerpost.rules.history import History
from fingerpost.rules.patterns import Pattern
from fingerpost.rules.reading import DECISIONS, Reading
from fingerpost.story.causes import is_silence, why
from fingerpost.story.language import Language, capitalised
from fingerpost.story.sayings import acts_of, named_act, told
from fingerpost.story.unknown import unknown_story


@dataclass(frozen=True, slots=True)
class Told:
    """Something that was recorded, in words: its day, the fact, what was said, and who said so."""

    on: date
    fact: str
    said: str
    by: str


@dataclass(frozen=True)
class Record:
    """What the viewer may see of a duty's subject, and what the rules make of that."""

    duty: Duty
    asked: Asked
    viewer: Viewer
    rules: Rulebook
    entries: Sequence[Entry]
    sees: Callable[[str], bool]

    @cached_property
    def facts(self) -> list[Fact]:
        """The facts in force that the viewer may see. What was corrected holds no longer, whoever may see the
        correction."""
        holding = in_force([fact_of(entry) for entry in self.entries])
        return [fact for fact in holding if self.sees(fact.compartment or fact.kind.compartment)]

    @cached_property
    def reading(self) -> Reading:
        """What the rules make of the facts."""
        return Reading(History(self.duty.subject_id, self.facts), self.asked.terms, self.asked.policy)

    @cached_property
    def language(self) -> Language:
        """The words of the policy in the language of the page, with the names that the facts need."""
        return Language(language_code(), self.asked.policy, names_of([self.duty.owner], self.facts))

    @cached_property
    def as_asked(self) -> DutyAsked:
        """The row as the rules yield it, with the causes that the viewer may see."""
        row, by_number = self.duty, {int(fact.id): fact for fact in self.facts}
        because = tuple(by_number[number] for number in row.because if number in by_number)
        closed_by = tuple(by_number[number] for number in row.closed_by if number in by_number)
        said = (row.subject_id, row.rule, row.action, row.owner, row.clause, row.compartment)
        days = (row.opens, row.due, row.closed, row.outcome)
        return DutyAsked(*said, *days, because, closed_by, row.waits_for or None, False, row.is_choice)  # type: ignore[arg-type]


def record_of(duty: Duty, viewer: Viewer, rules: Rulebook) -> Record | None:
    """What is known about a duty's subject; None where its policy no longer asks for the duty."""
    asked = closing.asked(duty, rules)
    if asked is None:
        return None
    answers: dict[str, bool] = {duty.compartment: True}

    def sees(compartment: str) -> bool:
        if compartment not in answers:
            answers[compartment] = may_see(viewer, duty.subject_id, compartment)
        return answers[compartment]

    return Record(duty, asked, viewer, rules, list(entries_about(duty.subject_id)), sees)


@dataclass(frozen=True, slots=True)
class Why:
    """What the page says. `because` is a sentence, `notes` what was said with the causes; `acts` what closes it,
    `parts` what of it is still missing where it was begun, `buttons` where that is recorded."""

    clause: str
    summary: str
    policy: str
    version: str
    adopted_on: date
    owner: str
    people: Sequence[str]
    because: str
    unknown: str
    notes: Sequence[Told]
    acts: str
    parts: Sequence[str]
    buttons: Sequence[Button]
    decisions: Sequence[Told]
    closed_by: Sequence[Told]
    ahead: Sequence[Ahead]
    settings: Sequence[Setting]
    silent: Sequence[Silent]
    is_projected: bool
    is_closed: bool


def why_of(record: Record) -> Why:
    """The answer to "why?", for one duty and one viewer."""
    duty, language, asked = record.duty, record.language, record.asked
    newest = record.rules.newest(duty.pack)
    assert newest is not None, "a duty is shown with the policy that asks for it"
    called = record.as_asked
    missing = closing.missing(duty, asked, record.reading)
    names = names_that_matter(asked, called.because, _was_silent(record))
    return Why(
        clause=duty.clause,
        summary=language.summary(duty.clause),
        policy=str(language.texts["title"]),
        version=asked.policy.pack.version,
        adopted_on=newest.since,
        owner=_owner(record),
        people=_people(record),
        because="" if duty.outcome == "unknown" else capitalised(why(called, record.reading, language, "cause")),
        unknown=_unknown(record),
        notes=_told(record, called.because, only_said=True),
        acts=capitalised(acts_of(asked.ask, language)),
        parts=_parts(record, missing),
        buttons=_buttons(record, missing),
        decisions=_told(record, _decisions(record)),
        closed_by=_told(record, called.closed_by),
        ahead=ahead(record, language),
        settings=settings_of(names, record, language),
        silent=silences_of(names, duty.clause, asked.policy, language),
        is_projected=called.is_projected,
        is_closed=duty.closed is not None and duty.closed <= record.viewer.on,
    )


def _was_silent(record: Record) -> bool:
    called = record.as_asked
    return called.opens is not None and is_silence(called.because, called.opens, record.reading)


def _owner(record: Record) -> str:
    """The role that owes it; where that is not the one that the policy names, why not."""
    duty, language = record.duty, record.language
    named = str(record.reading.value(record.asked.ask.owner, (duty.opens or record.viewer.on).toordinal()))
    if duty.owner == named or duty.owner not in ROLES:
        return language.role(duty.owner)
    told = {"role": language.role(duty.owner), "named": language.role(named)}
    return _("%(role)s (in place of: %(named)s, who may not see this)") % told


def _people(record: Record) -> list[str]:
    """Who answers for it today; a person to whom it was passed on is its owner by name."""
    if record.duty.owner not in ROLES:
        return []
    return [person.name for person in answerable(record.duty.subject_id, record.duty.owner, record.viewer.on)]


def _unknown(record: Record) -> str:
    """That nobody can tell, and what the record would have to hold."""
    if record.duty.outcome != "unknown":
        return ""
    result = evaluate(record.asked.policy, record.asked.terms, record.reading.history)
    same = (each for each in result.duties if each.gap and (each.rule, each.action) == _name(record.duty))
    return " ".join(list(unknown_story(list(same), record.viewer.on, record.language))[:1])


def _name(duty: Duty) -> tuple[str, str]:
    return duty.rule, duty.action


def _parts(record: Record, missing: Sequence[Pattern]) -> list[str]:
    """The acts that are still missing, where some are done. Of one whose records the viewer may not see nothing is
    said: neither that it was done nor that it was not."""
    if len(missing) == len(closing.acts(record.asked.ask)) or record.duty.closed:
        return []
    kinds = record.asked.policy.kinds
    told_of = (each for each in missing if record.sees(kinds[each.kind].compartment))
    return list(dict.fromkeys(named_act(each, record.language) for each in told_of))


def _buttons(record: Record, missing: Sequence[Pattern]) -> list[Button]:
    """A button for each act that would close it or help to, or keep it from opening; none once it is closed."""
    duty, today = record.duty, record.viewer.on
    if duty.closed is not None and duty.closed <= today:
        return []
    if duty.opens is not None and duty.opens > today:
        missing = closing.preventing(duty, record.asked)
    found: dict[str, Button] = {}
    for act in missing:
        href = closing.recording_page(duty, act)
        if href is not None:
            found.setdefault(href, Button(_spoken(act, record, len(missing)), href))
    return list(found.values())


def _spoken(act: Pattern, record: Record, number: int) -> str:
    """What a button says: of several the act itself, so that they can be told apart."""
    return closing.label(act) if number == 1 else capitalised(named_act(act, record.language))


def _decisions(record: Record) -> list[Fact]:
    """What people decided about this duty since it opened."""
    name, opens = record.asked.ask.name(record.duty.rule), record.duty.opens
    facts = [fact for fact in record.facts if fact.kind.name in DECISIONS and (fact.data or {}).get("duty") == name]
    return [fact for fact in facts if opens and fact.on >= opens and int(fact.id) not in record.duty.closed_by]


def _told(record: Record, facts: Sequence[Fact], only_said: bool = False) -> list[Told]:
    said = {entry.pk: words_of(entry).get(SAID, "") for entry in record.entries}
    found = [
        Told(fact.on, told(fact, record.language), said.get(int(fact.id), ""), record.language.people.get(fact.by, ""))
        for fact in facts
    ]
    return [each for each in found if each.said] if only_said else found
