"""Filling the blanks of a text: `{learner}` and the like, and nothing else that braces could mean elsewhere."""

import re
from collections.abc import Collection, Iterable, Mapping

BLANK = re.compile(r"\{([^{}]*)\}")


class UnfilledBlankError(ValueError):
    """A text has a blank that nothing fills; the message names it."""


def blanks_in(text: str) -> list[str]:
    """The names in braces, in their order."""
    return BLANK.findall(text)


def stray_braces(text: str) -> bool:
    """Whether a brace stands by itself."""
    return bool(re.search(r"[{}]", BLANK.sub("", text)))


def unknown_blanks(text: str, known: Collection[str]) -> list[str]:
    """The blanks that nothing fills, each once."""
    return list(dict.fromkeys(name for name in blanks_in(text) if name not in known))


def missing_blanks(text: str, wanted: Iterable[str]) -> list[str]:
    """The blanks that a text should have and has not."""
    there = set(blanks_in(text))
    return [name for name in wanted if name not in there]


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with its blanks filled, in one pass: what a value holds is never looked at for blanks, and is one line.
    Raises UnfilledBlankError."""
    unknown = unknown_blanks(text, values)
    if unknown:
        raise UnfilledBlankError(f"nothing fills {{{unknown[0]}}}")
    return BLANK.sub(lambda found: one_line(values[found[1]]), text)


def one_line(text: str) -> str:
    """A text without line ends and other control characters, which have no place in a name or a head line."""
    return " ".join("".join(each if each.isprintable() else " " for each in text).split())
