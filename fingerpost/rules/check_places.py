"""Where each part of a pack stands, in the words of its file: `rule care > step first`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from fingerpost.rules.acts import Act, Every
from fingerpost.rules.concept import Concept, fields_of, nearest
from fingerpost.rules.policy import Pack

Found = Iterator[tuple[str, str]]
"""What is wrong: place and sentence."""

UNSPOKEN = {(Every, "every"), (Act, "act")}
"""Keys that the short form `done_by = [...]` leaves out."""


class Part(NamedTuple):
    """A concept of a pack, where it stands, and the rule, standing or the like that it is in."""

    place: str
    concept: Concept
    whole: Concept

    @property
    def about(self) -> str:
        """The kind of subject that the whole is about; empty where it does not say."""
        return str(getattr(self.whole, "about", ""))


def parts_of(pack: Pack) -> list[Part]:
    """Every concept of a pack, in the order of the file."""
    found: list[Part] = []
    for name, field in fields_of(Pack).items():
        for place, whole in _inside(getattr(pack, name), field.alias or name):
            found.extend(Part(where, each, whole) for where, each in _places(whole, place))
    return found


def unknown(what: str, name: object, known: Iterable[object]) -> str:
    """The sentence about a name of nothing, with the one that was probably meant."""
    return f"there is no {what} {name!r}; {nearest(str(name), known)}"


def _places(concept: Concept, place: str) -> Iterator[tuple[str, Concept]]:
    yield place, concept
    for name, field in fields_of(type(concept)).items():
        key = field.alias or name
        spoken = "" if (type(concept), name) in UNSPOKEN or key[0] == "(" else f" > {key}"
        for where, each in _inside(getattr(concept, name), place + spoken):
            yield from _places(each, where)


def _inside(value: object, place: str) -> Iterator[tuple[str, Concept]]:
    """The outermost concepts in a value, with their places."""
    if isinstance(value, Concept):
        yield place, value
    elif isinstance(value, Mapping):
        for name, item in value.items():
            yield from _inside(item, f"{place} > {name}")
    elif isinstance(value, tuple):
        for number, item in enumerate(value, start=1):
            yield from _inside(item, f"{place} {name_of(item) or number}")


def name_of(item: object) -> str:
    """What an item of a list calls itself."""
    for key in ("id", "action", "number"):
        name = getattr(item, key, None)
        if isinstance(name, str):
            return name
    return ""
