"""A fact recorded is the fact read: every kind, with whatever it may hold."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fingerpost.facts.actions import record
from fingerpost.facts.keys import new_key
from fingerpost.facts.kinds import COMPARTMENTS, kind_named, kinds
from fingerpost.facts.models import Entry
from fingerpost.facts.queries import facts_of
from fingerpost.facts.rows import free_text, words_of
from fingerpost.rules.kinds import Field, Kind
from tests.rooms.facts.telling import AT, COACH, STARTED, day, undone

pytestmark = pytest.mark.django_db
DAYS = st.dates(date(1926, 1, 1), date(2126, 1, 1))
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)
WORD = TEXT.filter(bool)
NUMBERS = st.one_of(st.integers(-(10**9), 10**9), st.floats(-1e9, 1e9, allow_nan=False))
PLAIN: dict[str, st.SearchStrategy[Any]] = {
    "word": WORD,
    "text": TEXT,
    "words": st.lists(TEXT, max_size=4),
    "yes_no": st.booleans(),
    "number": NUMBERS,
    "whole_number": st.integers(-(10**9), 10**9),
    "date": st.one_of(DAYS, DAYS.map(date.isoformat)),
    "value": st.one_of(NUMBERS, st.booleans(), TEXT),
    "table": st.dictionaries(TEXT, TEXT, max_size=3),
}


def values(field: Field) -> st.SearchStrategy[Any]:
    """Whatever the field may hold."""
    if field.type == "choice":
        return st.sampled_from(field.choices)
    if field.type == "choices":
        return st.lists(st.sampled_from(field.choices), max_size=3)
    if field.type == "subject":
        return st.builds("{}:{}".format, st.sampled_from(field.about or ("person",)), WORD)
    return PLAIN[field.type]


@st.composite
def data_of(draw: st.DrawFn, kind: Kind) -> dict[str, Any]:
    """Data that fits the kind; what is not required is there, lacking or nothing."""
    data = {}
    for name, field in kind.fields.items():
        here = values(field) if field.required else st.one_of(values(field), st.none())
        if field.required or draw(st.booleans()):
            data[name] = draw(here)
    return data


def as_read(kind: Kind, data: dict[str, Any]) -> dict[str, Any]:
    """What was told as it is to be read. A field without a value says nothing, and so does free text without a letter;
    an attribute without a value takes away the one that was."""
    free = free_text(kind)
    held = {name: value for name, value in kind.read(data).items() if value is not None or name in kind.sets}
    return {name: value for name, value in held.items() if name not in free or value}


@pytest.mark.parametrize("name", sorted(kinds()))
@settings(max_examples=15)
@given(data=st.data())
def test_a_fact_recorded_is_the_fact_read(name: str, data: st.DataObject) -> None:
    kind = kind_named(name)
    told, said = data.draw(data_of(kind)), data.draw(TEXT)
    on, compartment = data.draw(DAYS), data.draw(st.sampled_from(("", *COMPARTMENTS)))
    at = data.draw(st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)))
    subject = new_key(kind.about[0] if kind.about else "enrolment")
    with undone():
        entry = record(
            subject=subject, kind=name, on=on, by=COACH, at=at, data=told, said=said, compartment=compartment
        )
        (fact,) = facts_of(subject)
        words = words_of(Entry.objects.get(pk=entry.pk))
    assert fact.data == as_read(kind, told)
    assert {key: type(value) for key, value in fact.data.items() if isinstance(value, date | tuple)} == {
        key: type(value) for key, value in as_read(kind, told).items() if isinstance(value, date | tuple)
    }
    assert (fact.kind, fact.subject, fact.on, fact.by, fact.recorded_at) == (kind, subject, on, COACH, at)
    assert (fact.compartment, fact.id) == (compartment or kind.compartment, f"{entry.pk:012}")
    assert words.get("said", "") == said.strip()


def test_an_attribute_without_a_value_takes_away_the_one_that_was() -> None:
    """Whoever leaves an employer has none from that day on."""
    subject = new_key("enrolment")
    record(subject=subject, kind="started", on=day("2026-01-05"), by=COACH, at=AT, data={**STARTED, "employer": "A"})
    record(subject=subject, kind="changed", on=day("2026-02-02"), by=COACH, at=AT, data={"employer": None})
    assert facts_of(subject)[1].data == {"employer": None}
