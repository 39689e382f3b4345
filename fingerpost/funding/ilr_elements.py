"""Elements: which may stand where in an ILR, in which order and how often."""

from collections.abc import Iterator, Sequence

import msgspec

from fingerpost.funding.ilr_forms import Day, Form, Moment, Text, Whole

YEARS = ("2024-25", "2025-26")
"""The years whose files can be read."""


class Element(msgspec.Struct, frozen=True):
    """An element: simple (it has a form) or a group (it has elements, in their order).

    It stands from `least` to `most` times (None: as often as one likes) at its place, in the files of the year
    `only` (empty: of every year).
    """

    name: str
    least: int = 1
    most: int | None = 1
    form: Form | None = None
    elements: tuple["Element", ...] = ()
    only: str = ""


def one(name: str, form: Form, only: str = "") -> Element:
    """A simple element that must be there."""
    return Element(name, form=form, only=only)


def maybe(name: str, form: Form, only: str = "") -> Element:
    """A simple element that may be left out."""
    return Element(name, least=0, form=form, only=only)


def group(name: str, *elements: Element, least: int = 1, most: int | None = 1, only: str = "") -> Element:
    """An element that holds others."""
    return Element(name, least, most, elements=elements, only=only)


def digits(most: int) -> Whole:
    """A whole number of at most so many digits; the schema lets it be negative."""
    return Whole(1 - 10**most, 10**most - 1)


def upto(longest: int) -> Text:
    """A text of 1 to `longest` characters."""
    return Text(1, longest)


def texts(pattern: str, said: str) -> Text:
    """A text that has a pattern; `said` is the pattern in words."""
    return Text(pattern=pattern, said=said)


DAY, MOMENT = Day(), Moment()
LETTER = Text(1, 1)
UKPRN = Whole(10_000_000, 99_999_999)
HOURS = Whole(0, 9_999)
POUNDS = Whole(0, 999_999)


def of_year(elements: Sequence[Element], year: str) -> tuple[Element, ...]:
    """Those `elements`, and those in them, that stand in a file of that year."""
    return tuple(
        msgspec.structs.replace(each, elements=of_year(each.elements, year))
        for each in elements
        if each.only in ("", year)
    )


def homes_of(name: str, group: Element) -> Iterator[str]:
    """The groups in `group`, and itself, that have an element of that name."""
    for each in group.elements:
        if each.name == name:
            yield group.name
        yield from homes_of(name, each)
