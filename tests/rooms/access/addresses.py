"""Every address of the product, found in its address book, and what stands in for the blanks of one."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from django.urls import URLPattern, get_resolver

from tests.rooms.access.provider import Provider

BLANK = re.compile(r"<(?:\w+:)?(\w+)>")
OF_A_LEARNER = re.compile(r"learners/<\w+:code>")


class Address(NamedTuple):
    """One address: its name, and how it is written with its blanks."""

    name: str
    pattern: str

    @property
    def is_about_a_learner(self) -> bool:
        """Whether it says which learner it is about."""
        return bool(OF_A_LEARNER.match(self.pattern))


def addresses() -> list[Address]:
    """All that are not of the library for signing in, which has tests of its own."""
    return [each for each in _walk(get_resolver().url_patterns, "", "") if not each.pattern.startswith("account/")]


def _walk(patterns: Sequence[object], before: str, space: str) -> Iterator[Address]:
    for each in patterns:
        written = before + str(each.pattern)  # type: ignore[attr-defined]
        if isinstance(each, URLPattern):
            yield Address(f"{space}{each.name}", written)
        else:
            inner = each.namespace  # type: ignore[attr-defined]
            yield from _walk(each.url_patterns, written, f"{space}{inner}:" if inner else space)  # type: ignore[attr-defined]


def filled(address: Address, provider: Provider, learner: str = "amina", **blanks: object) -> str:
    """The address with its blanks filled in: about a learner, or about what the cast has one of."""
    values: dict[str, object] = {
        "code": _code_for(address, provider, learner),
        "number": provider.entries[learner],
        "kind": "milestone",
        "token": "no-such-token",
        **blanks,
    }
    return "/" + BLANK.sub(lambda blank: str(values[blank[1]]), address.pattern)


def _code_for(address: Address, provider: Provider, learner: str) -> str:
    if address.pattern.startswith("groups/"):
        return provider.groups["care"].code
    return provider.people["coach2"].code if address.pattern.startswith("people/") else provider.codes[learner]
