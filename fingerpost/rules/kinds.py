"""Kinds of fact: which fields a fact of a kind has, and what it means for every rule.

Kinds are data (`packs/kinds/*.toml`). A policy that needs a new kind adds a file, not code.
"""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property
from typing import Any, Literal

from fingerpost.rules.concept import Concept, key, nearest

FieldType = Literal[
    "word",
    "text",
    "choice",
    "choices",
    "words",
    "yes_no",
    "number",
    "whole_number",
    "date",
    "subject",
    "value",
    "table",
]
Mark = Literal["starts", "ends", "break_begins", "break_ends", "closes_days"]


class FactError(ValueError):
    """A fact that does not fit its kind; `field` names the part of the data at fault, where there is one."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class Checked(dict[str, Any]):
    """The data of a fact, checked by a kind. Nobody changes it."""

    __slots__ = ("kind",)

    def __init__(self, kind: "Kind") -> None:
        self.kind = kind


class Names(Concept):
    """What a thing is called, in English and in Welsh."""

    en: str
    cy: str


class Field(Concept):
    """One field of a kind of fact: its type, and for a choice the words that it may hold."""

    type: FieldType
    required: bool = False
    choices: tuple[str | int, ...] = ()
    about: tuple[str, ...] = key(default=(), description="kinds of subject that a field of type subject may name")
    names: Names

    def read(self, value: object) -> object:
        """The value as a fact holds it (dates become dates); raises ValueError that says what would be right."""
        return READERS[self.type](self, value)


class Kind(Concept):
    """A kind of fact: about which subjects, with which fields, and what it means for every rule.

    `marks` says that it starts or ends its subject's life, begins or ends a break, or closes the provider's days.
    `sets` names the fields that are attributes of the subject from the fact's day on.
    """

    name: str
    about: tuple[str, ...] = key(description="kinds of subject; empty for any")
    compartment: str = "ordinary"
    marks: Mark | None = None
    sets: tuple[str, ...] = ()
    fields: dict[str, Field] = key(default={})
    names: Names

    @cached_property
    def many_valued(self) -> frozenset[str]:
        """The fields that hold several values."""
        return frozenset(name for name, field in self.fields.items() if field.type in ("choices", "words"))

    def filled(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """The data with the first choice of each required choice that it lacks: a fact as one supposes it."""
        lacking = {name: each.choices[0] for name, each in self.fields.items() if each.required and each.choices}
        return {**lacking, **data}

    @cached_property
    def _restored(self) -> tuple[tuple[str, Callable[[Any], object]], ...]:
        """The fields that a database holds in another form, and what restores them."""
        return tuple((name, RESTORED[each.type]) for name, each in self.fields.items() if each.type in RESTORED)

    def restored(self, data: Mapping[str, Any]) -> "Checked":
        """Data that was checked once and comes back from a database that nobody can change: it is not checked again.
        What was erased since may be lacking."""
        checked = Checked(self)
        checked.update(data)
        for name, restore in self._restored:
            if checked.get(name) is not None:
                checked[name] = restore(checked[name])
        return checked

    def read(self, data: Mapping[str, Any]) -> Mapping[str, Any]:
        """The data checked field by field; raises FactError naming the first field at fault.

        What this kind has checked before is taken as it is, so that facts that say the same may share it.
        """
        if isinstance(data, Checked) and data.kind is self:
            return data
        fields = self.fields
        checked = Checked(self)
        for name, value in data.items():
            if name not in fields:
                raise FactError(f"a {self.name} has no field {name!r}; {nearest(name, fields)}", name)
            if value is None and not fields[name].required:
                checked[name] = None
                continue
            try:
                checked[name] = fields[name].read(value)
            except ValueError as error:
                raise FactError(f"{name} of a {self.name} {error}", name) from None
        for name, each in fields.items():
            if each.required and name not in checked:
                raise FactError(f"a {self.name} needs the field {name!r} ({each.names.en})", name)
        return checked


def _as_date(value: Any) -> object:
    return date.fromisoformat(value) if isinstance(value, str) else value


RESTORED: Mapping[str, Callable[[Any], object]] = {"date": _as_date, "choices": tuple, "words": tuple}
"""What a file or a database cannot hold as it is, and what makes it so again."""


def _word(field: Field, value: object) -> object:
    if isinstance(value, str) and value:
        return value
    raise ValueError("must be a word or a code, in quotes")


def _text(field: Field, value: object) -> object:
    if isinstance(value, str):
        return value
    raise ValueError("must be text, in quotes")


def _choice(field: Field, value: object) -> object:
    if isinstance(value, str | int) and not isinstance(value, bool) and value in field.choices:
        return value
    raise ValueError(f"cannot be {value!r}; {nearest(str(value), field.choices)}")


def _choices(field: Field, value: object) -> object:
    if not isinstance(value, list | tuple):
        raise ValueError("must be a list, such as [" + ", ".join(repr(each) for each in field.choices[:2]) + "]")
    return tuple(_choice(field, each) for each in value)


def _words(field: Field, value: object) -> object:
    if isinstance(value, list | tuple) and all(isinstance(each, str) for each in value):
        return tuple(value)
    raise ValueError("must be a list of words in quotes")


def _yes_no(field: Field, value: object) -> object:
    if isinstance(value, bool):
        return value
    raise ValueError("must be true or false, without quotes")


def _number(field: Field, value: object) -> object:
    if isinstance(value, int | float) and not isinstance(value, bool) and value == value:
        return value
    raise ValueError("must be a number, without quotes")


def _whole_number(field: Field, value: object) -> object:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise ValueError("must be a whole number, without quotes")


def _date(field: Field, value: object) -> object:
    if type(value) is date:
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise ValueError(f"must be a date such as 2026-02-16, not {value!r}") from None


def _subject(field: Field, value: object) -> object:
    kinds = field.about or ("kind",)
    if isinstance(value, str) and value.partition(":")[2] and (not field.about or value.partition(":")[0] in kinds):
        return value
    raise ValueError(f"must name a subject such as {kinds[0]}:17, not {value!r}")


def _value(field: Field, value: object) -> object:
    if isinstance(value, str | int | float | bool):
        return value
    raise ValueError("must be a number, a word, or true or false")


def _table(field: Field, value: object) -> object:
    if isinstance(value, Mapping) and all(isinstance(each, str) for each in value.values()):
        return dict(value)
    raise ValueError('must be a table of words, such as {"nation": "england"}')


READERS = {
    "word": _word,
    "text": _text,
    "choice": _choice,
    "choices": _choices,
    "words": _words,
    "yes_no": _yes_no,
    "number": _number,
    "whole_number": _whole_number,
    "date": _date,
    "subject": _subject,
    "value": _value,
    "table": _table,
}
