"""The values of a policy that matter for a duty: what they are, since when, and where its text is silent."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from fingerpost.duties.closing import Asked
from fingerpost.rules.concept import Concept, fields_of
from fingerpost.rules.facts import Fact
from fingerpost.rules.occasions import Count, Silence
from fingerpost.rules.patterns import Pattern
from fingerpost.rules.policy import Policy
from fingerpost.rules.procedure import Procedure
from fingerpost.story.language import Language

if TYPE_CHECKING:
    from fingerpost.duties.why import Record


@dataclass(frozen=True, slots=True)
class Setting:
    """A value of the policy: what it is called, what it is for this subject, and since when the provider has it so
    (None: it is as the policy has it)."""

    name: str
    value: str
    since: date | None


@dataclass(frozen=True, slots=True)
class Silent:
    """Where the text is silent or can be read in two ways: the question, our choice, and the other readings."""

    question: str
    choice: str
    others: str


def names_that_matter(asked: Asked, because: Sequence[Fact], was_silence: bool) -> list[str]:
    """The parameters that decided about a duty: those of the part that asks, and of the occasion that called for it."""
    parts: list[Concept] = [asked.ask]
    if isinstance(asked.rule, Procedure):
        whens = [trigger.when for trigger in asked.rule.triggers]
        parts += [when for when in whens if isinstance(when, Silence) and was_silence]
        parts += [when for when in whens if isinstance(when, Count) and _is_counted(when, because)]
    found = (name for part in parts for name in _values(part) if name in asked.policy.pack.parameters)
    return list(dict.fromkeys(found))


def _is_counted(when: Count, because: Sequence[Fact]) -> bool:
    alike = [fact for fact in because if fact.kind.name == when.count_of.kind]
    return len(alike) > 1 and len(when.count_of.among(alike)) > 1


def _values(whole: Concept) -> Iterator[str]:
    """Every word that stands as a value in a part of a policy; patterns hold none, they hold words of facts."""
    for part in whole.parts():
        if not isinstance(part, Pattern):
            yield from (value for name in fields_of(type(part)) if isinstance(value := getattr(part, name), str))


def settings_of(names: Collection[str], record: Record, language: Language) -> list[Setting]:
    """The values as they are for the subject today."""
    today = record.viewer.on.toordinal()
    return [
        Setting(
            name=str(language.texts["parameters"][name]),
            value=_said(record.reading.value(name, today), record.asked.policy.pack.parameters[name].unit, language),
            since=_since(name, record),
        )
        for name in names
    ]


def _said(value: Any, unit: str, language: Language) -> str:
    if isinstance(value, bool):
        return str(language.sentences["yes" if value else "no"])
    if unit == "role":
        return language.role(str(value))
    return _("%(value)s %(unit)s") % {"value": f"{value:g}", "unit": language.unit(unit)}


def _since(name: str, record: Record) -> date | None:
    """The day from which the provider has set the value that holds for the subject."""
    today, history = record.viewer.on, record.reading.history
    days = []
    for fact in record.rules.provider:
        data = fact.data or {}
        if fact.kind.name == "parameter_set" and (data["policy"], data["name"]) == (record.duty.pack, name):
            where = data.get("where") or {}
            is_ours = all(history.attribute(each, today.toordinal()) == word for each, word in where.items())
            days += [fact.on] if fact.on <= today and is_ours else []
    return max(days, default=None)


def silences_of(names: Collection[str], clause: str, policy: Policy, language: Language) -> list[Silent]:
    """Where the clause is silent about what matters here."""
    texts = language.texts["interpretations"]
    found = [each for each in policy.pack.interpretations if each.clause == clause and each.parameter in names]
    return [Silent(*(str(texts[each.id][part]) for part in ("question", "choice", "others"))) for each in found]
