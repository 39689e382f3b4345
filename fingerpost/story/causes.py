"""Why something is so: what was recorded, silence, no answer in time, a standing, a cycle come round."""

from collections.abc import Iterator, Sequence
from datetime import date

from fingerpost.rules.asks import Ask
from fingerpost.rules.calendar import first_day_outside
from fingerpost.rules.duty import Duty
from fingerpost.rules.facts import Fact
from fingerpost.rules.moments import morning
from fingerpost.rules.occasions import Silence
from fingerpost.rules.policy import Policy, Rule
from fingerpost.rules.procedure import Procedure
from fingerpost.rules.reading import TICKED, Reading
from fingerpost.rules.requirement import Requirement
from fingerpost.rules.stays import Stay
from fingerpost.story.language import Language, uncapitalised
from fingerpost.story.sayings import told_with_days


def why(duty: Duty, reading: Reading, language: Language, section: str = "story") -> str:
    """A sentence that says why a duty opened; empty where no fact made it. With the section "cause" it stands under a
    heading that asks why, and does not say so itself."""
    facts = [fact for fact in duty.because if not fact.supposed]
    if not facts or duty.opens is None:
        return ""
    rule = rule_of(duty, reading)
    if isinstance(rule, Requirement):
        return _because_of_cycle(rule, facts, duty.opens, reading, language, section)
    return why_since(facts, duty.opens, reading, language, section=section)


def why_since(
    facts: Sequence[Fact],
    since: date,
    reading: Reading,
    language: Language,
    dated: bool = True,
    section: str = "story",
) -> str:
    """A sentence that says why something is so from a day on, by the facts that made it so.

    Without `dated` the facts of that very day are told without their day.
    """
    if is_silence(facts, since, reading):
        last = facts[-1]
        said = told_with_days([last], language, on=last.on)
        return language.say(section, "because_silence", day=language.day(last.on), fact=said)
    told = told_with_days(facts, language, on=None if dated else since)
    form = "because_unanswered" if is_unanswered(facts, since, reading) else "because"
    return language.say(section, form, facts=told)


def rule_of(duty: Duty, reading: Reading) -> Rule:
    """The rule of the policy that asks for a duty."""
    rules: tuple[Rule, ...] = reading.policy.pack.rules
    return next(rule for rule in rules if rule.id == duty.rule)


def ask_of(duty: Duty, reading: Reading) -> Ask:
    """The part of the rule that asks for a duty."""
    return next(_asks(rule_of(duty, reading), duty.action))


def asked_by(policy: Policy, rule: str, action: str) -> tuple[Rule, Ask] | None:
    """The rule of a policy, and the part of it, that ask for an action; None where the policy has no such rule."""
    found = ((each, ask) for each in policy.pack.rules if each.id == rule for ask in _asks(each, action))
    return next(found, None)


def _asks(rule: Rule, action: str) -> Iterator[Ask]:
    return (part for part in rule.parts() if isinstance(part, Ask) and part.action == action)


def is_silence(facts: Sequence[Fact], since: date, reading: Reading) -> bool:
    """Whether a case moved because nothing was recorded for too long since these facts.

    Time leads a case on in the morning; so does the end of a break, with a fact that came in it.
    """
    if len(facts) != 1 or _was_held_up(facts[0], since.toordinal(), reading):
        return False
    return any(
        isinstance(trigger.when, Silence)
        for rule, _, _ in _arrivals(facts, since, reading)
        for trigger in rule.triggers
    )


def is_unanswered(facts: Sequence[Fact], since: date, reading: Reading) -> bool:
    """Whether a case moved because the time for an answer was over."""
    for rule, before, _ in _arrivals(facts, since, reading):
        moves = rule.step_of[before.step].moves if before is not None else ()
        for move in moves:
            settled = before.done.get(move.after or "") if before is not None else None
            if settled is not None and set(settled.facts) <= set(facts):
                return True
    return False


def _arrivals(facts: Sequence[Fact], since: date, reading: Reading) -> list[tuple[Procedure, Stay | None, Stay]]:
    """The stays of cases that began on the morning of a day because of these facts, with the one before."""
    about = reading.history.subject.partition(":")[0]
    found: list[tuple[Procedure, Stay | None, Stay]] = []
    for rule in reading.policy.procedures.values():
        stays = reading.course(rule.id).stays if rule.about == about else []
        for before, stay in zip([None, *stays], stays, strict=False):
            if stay.since == morning(since.toordinal(), ()).moment and stay.facts == tuple(facts):
                found.append((rule, before, stay))
    return found


def _was_held_up(fact: Fact, day: int, reading: Reading) -> bool:
    """Whether a fact of a break day led on when the break ended."""
    if not reading.is_in_break(fact.day):
        return False
    return first_day_outside(reading.history.breaks, fact.day) == day


def _because_of_cycle(
    rule: Requirement, facts: Sequence[Fact], opens: date, reading: Reading, language: Language, section: str
) -> str:
    """Of a requirement: that it was done before and is due again, or what began it. (Facts that are not shown may have
    begun the standing in which it is asked for: nothing is said of that.)"""
    told = told_with_days(facts, language)
    began = _last_began(rule, opens.toordinal(), reading)
    if began is None:
        form = "because_cycle" if _does(facts[-1], rule, reading) else "because"
        return language.say(section, form, facts=told)
    if facts[-1].day > began:
        return language.say(section, "because_cycle", facts=told)
    assert rule.during is not None, "it began with a standing"
    standing = uncapitalised(language.standing(rule.during.standing))
    since = language.day(date.fromordinal(began))
    return language.say(section, "because_standing", standing=standing, since=since)


def _last_began(rule: Requirement, day: int, reading: Reading) -> int | None:
    """The day on which the standing in which a requirement is asked for last began; None where it has none, or by these
    facts it does not hold."""
    if rule.during is None:
        return None
    periods = reading.standing(rule.during.standing).periods(rule.during.levels)
    return max((each.since for each in periods if each.since <= day), default=None)


def _does(fact: Fact, rule: Requirement, reading: Reading) -> bool:
    """Whether a fact is a doing of the requirement, by its acts or by ticking it off."""
    if rule.done_by is None:
        return fact.kind.name == TICKED
    done = rule.done_by.first(reading, fact.day)
    return done is not None and fact in done[1]
