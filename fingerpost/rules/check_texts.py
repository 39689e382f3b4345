"""Whether everything that a person reads has its text, in every language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from fingerpost.rules.asks import Ask
from fingerpost.rules.concept import nearest
from fingerpost.rules.faults import Fault
from fingerpost.rules.policy import Policy

BLANK = re.compile(r"\{([^{}]*)\}")
Path = tuple[str, ...]
"""The names that lead to a text."""


def faults_of_texts(policy: Policy, file: str) -> Iterator[Fault]:
    """Texts that are missing or empty, and texts of nothing."""
    wanted = dict.fromkeys(_wanted(policy))
    for language, texts in policy.texts.items():
        where = f"{file.removesuffix('pack.toml')}texts/{language}.toml"
        for path in wanted:
            if not _at(texts, path):
                yield Fault(where, " > ".join(path), "this text is missing; write it")
        for path in _paths(texts):
            if path not in wanted:
                hint = nearest(path[-1], {each[-1] for each in wanted if each[0] == path[0]})
                what = f"nothing in the pack has this name; {hint}"
                yield Fault(where, " > ".join(path), what, "warning")
        yield from _blanks(policy, texts, where)


def _wanted(policy: Policy) -> Iterator[Path]:
    """The path of every text that the pack needs."""
    pack = policy.pack
    yield ("title",)
    yield from (("clauses", clause.number) for clause in pack.clauses)
    yield from (("parameters", name) for name in pack.parameters)
    for interpretation in pack.interpretations:
        for part in ("question", "choice", "others"):
            yield ("interpretations", interpretation.id, part)
    yield from _of_rules(policy)
    for standing in policy.standings.values():
        yield ("standings", standing.id)
        yield from (("levels", level) for level in standing.levels)
    yield from (("gates", gate.id) for gate in pack.gates)
    for name, codes in pack.lists.items():
        yield from (("lists", name, code) for code in codes)
    for message in pack.messages:
        yield ("messages", message.id, "subject")
        yield ("messages", message.id, "body")


def _of_rules(policy: Policy) -> Iterator[Path]:
    for rule in policy.pack.rules:
        yield ("rules", rule.id)
        yield from (("actions", part.action) for part in rule.parts() if isinstance(part, Ask))
    for procedure in policy.procedures.values():
        yield from (("steps", step.id) for step in procedure.steps)
        yield from (("triggers", trigger.id) for trigger in procedure.triggers)


def _at(texts: Mapping[str, Any], path: Path) -> str | None:
    found: Any = texts
    for name in path:
        found = found.get(name) if isinstance(found, Mapping) else None
    return found if isinstance(found, str) and found.strip() else None


def _paths(texts: Mapping[str, Any], before: Path = ()) -> Iterator[Path]:
    for name, value in texts.items():
        if isinstance(value, Mapping):
            yield from _paths(value, (*before, name))
        else:
            yield (*before, name)


def _blanks(policy: Policy, texts: Mapping[str, Any], where: str) -> Iterator[Fault]:
    """Blanks in letters that nothing fills."""
    for message in policy.pack.messages:
        for part in ("subject", "body"):
            place = f"messages > {message.id} > {part}"
            for blank in BLANK.findall(_at(texts, ("messages", message.id, part)) or ""):
                if blank not in message.placeholders:
                    hint = nearest(blank, message.placeholders)
                    yield Fault(where, place, f"nothing fills {{{blank}}}; {hint}")
