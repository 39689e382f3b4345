"""Why a duty opened: because of what was recorded, because of silence, or because its cycle came round."""

from fingerpost.rules.asks import Ask
from fingerpost.rules.calendar import first_day_outside
from fingerpost.rules.duty import Duty
from fingerpost.rules.facts import Fact
from fingerpost.rules.moments import morning
from fingerpost.rules.occasions import Silence
from fingerpost.rules.policy import Rule
from fingerpost.rules.procedure import Procedure
from fingerpost.rules.reading import Reading
from fingerpost.rules.requirement import Requirement
from fingerpost.story.language import Language
from fingerpost.story.sayings import told_with_days


def why(duty: Duty, reading: Reading, language: Language) -> str:
    """A sentence that says why a duty opened; empty where no fact made it."""
    facts = [fact for fact in duty.because if not fact.supposed]
    if not facts:
        return ""
    if is_silence(duty, reading):
        day = language.day(facts[-1].on)
        last = told_with_days(facts[-1:], language, on=facts[-1].on)
        return language.say("story", "because_silence", day=day, fact=last)
    said = told_with_days(facts, language)
    cycle = is_again(duty, reading)
    return language.say("story", "because_cycle" if cycle else "because", facts=said)


def rule_of(duty: Duty, reading: Reading) -> Rule:
    """The rule of the policy that asks for a duty."""
    return next(rule for rule in reading.policy.pack.rules if rule.id == duty.rule)


def ask_of(duty: Duty, reading: Reading) -> Ask:
    """The part of the rule that asks for a duty."""
    parts = rule_of(duty, reading).parts()
    return next(part for part in parts if isinstance(part, Ask) and part.action == duty.action)


def is_again(duty: Duty, reading: Reading) -> bool:
    """Whether a duty is due again, counted from its last doing."""
    rule = rule_of(duty, reading)
    if not isinstance(rule, Requirement) or rule.done_by is None:
        return False
    done = rule.done_by.first(reading, min(fact.day for fact in duty.because))
    return done is not None and set(done[1]) <= set(duty.because)


def is_silence(duty: Duty, reading: Reading) -> bool:
    """Whether a duty opened because nothing was recorded for too long.

    Time leads a case on in the morning; so does the end of a break, with a fact that came during it.
    """
    rule = rule_of(duty, reading)
    if not isinstance(rule, Procedure) or duty.opens is None or len(duty.because) != 1:
        return False
    if not any(isinstance(trigger.when, Silence) for trigger in rule.triggers):
        return False
    fact, opens = duty.because[0], duty.opens.toordinal()
    arrived = any(stay.since == morning(opens) and stay.facts == duty.because for stay in reading.course(rule.id).stays)
    return arrived and not _was_held_up(fact, opens, reading)


def _was_held_up(fact: Fact, opens: int, reading: Reading) -> bool:
    """Whether a fact of a break day led on when the break ended."""
    return reading.is_in_break(fact.day) and first_day_outside(reading.history.breaks, fact.day) == opens
