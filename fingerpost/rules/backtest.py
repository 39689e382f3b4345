"""A backtest: what a rule is worth on subjects whose fate is known.

The past is gone through as if each duty of the provider had been done on its due day and nobody outside had
answered; what did happen stays. A subject is flagged from the day on which the finding, a duty that the caller names,
first opens. Nothing counts that was not known by the evening before the outcome, the subject's own end least of all.
"""

from collections.abc import Iterable, Sequence
from copy import copy
from datetime import date
from typing import Literal

from msgspec import Struct

from fingerpost.rules.asks import Ask
from fingerpost.rules.calendar import FIRST_YEAR
from fingerpost.rules.concept import Concept, fields_of
from fingerpost.rules.duties import Result, facts_known, forecast
from fingerpost.rules.facts import Fact
from fingerpost.rules.history import History
from fingerpost.rules.patterns import Pattern
from fingerpost.rules.policy import Policy, Rule
from fingerpost.rules.procedure import Procedure
from fingerpost.rules.standings import OfRule
from fingerpost.rules.stays import Stay
from fingerpost.rules.tasks import TaskRule
from fingerpost.rules.terms import Terms

Fate = Literal["left", "stayed", "no_end"]
FIRST_DAY = date(FIRST_YEAR, 1, 1).toordinal()
LONG_BEFORE = 366
"""So many days before a life what is supposed may begin, so that no act in the life is put off by it."""


class Question(Struct, frozen=True):
    """What is asked: which facts are the outcome, which rule's duty is the finding, and the standing, if there is one,
    that says how far its cases had come."""

    outcome: Pattern
    rule: Rule
    finding: str
    standing: OfRule | None


class Found(Struct, frozen=True, gc=False):
    """What became of a subject, and what the rule made of it. Days are ordinals.

    `fate`: the outcome came ("left"), its life ended otherwise ("stayed"), or no end is told. `until` is the last day
    that counts. `trigger` opened the case of the finding, `level` is the furthest that it came to, had every step been
    taken in time; `rules` asked for anything at all. `is_unknown`: nothing that the finding rests on is held.
    """

    subject: str
    fate: Fate
    until: int
    flagged_on: int | None
    trigger: str | None
    level: str | None
    rules: tuple[str, ...]
    is_unknown: bool

    @property
    def days_before(self) -> int | None:
        """How many days before its outcome a subject was flagged; the day after `until` is the outcome's."""
        if self.flagged_on is None or self.fate != "left":
            return None
        return self.until + 1 - self.flagged_on


def standing_of(policy: Policy, rule: str) -> OfRule | None:
    """The standing that tells most finely where a procedure's cases stand; None if none does."""
    told = [each for each in policy.standings.values() if isinstance(each, OfRule) and each.of_rule == rule]
    return max(told, key=lambda each: len(each.levels), default=None)


def look_back(
    question: Question, policy: Policy, terms: Terms, subject: str, facts: Sequence[Fact], last: int
) -> Found | None:
    """What the policy's rules make of one subject; `facts` are all that were recorded about it, corrected ones too,
    and `last` is the last day by whose knowledge they are read. None if it never started."""
    told = History(subject, facts_known(facts, last))
    if told.start is None:
        return None
    fate, until = _fate(question, told, last)
    known = [fact for fact in facts_known(facts, until) if fact.kind.marks != "ends"]
    today = max(told.start - LONG_BEFORE, FIRST_DAY)
    result = forecast(policy, terms, subject, known, until, today)
    asking = dict.fromkeys(duty.rule for duty in result.duties if duty.opens is not None)
    own = (duty for duty in result.duties if duty.rule == question.rule.id and duty.action == question.finding)
    opened = min((duty.opens.toordinal() for duty in own if duty.opens is not None), default=None)
    if opened is None:
        return Found(subject, fate, until, None, None, None, tuple(asking), _is_unknown(question, result))
    trigger, level = _trigger(question, result, opened), _furthest(question, result, until)
    return Found(subject, fate, until, opened, trigger, level, tuple(asking), False)


def _fate(question: Question, told: History, last: int) -> tuple[Fate, int]:
    """What became of a subject, and the last day that counts: the one before the outcome, else the last of its life.
    What falls on the day of an outcome came too late to count; to one who stayed it counts as a false alarm."""
    outcome = told.matches(question.outcome).first_from(told.start or 0)
    if outcome is not None and told.lives_on(outcome.day):
        return "left", outcome.day - 1
    return ("no_end", last) if told.end is None else ("stayed", told.end)


def _is_unknown(question: Question, result: Result) -> bool:
    """Whether all that could lead to the finding rests on what the record does not hold."""
    if not any(duty.outcome == "unknown" and duty.rule == question.rule.id for duty in result.duties):
        return False
    rule, reading = question.rule, result.reading
    if isinstance(rule, Procedure):
        return all(reading.gap(each.when.rests_on(reading.policy)) is not None for each in rule.triggers)
    return not isinstance(rule, TaskRule) or reading.gap(rule.when.rests_on(reading.policy)) is not None


def _trigger(question: Question, result: Result, opened: int) -> str | None:
    """The trigger that opened the case in which the finding opened: of several on a day, the first listed."""
    rule = question.rule
    if not isinstance(rule, Procedure):
        return None
    began = _began(result.reading.course(rule.id).stays, opened)
    for trigger in rule.triggers:
        if any(each.day == began for each in trigger.when.find(result.reading, trigger.counts, None)):
            return trigger.id
    return None


def _began(stays: Iterable[Stay], day: int) -> int | None:
    """The day on which the case that was open on a day began."""
    began, is_new = None, True
    for stay in stays:
        if stay.since >> 1 > day:
            break
        began = stay.since >> 1 if is_new else began
        is_new = stay.closes is not None
    return began


def _furthest(question: Question, result: Result, until: int) -> str | None:
    """The last of the standing's levels that was reached."""
    standing = question.standing
    if standing is None:
        return None
    reached = {change.level for change in result.reading.standing(standing.id).changes if change.day <= until}
    return next((level for level in reversed(standing.levels) if level in reached), None)


def narrowed(policy: Policy, rule: Rule) -> Policy:
    """The same policy with no more rules than the given one needs: those whose supposed acts it could read, and those
    that these need. The others can neither bring its duties about nor keep them away."""
    needed = {rule.id: rule}
    same = [each for each, _ in policy.rules_about[rule.about]]
    while more := [each for each in same if each.id not in needed and _is_read(policy, each, needed.values())]:
        needed |= {each.id: each for each in more}
    few = copy(policy)
    pairs = [pair for pair in policy.rules_about[rule.about] if pair[0].id in needed]
    object.__setattr__(few, "rules_about", {rule.about: pairs})  # in place of what the policy would work out
    object.__setattr__(few, "_rules_for", {})
    return few


def _is_read(policy: Policy, rule: Rule, readers: Iterable[Rule]) -> bool:
    """Whether any act that a rule asks for would be read by one of the others."""
    acts = [
        Fact(kind, f"{rule.about}:-", date(FIRST_YEAR, 1, 1), kind.filled(part.example()), "-", supposed=True)
        for ask in rule.parts()
        if isinstance(ask, Ask) and ask.done_by is not None and not ask.choice
        for part in ask.done_by.parts()
        if isinstance(part, Pattern) and (kind := policy.kinds[part.kind])
    ]
    patterns = [part for reader in readers for part in _read_by(policy, reader) if isinstance(part, Pattern)]
    return any(act.kind.name == each.kind and each.among([act]) for act in acts for each in patterns)


def _read_by(policy: Policy, rule: Rule) -> Iterable[Concept]:
    """Every part of a rule, and of the measures, standings and procedures that it names, be it by the way."""
    named: dict[str, Concept] = {**policy.measures, **policy.standings, **policy.procedures}
    found: dict[int, Concept] = {}
    waiting: list[Concept] = [rule]
    while waiting:
        for part in waiting.pop().parts():
            if id(part) not in found:
                found[id(part)] = part
                waiting.extend(named[word] for word in _words_of(part) if word in named)
    return found.values()


def _words_of(part: Concept) -> Iterable[str]:
    for name in fields_of(type(part)):
        value = getattr(part, name)
        if isinstance(value, str):
            yield value
        elif isinstance(value, tuple | dict):
            yield from (each for each in value if isinstance(each, str))
