"""Faults: what is wrong in a file that a person wrote, where, and what would be right."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any, Literal, NamedTuple

from pydantic import ValidationError

from fingerpost.rules.concept import nearest

LONGEST_SHOWN = 80


class Fault(NamedTuple):
    """One thing wrong: in which file, at which key or line, what, and how grave.

    An error stops; a warning does not.
    """

    file: str
    place: str
    what: str
    gravity: Literal["error", "warning"] = "error"

    def __str__(self) -> str:
        where = f"{self.file}: {self.place}" if self.place else self.file
        return f"{self.gravity}: {where}: {self.what}"


class FaultyPackError(ValueError):
    """A pack that cannot be used; `faults` lists everything that is wrong with it."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = tuple(faults)


def faults_of_form(file: str, error: ValidationError, raw: Any) -> list[Fault]:
    """What pydantic found, each at a place that a reader of the file recognises."""
    errors = error.errors()
    faults: list[Fault] = []
    for place, same in groupby(errors, key=lambda each: place_of(each["loc"], raw)):
        faults.extend(Fault(file, place, what) for what in _sentences(list(same)))
    return faults


def place_of(path: Iterable[str | int], raw: Any) -> str:
    """A path into a file in words: `rule escort > step first > moves 2`."""
    words: list[str] = []
    for part in path:
        if isinstance(part, int):
            if not isinstance(raw, list):
                continue
            raw = raw[part] if part < len(raw) else None
            name = _name_of(raw)
            words[-1:] = [f"{words[-1]} {name or part + 1}"] if words else [str(part + 1)]
        elif isinstance(raw, Mapping) and part in raw:
            raw = raw[part]
            words.append(part)
    return " > ".join(words)


def _name_of(raw: Any) -> str:
    if not isinstance(raw, Mapping):
        return ""
    names = [raw[key] for key in ("id", "action", "number") if isinstance(raw.get(key), str)]
    return names[0] if names else ""


TEXT, LIST, TABLE = "text in quotes", "a list in square brackets", "a table in curly brackets"
YES_OR_NO, WHOLE, NUMBER = "true or false", "a whole number", "a number"
DAY, MOMENT = "a date such as 2026-02-16", "a moment such as 2026-02-16T09:30:00"
UNQUOTED = (YES_OR_NO, WHOLE, NUMBER, DAY, MOMENT)
FORMS = {
    "string_type": TEXT,
    "tuple_type": LIST,
    "bool_type": YES_OR_NO,
    "bool_parsing": YES_OR_NO,
    "int_type": WHOLE,
    "int_parsing": WHOLE,
    "int_from_float": WHOLE,
    "float_type": NUMBER,
    "float_parsing": NUMBER,
    "date_type": DAY,
    "date_parsing": DAY,
    "date_from_datetime_parsing": DAY,
    "datetime_type": MOMENT,
    "datetime_parsing": MOMENT,
    "datetime_from_date_parsing": MOMENT,
    "dict_type": TABLE,
    "dataclass_type": TABLE,
}
"""What a value must be, by pydantic's name for what is wrong."""


def _sentences(errors: Sequence[Any]) -> list[str]:
    """What is wrong at one place. Where a value may have several forms and has none, one sentence
    names them all; a form that it comes near to says more."""
    near = [each for each in errors if each["type"] not in FORMS]
    if near:
        return [_in_plain_words(each) for each in near]
    forms = list(dict.fromkeys(FORMS[each["type"]] for each in errors))
    if NUMBER in forms and WHOLE in forms:
        forms.remove(WHOLE)
    value = errors[0]["input"]
    quoted = isinstance(value, str) and len(forms) == 1 and forms[0] in UNQUOTED
    hint = ", without quotes" if quoted else ""
    return [f"must be {' or '.join(forms)}{hint} (it is {_shown(value)})"]


def _in_plain_words(error: Any) -> str:
    kind, context = str(error["type"]), error.get("ctx", {})
    if kind == "missing":
        return f"{str(error['loc'][-1])!r} is missing; add it"
    if kind == "union_tag_invalid":
        known = [each.strip("' ") for each in context["expected_tags"].split(",")]
        return f"there is no {context['tag']!r}; {nearest(context['tag'], known)}"
    if kind == "union_tag_not_found":
        return "'shape' is missing; a rule's shape is procedure, task or requirement"
    if kind == "literal_error":
        return f"must be {context['expected']} (it is {_shown(error['input'])})"
    return str(error["msg"]).removeprefix("Value error, ")


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= LONGEST_SHOWN else text[:LONGEST_SHOWN] + " ..."
