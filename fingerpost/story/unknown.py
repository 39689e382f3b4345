"""What nobody can tell of a subject, because the source of its record does not hold it."""

from collections.abc import Iterator, Sequence
from datetime import date

from fingerpost.rules.duty import Duty
from fingerpost.rules.gaps import Gap
from fingerpost.rules.reading import Reading
from fingerpost.story.causes import ask_of
from fingerpost.story.language import Language, uncapitalised


def unknown_story(duties: Sequence[Duty], reading: Reading, today: date, language: Language) -> Iterator[str]:
    """A sentence for each duty of which nobody can tell whether it is asked for, or whether it was done by a day."""
    for duty in duties:
        if duty.outcome != "unknown" or (duty.opens is not None and duty.opens > today):
            continue
        gap = _gap(duty, reading)
        names = {"action": language.action(duty.action), "owner": language.role(duty.owner)}
        if duty.opens is None:
            said = language.say("unknown", "asked", **names)
        else:
            said = language.say("unknown", "done", **names, opens=language.day(duty.opens))
        yield f"{said} {_not_held(gap, language)}" if gap is not None else said


def _gap(duty: Duty, reading: Reading) -> Gap | None:
    if duty.opens is None:
        return reading.gap(reading.policy.rests_on[duty.rule])
    return ask_of(duty, reading).gap(reading, duty.opens.toordinal())


def _not_held(gap: Gap, language: Language) -> str:
    names = [uncapitalised(language.name(language.policy.kinds[kind].names)) for kind in gap.kinds]
    kinds = language.listed(names)
    if gap.until is None:
        return language.say("unknown", "not_held", kinds=kinds)
    return language.say("unknown", "not_held_until", kinds=kinds, until=language.day(date.fromordinal(gap.until)))
