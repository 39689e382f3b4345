"""One language: how days, people, duties and standings are said in it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from tomllib import loads
from typing import Any

from fingerpost.rules.facts import Fact
from fingerpost.rules.gaps import UNKNOWN
from fingerpost.rules.kinds import Names
from fingerpost.rules.policy import Policy

LANGUAGES = ("en", "cy")


class Language:
    """The words of one language for one policy: its texts, the names of kinds and roles, the sentences of stories.

    `people` gives the names of those whom facts know by a key (`person:P-0017`).
    """

    def __init__(self, code: str, policy: Policy, people: Mapping[str, str] | None = None) -> None:
        self.code = code
        self.policy = policy
        self.people = people or {}
        self.texts: Mapping[str, Any] = policy.texts[code]

    @property
    def sentences(self) -> dict[str, Any]:
        """The sentences of stories, and how each kind of fact is said."""
        return _sentences(self.code)

    def say(self, section: str, name: str, **blanks: str) -> str:
        """A sentence with its blanks filled in."""
        return str(self.sentences[section][name]).format_map(blanks)

    def day(self, day: date) -> str:
        """A day in full, such as Monday 16 February 2026."""
        return self._dated("date", day)

    def on(self, day: date) -> str:
        """When something happened: on Monday 16 February 2026."""
        return self._dated("on", day)

    def _dated(self, form: str, day: date) -> str:
        words = self.sentences
        weekday, month = words["days"][day.weekday()], words["months"][day.month - 1]
        return str(words[form]).format(weekday=weekday, day=day.day, month=month, year=day.year)

    def listed(self, parts: Sequence[str], end: str = "and") -> str:
        """Several things in one sentence: a, b and c (or, with `end="or"`, a, b or c)."""
        if len(parts) < 2:
            return "".join(parts)
        said = ", ".join(parts[:-1]) + str(self.sentences[end]) + parts[-1]
        for long, short in self.sentences["contracted"].items():
            said = said.replace(long, short)
        return said

    def action(self, action: str) -> str:
        """What a duty asks for."""
        return str(self.texts["actions"][action])

    def summary(self, clause: str) -> str:
        """A clause in a sentence."""
        return str(self.texts["clauses"][clause])

    def role(self, role: str) -> str:
        """What a role is called; a person to whom a duty was passed on by name."""
        return self.name(self.policy.roles[role]) if role in self.policy.roles else self.person(role)

    def person(self, key: str) -> str:
        """The name of a person; without one the key, and other text as it is."""
        return self.people.get(key) or key.removeprefix("person:")

    def subject(self, subject: str, facts: Iterable[Fact]) -> str:
        """Whom the facts of a subject are about: Ann Example (E-0042)."""
        sort, _, key = subject.partition(":")
        if key == "self":
            return capitalised(self.word(sort))
        known = [self.people[each] for each in _people_named(facts) if each in self.people]
        return f"{known[-1]} ({key})" if known else key

    def standing(self, name: str) -> str:
        """What a standing is called."""
        return str(self.texts["standings"][name])

    def level(self, level: str) -> str:
        """What a level of a standing is called."""
        return self.say("unknown", "level") if level == UNKNOWN else str(self.texts["levels"][level])

    def unit(self, unit: str) -> str:
        """What the unit of a parameter is called where it stands by itself; one that has no word here, as it is."""
        return str(self.sentences["units"].get(unit, unit))

    def word(self, choice: str) -> str:
        """What the word of a choice means."""
        return self.name(self.policy.words[choice]) if choice in self.policy.words else choice

    def name(self, names: Names) -> str:
        """What something is called in this language."""
        return str(getattr(names, self.code))


@cache
def _sentences(code: str) -> dict[str, Any]:
    path = files(__package__) / "texts" / f"{code}.toml"
    return loads(path.read_text(encoding="utf-8"))


def capitalised(text: str) -> str:
    """A text as it begins a sentence."""
    return text[:1].upper() + text[1:]


def uncapitalised(text: str) -> str:
    """A text as it stands inside a sentence; initials (IQA) stay."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def _people_named(facts: Iterable[Fact]) -> list[str]:
    """The people whom the facts that set a subject's attributes say it is."""
    return [
        str(value)
        for fact in facts
        if fact.kind.sets
        for name, value in (fact.data or {}).items()
        if fact.kind.fields[name].type == "subject" and "person" in fact.kind.fields[name].about
    ]
