"""Plain text as the typesetter gets it: lines of runs, with links made out, without what the typeface cannot show."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from unicodedata import category, normalize

from fingerpost.kit.paper.glyphs import characters_of
from fingerpost.kit.paper.typeface import REGULAR

Run = dict[str, str | list[str]]
Line = list[Run]
INSTEAD = "◊"
"""What stands where the typeface has no character."""
WIDE, NARROW = 40, 16
"""How many characters a word may have and still fit in a line of the page, and of a column."""
_PIECE = 8
_LONGEST_LINK = 500
_LINK = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)\]}'’”»]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


def not_shown(texts: Iterable[str]) -> frozenset[str]:
    """The characters for which `INSTEAD` would stand on paper (pictures, far scripts): to be told before sending."""
    return frozenset(each for text in texts for each in _cleaned(text) if each != "\n" and each not in _shown())


def one_line(text: str) -> str:
    """A text without line breaks and without what cannot be seen, as a name or a title is known."""
    return " ".join(_cleaned(text).split())


def line_of(text: str, longest_word: int = WIDE) -> Line:
    """The runs of a text that is one line; none where it holds no word."""
    return list(_runs(_as_shown(one_line(text)), longest_word))


def lines_of(text: str, longest_word: int = WIDE) -> list[Line]:
    """The lines of a text, without empty ones around it; none where it holds no word."""
    whole = _as_shown(_cleaned(text)).strip()
    return [list(_runs(line.strip(), longest_word)) for line in whole.split("\n")] if whole else []


@cache
def _shown() -> frozenset[str]:
    return characters_of(REGULAR)


def _as_shown(text: str) -> str:
    return "".join(each if each == "\n" or each in _shown() else INSTEAD for each in text)


def _cleaned(text: str) -> str:
    """Accents joined to their letters, one kind of line break and of space, nothing that is invisible by itself."""
    lines = "\n".join(normalize("NFC", text).splitlines()).replace("\t", " ")
    return "".join(each for each in lines if each == "\n" or not _is_invisible(each))


def _is_invisible(each: str) -> bool:
    """Controls, marks of direction, joiners, half characters, and marks that choose how an emoji is drawn."""
    return category(each) in ("Cc", "Cf", "Cs") or "\ufe00" <= each <= "\ufe0f"


def _runs(line: str, longest_word: int) -> Iterator[Run]:
    """Plain text and links by turns, each in pieces between which a line may end."""
    end = 0
    for found in _LINK.finditer(line):
        told = found.group()
        if len(told) <= _LONGEST_LINK:
            yield {"pieces": _pieces(line[end : found.start()], longest_word)}
            yield {
                "pieces": _pieces(told, longest_word),
                "link": told if told.startswith("http") else f"mailto:{told}",
            }
            end = found.end()
    if line[end:]:
        yield {"pieces": _pieces(line[end:], longest_word)}


def _pieces(text: str, longest_word: int) -> list[str]:
    """The text in one piece, unless a word would not fit in a line: such a word is cut."""
    pieces = [""]
    for part in re.split(r"([\s/]+)", text):
        cut = _PIECE if len(part) > longest_word else max(len(part), 1)
        first, *others = (part[start : start + cut] for start in range(0, max(len(part), 1), cut))
        pieces[-1] += first
        pieces += others
    return pieces
