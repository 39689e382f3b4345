"""How the picture of one subject changed, said day by day of change."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from fingerpost.rules.duty import Duty
from fingerpost.rules.facts import Fact
from fingerpost.rules.replay import Difference
from fingerpost.story.language import Language, capitalised, uncapitalised
from fingerpost.story.life import Section, standing_in_words
from fingerpost.story.sayings import told


def replay_story(facts: Sequence[Fact], changes: Iterable[Difference], language: Language) -> Iterator[Section]:
    """A section a day: what was recorded, and what opened, closed, went or changed because of it or of time.

    `facts` are all versions ever recorded about the subject.
    """
    by_id = {fact.id: fact for fact in facts}
    for change in changes:
        sentences = [
            *(_told(fact, change.day, by_id, language) for fact in change.told),
            *_of_duties(change, language),
            *_of_standings(change, language),
        ]
        if sentences:
            yield Section(capitalised(language.day(change.day)), sentences)


def _told(fact: Fact, day: date, by_id: Mapping[str, Fact], language: Language) -> str:
    """What became known: a fact, a correction of one, or that one should not have been there."""
    blanks = {"fact": uncapitalised(told(fact, language)), "on": language.on(fact.on)}
    old = by_id.get(fact.supersedes or "")
    if old is None:
        return language.say("replay", "told" if fact.on == day else "told_late", **blanks)
    blanks |= {"before": uncapitalised(told(old, language)), "day": language.day(old.on)}
    return language.say("replay", "withdrawn" if fact.data is None else "corrected", **blanks)


def _of_duties(change: Difference, language: Language) -> Iterator[str]:
    for duty in change.opened:
        yield language.say("replay", "opened", **_names(duty, language))
    for duty in change.closed:
        yield language.say("replay", duty.outcome or "done", **_names(duty, language))
    for duty in change.gone:
        yield language.say("replay", "gone", **_names(duty, language))
    for before, now in change.changed:
        names = _names(now, language)
        if now.owner != before.owner:
            yield language.say("replay", "passed_on", **names)
        if now.due != before.due:
            yield language.say("replay", "due_changed", **names, before=_due(before, language))


def _of_standings(change: Difference, language: Language) -> Iterator[str]:
    for name, before, level in change.standings:
        if level and (before or level != language.policy.standings[name].levels[0]):
            said = standing_in_words(name, level, language)
            yield language.say("replay", "standing", standing=said)


def _names(duty: Duty, language: Language) -> dict[str, str]:
    return {
        "action": uncapitalised(language.action(duty.action)),
        "owner": uncapitalised(language.role(duty.owner)),
        "due": _due(duty, language),
    }


def _due(duty: Duty, language: Language) -> str:
    return language.day(duty.due) if duty.due else language.say("story", "no_day")
