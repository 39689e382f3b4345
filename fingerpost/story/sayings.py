"""Sayings: how a fact is told in a sentence, and how an act that a policy waits for is named.

For each kind of fact a language may have several sayings; the first that fits is used. What a saying leaves
unsaid follows in brackets, so that nothing of a fact is lost; a kind without sayings is told by its name alone.

    [[fact.progress]]
    where = { review = true }
    say = "Formal progress review"
    more = [": {percent}%", ", {expected}% expected"]
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from fingerpost.rules.acts import AnyOf
from fingerpost.rules.asks import Ask
from fingerpost.rules.facts import Fact
from fingerpost.rules.history import IN_ORDER
from fingerpost.rules.kinds import Field, Kind
from fingerpost.rules.patterns import Comparison, Pattern
from fingerpost.story.language import Language, uncapitalised

BLANK = re.compile(r"\{([a-z_]+)\}")
EMPTY = (None, "", ())


def told(fact: Fact, language: Language) -> str:
    """A fact without its day."""
    return _said("fact", fact.kind, fact.data or {}, language)


def told_with_days(facts: Iterable[Fact], language: Language, on: date | None = None) -> str:
    """Facts inside a sentence in order of day, each with its day; those of the day `on` without it."""
    said = []
    for fact in sorted(dict.fromkeys(facts), key=IN_ORDER):
        plain = uncapitalised(told(fact, language))
        dated = language.say("story", "fact_on", fact=plain, day=language.day(fact.on))
        said.append(plain if fact.on == on else dated)
    return "; ".join(said)


def named_act(pattern: Pattern, language: Language) -> str:
    """The act that a pattern means, inside a sentence: a call, a notice."""
    data = {name: wanted for name, wanted in pattern.wanted.items() if not isinstance(wanted, Comparison)}
    return uncapitalised(_said("act", language.policy.kinds[pattern.kind], data, language))


def acts_of(ask: Ask, language: Language) -> str:
    """What does a duty."""
    if ask.done_by is None:
        return language.say("story", "ticking")
    end = "or" if isinstance(ask.done_by, AnyOf) else "and"
    names = dict.fromkeys(named_act(pattern, language) for pattern in _patterns(ask))
    return language.listed(list(names), end)


def acts_missing(ask: Ask, waits_for: str, language: Language) -> str:
    """The acts that a duty waits for, from its `waits_for`, which names them in the words of facts."""
    missing = waits_for.split(" and ")
    names = [named_act(each, language) for each in _patterns(ask) if str(each) in missing]
    return language.listed(list(dict.fromkeys(names))) or acts_of(ask, language)


def _patterns(ask: Ask) -> Iterator[Pattern]:
    """The acts that do a duty; what only leaves an act out is none."""
    if isinstance(ask.done_by, AnyOf):
        yield from ask.done_by.any
    elif ask.done_by is not None:
        yield from (each.act for each in ask.done_by.every)


def _said(what: str, kind: Kind, data: Mapping[str, Any], language: Language) -> str:
    """The first saying that fits, its further parts as far as there is something to say, and the rest in brackets."""
    values = {
        name: _value(kind.fields[name], value, language)
        for name, value in data.items()
        if value not in EMPTY and name in kind.fields
    }
    if kind.marks is None:  # a change takes away what it leaves empty; a start leaves it unsaid
        values |= dict.fromkeys([name for name in kind.sets if data.get(name, "") is None], language.sentences["none"])
    saying = _fitting(language.sentences[what].get(kind.name, ()), data, values)
    parts = [str(saying.get("say") or language.name(kind.names))]
    parts += [each for each in saying.get("more", ()) if _blanks(each) <= values.keys()]
    text = "".join(parts)
    covered = {*saying.get("where", ()), *saying.get("hide", ()), *_blanks(text)}
    rest = [
        f"{uncapitalised(language.name(kind.fields[name].names))}: {value}"
        for name, value in values.items()
        if name not in covered
    ]
    return text.format_map(values) + (f" ({'; '.join(rest)})" if rest else "")


def _fitting(
    sayings: Iterable[Mapping[str, Any]], data: Mapping[str, Any], values: Mapping[str, str]
) -> Mapping[str, Any]:
    for saying in sayings:
        wanted = saying.get("where", {})
        if _blanks(saying["say"]) <= values.keys() and all(
            _plain(data.get(name)) == value for name, value in wanted.items()
        ):
            return saying
    return {}


def _blanks(text: str) -> set[str]:
    return set(BLANK.findall(text))


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _value(field: Field, value: Any, language: Language) -> str:
    """A value of a field in words."""
    if isinstance(value, bool):
        return str(language.sentences["yes" if value else "no"])
    if isinstance(value, date):
        return language.day(value)
    if isinstance(value, int | float):
        return f"{value:g}"
    if isinstance(value, tuple | list):
        return language.listed([_value(field, each, language) for each in value])
    if isinstance(value, Mapping):
        return language.listed([_value(field, each, language) for each in value.values()])
    if field.type in ("choice", "choices"):
        return language.word(str(value))
    return language.person(str(value)) if field.type == "text" else _decoded(str(value), language)


def _decoded(code: str, language: Language) -> str:
    """A code in words: a role, a kind of fact, a duty, a parameter, the policy, one of its lists; else as it is."""
    policy, texts = language.policy, language.texts
    if code in policy.roles:
        return uncapitalised(language.role(code))
    if code in policy.kinds:
        return uncapitalised(language.name(policy.kinds[code].names))
    if code == policy.pack.id:
        return str(texts["title"])
    rule, _, action = code.partition("/")
    if action in texts["actions"] and rule in texts["rules"]:
        return language.action(action)
    tables = [texts.get("parameters", {}), *texts.get("lists", {}).values()]
    found = next((table[code] for table in tables if code in table), None)
    if found is not None:
        return uncapitalised(str(found))
    return language.word(code) if code in policy.words else language.person(code)
