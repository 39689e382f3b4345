"""`fingerpost explain` and `fingerpost replay`: one person's story, and how its picture changed."""

from argparse import Namespace
from collections.abc import Iterable
from textwrap import fill

from fingerpost.kit.folding import folded
from fingerpost.project.cohort import a_year_after
from fingerpost.project.input import PROVIDER, Given, load
from fingerpost.rules.concept import nearest
from fingerpost.rules.duties import forecast
from fingerpost.rules.replay import differences
from fingerpost.story.life import Life, Section, life_story
from fingerpost.story.replayed import replay_story

WIDTH = 100
MOST_LOOKED_AT = 5000
"""So many subjects are looked through for the one that was probably meant."""
MOST_SHOWN = 200


class UnknownSubjectError(ValueError):
    """No such subject in the folder, or several; the message names the nearest ones."""


def explain(options: Namespace) -> int:
    """Prints the story of one subject on the day by whose knowledge the folder is read."""
    given = load(options)
    subject = _subject(options.subject, given)
    facts = given.facts_in_force(subject)
    today = given.today.toordinal()
    until = a_year_after(given.today).toordinal()
    now = forecast(given.policy, given.terms, subject, facts, until)
    ahead = forecast(given.policy, given.terms, subject, facts, until, today)
    life = Life(subject, facts, given.folder.texts, now, ahead, given.today)
    _print(life_story(life, given.language))
    return 0


def replay(options: Namespace) -> int:
    """Prints how the picture of one subject changed, up to the day by whose knowledge it is read."""
    given = load(options)
    subject = _subject(options.subject, given)
    facts = given.folder.facts_of[subject]
    provider = given.folder.facts_of.get(PROVIDER, ())
    changes = differences(given.policy, subject, facts, provider, given.today)
    name, today = given.name_of(subject), given.language.day(given.today)
    title = Section(given.language.say("titles", "replay", subject=name), [])
    days = list(replay_story(facts, changes, given.language))
    nothing = given.language.say("story", "not_started", subject=name, day=today)
    _print([title, *(days or [Section(nothing, [])])])
    return 0


def _subject(named: str, given: Given) -> str:
    subjects = given.folder.facts_of
    for subject in (named, f"enrolment:{named}"):
        if subject in subjects:
            return subject
    called_so = [subject for subject in subjects if folded(named) in folded(given.name_of(subject))]
    if len(called_so) == 1:
        return called_so[0]
    if called_so:
        several = _cut(", ".join(map(given.name_of, called_so)))
        raise UnknownSubjectError(f"{len(called_so)} are called {named!r}: {several}; give a key")
    known = [*subjects][:MOST_LOOKED_AT]
    hint = nearest(named if ":" in named else f"enrolment:{named}", known)
    raise UnknownSubjectError(f"nobody here is called {named!r}; {_cut(hint)}")


def _cut(text: str) -> str:
    return text if len(text) <= MOST_SHOWN else f"{text[:MOST_SHOWN]} …"


def _print(sections: Iterable[Section]) -> None:
    for place, (title, sentences) in enumerate(sections):
        if place:
            print()
        print(title)
        for sentence in sentences:
            print(_bullet(sentence))


def _bullet(sentence: str) -> str:
    """A sentence in lines; codes such as E-0042 and words with a hyphen stay whole."""
    return fill(
        sentence,
        WIDTH,
        initial_indent="  - ",
        subsequent_indent="    ",
        break_on_hyphens=False,
        break_long_words=False,
    )
