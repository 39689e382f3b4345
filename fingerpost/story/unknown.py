"""What nobody can tell of a subject, because the source of its record does not hold it."""

from collections.abc import Iterator, Sequence
from datetime import date

from fingerpost.rules.duty import Duty
from fingerpost.rules.gaps import Gap
from fingerpost.story.language import Language, uncapitalised


def unknown_story(duties: Sequence[Duty], today: date, language: Language) -> Iterator[str]:
    """A sentence for each duty of which nobody can tell whether it is asked for, or whether it was done by a day."""
    for duty in duties:
        if duty.gap is None or (duty.opens is not None and duty.opens > today):
            continue
        names = {"action": language.action(duty.action), "owner": language.role(duty.owner)}
        if duty.opens is None:
            said = language.say("unknown", "asked", **names)
        else:
            said = language.say("unknown", "done", **names, opens=language.day(duty.opens))
        yield f"{said} {_not_held(duty.gap, language)}"


def _not_held(gap: Gap, language: Language) -> str:
    names = [uncapitalised(language.name(language.policy.kinds[kind].names)) for kind in gap.kinds]
    kinds = language.listed(names)
    if gap.until is None:
        return language.say("unknown", "not_held", kinds=kinds)
    return language.say("unknown", "not_held_until", kinds=kinds, until=language.day(date.fromordinal(gap.until)))
