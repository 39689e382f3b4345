"""Stories for tests: told from a few facts, in either language."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache

from fingerpost.rules.calendar import add_months
from fingerpost.rules.duties import facts_known, forecast
from fingerpost.rules.facts import Fact
from fingerpost.rules.replay import differences
from fingerpost.story.language import Language
from fingerpost.story.life import Life, life_story
from fingerpost.story.replayed import replay_story
from tests.rules.telling import ENROLMENT, Line, at_risk, on, terms_of

Story = dict[str, list[str]]

STARTED = {"learner": "person:P-1", "programme_type": "apprenticeship", "nation": "england"}
ABSENT = {"sort": "session", "outcome": "absent_without_notice"}
CALL = {"way": "phone", "direction": "out", "party": "learner", "purpose": "welfare"}
EMAIL = {**CALL, "way": "email"}


def started(text: str, **more: str) -> Line:
    """The start of an apprenticeship in England, but for what `more` says."""
    return on(text, "started", **(STARTED | more))


@cache
def language_of(code: str) -> Language:
    """A language with the words of the product's first pack."""
    return Language(code, at_risk())


def life(
    facts: Sequence[Fact],
    today: str,
    code: str = "en",
    people: Mapping[str, str] | None = None,
    texts: Mapping[str, str] | None = None,
) -> Story:
    """The story of the facts' subject on a day: the sentences under each heading."""
    day = date.fromisoformat(today)
    subject = facts[0].subject if facts else ENROLMENT
    known = facts_known(facts, day.toordinal())
    policy, terms, until = at_risk(), terms_of(at_risk()), add_months(day.toordinal(), 12)
    now = forecast(policy, terms, subject, known, until)
    ahead = forecast(policy, terms, subject, known, until, day.toordinal())
    told = Life(subject, known, texts or {}, now, ahead, day)
    return dict(life_story(told, Language(code, policy, people) if people else language_of(code)))


def replay(facts: Sequence[Fact], last: str, code: str = "en") -> Story:
    """How the picture of the facts' subject changed: the sentences of each day of change."""
    changes = differences(at_risk(), facts[0].subject, facts, (), date.fromisoformat(last))
    return dict(replay_story(facts, changes, language_of(code)))


def sentence(sentences: Sequence[str], beginning: str) -> str:
    """The one sentence that begins so."""
    found = [each for each in sentences if each.startswith(beginning)]
    assert len(found) == 1, sentences
    return found[0]
