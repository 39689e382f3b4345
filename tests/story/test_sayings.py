"""Every kind of fact is told in words, in both languages, and nothing of it is lost."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import product
from typing import Any

import pytest

from fingerpost.rules.asks import Ask
from fingerpost.rules.concept import read_as
from fingerpost.rules.facts import Fact
from fingerpost.rules.kinds import Field, Kind
from fingerpost.story.language import LANGUAGES, Language
from fingerpost.story.sayings import acts_of, told
from tests.rules.telling import at_risk
from tests.story.stories import language_of

CODE = re.compile(r"\w_\w|[a-z]/[a-z]|person:|[{}]")
SAID_OTHERWISE = {
    ("started", "learner"),  # the person is in the title
    ("contact", "direction"),  # telephoned, or got in touch
}
"""What a sentence says without the words of the field."""


def some(field: Field) -> tuple[Any, ...]:
    """Values that a field may have; every choice of a choice."""
    values: dict[str, tuple[Any, ...]] = {
        "choice": field.choices,
        "choices": (field.choices[:2], field.choices[1:2]),
        "yes_no": (True, False),
        "number": (17.5,),
        "whole_number": (17,),
        "date": ("2026-02-16",),
        "subject": (f"{(field.about or ('person',))[0]}:X17",),
        "word": ("illness",),
        "words": (["bursary"],),
        "value": (3,),
        "table": ({"nation": "wales"},),
        "text": ("Xyzzy",),
    }
    return values[field.type]


def filled(kind: Kind) -> Iterator[dict[str, Any]]:
    """The data of facts of a kind, with every combination of choices, and with the least."""
    fields = kind.fields
    for values in product(*(some(field) for field in fields.values())):
        yield dict(zip(fields, values, strict=True))
    yield {name: some(field)[0] for name, field in fields.items() if field.required}


def fact_of(kind: Kind, data: Mapping[str, Any]) -> Fact:
    subject = f"{(kind.about or ('enrolment',))[0]}:self"
    return Fact(kind, subject, date(2026, 2, 16), dict(data), "F1")


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("kind", at_risk().kinds.values(), ids=lambda kind: kind.name)
def test_every_fact_is_told_in_words(kind: Kind, code: str) -> None:
    for data in filled(kind):
        said = told(fact_of(kind, data), language_of(code))
        assert said[0].isupper() or said[0] == "“", said
        assert not CODE.search(said), said


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("kind", at_risk().kinds.values(), ids=lambda kind: kind.name)
def test_facts_that_differ_are_told_differently(kind: Kind, code: str) -> None:
    """Nothing that a fact says is left out of its sentence."""
    for data in filled(kind):
        said = told(fact_of(kind, data), language_of(code))
        for name, field in kind.fields.items():
            if name not in data or field.required or (kind.name, name) in SAID_OTHERWISE:
                continue
            without = {each: value for each, value in data.items() if each != name}
            if data[name] is not False and field.type != "choice":
                assert told(fact_of(kind, without), language_of(code)) != said, (name, said)
        for name, field in kind.fields.items():
            for other in some(field) if name in data else ():
                if other != data[name] and (kind.name, name) not in SAID_OTHERWISE:
                    changed = told(fact_of(kind, data | {name: other}), language_of(code))
                    assert changed != said, (name, said)


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_act_that_a_duty_waits_for_has_a_name(code: str) -> None:
    language = language_of(code)
    asks = [part for rule in at_risk().pack.rules for part in rule.parts() if isinstance(part, Ask)]
    for ask in asks:
        said = acts_of(ask, language)
        assert said and not CODE.search(said), said
    assert len(asks) > 20


def test_a_kind_without_a_saying_is_told_by_its_name_and_all_that_it_says() -> None:
    kind = read_as(
        Kind,
        {
            "name": "fed",
            "about": ["enrolment"],
            "names": {"en": "Fed", "cy": "Bwydwyd"},
            "fields": {
                "what": {"type": "text", "names": {"en": "Food", "cy": "Bwyd"}},
                "liked": {"type": "yes_no", "names": {"en": "Liked", "cy": "Hoffwyd"}},
            },
        },
    )
    fact = fact_of(kind, {"what": "hay", "liked": True})
    assert told(fact, language_of("en")) == "Fed (food: hay; liked: yes)"
    assert told(fact, language_of("cy")) == "Bwydwyd (bwyd: hay; hoffwyd: ie)"


def test_codes_of_the_policy_are_said_in_words() -> None:
    def say(kind: str, code: str = "en", **data: Any) -> str:
        return told(fact_of(at_risk().kinds[kind], data), language_of(code))

    policy = "learners-at-risk"
    assert say("parameter_set", policy=policy, name="window-1", value=4, where={"nation": "wales"}) == (
        "Set for the policy Managing learners at risk: time for an answer to the stage 1 notice is now 4 (Wales)"
    )
    assert say("policy_adopted", "cy", policy=policy) == ("Mabwysiadwyd polisi: Rheoli dysgwyr sydd mewn perygl")
    assert say("duty_passed_on", duty="escalation/call-2", to="iqa") == (
        "“Telephone learner and employer (stage 2)” was passed on to internal quality assurer (IQA)"
    )
    assert say("not_held", kinds=["progress", "panel_held"]) == (
        "This source does not hold: progress recorded and leaver panel held"
    )


def test_people_are_said_by_name_where_it_is_known() -> None:
    started = {
        "learner": "person:P-1",
        "programme": "Joinery",
        "programme_type": "traineeship",
        "nation": "wales",
        "coach": "person:S-1",
    }
    fact = fact_of(at_risk().kinds["started"], started)
    named = Language("en", at_risk(), {"person:S-1": "Ann Example"})
    assert told(fact, named) == "Started Joinery (traineeship in Wales), coach Ann Example"
    assert told(fact, language_of("en")) == "Started Joinery (traineeship in Wales), coach S-1"
