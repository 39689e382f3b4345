"""The pieces of TOML in docs/pack-language.md: which thing each is about, and whether it is built."""

import re
from pathlib import Path
from tomllib import loads
from typing import Any, NamedTuple

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "pack-language.md"
HEADING = re.compile(r"### (\d+)\. (.+)")
MARK = re.compile(r"\*\*(Built|Not built yet)\*\*(?: \(([a-z, ]+)\))?: \S")


class Piece(NamedTuple):
    """One fenced piece.

    `thing` is the number of what it says, 0 before the first; `desks` are those that bring it.
    """

    line: int
    thing: int
    is_built: bool
    desks: tuple[str, ...]
    toml: str

    @property
    def raw(self) -> dict[str, Any]:
        """What it says."""
        return loads(self.toml)

    def __str__(self) -> str:
        return f"thing {self.thing}, line {self.line}"


def things(text: str) -> list[int]:
    """The numbers of the things, in order."""
    return [int(found[1]) for line in text.splitlines() if (found := HEADING.fullmatch(line))]


def pieces(text: str) -> list[Piece]:
    """Every fenced piece of TOML; raises ValueError for one without a mark before it."""
    found: list[Piece] = []
    thing, paragraph, lines = 0, "", text.splitlines()
    for number, line in enumerate(lines, start=1):
        if heading := HEADING.fullmatch(line):
            thing = int(heading[1])
        if line == "```toml":
            mark = MARK.match(paragraph)
            if mark is None:
                what = "is marked neither built nor not built yet"
                raise ValueError(f"the piece at line {number} {what}")
            end = lines.index("```", number)
            desks = tuple(mark[2].split(", ")) if mark[2] else ()
            toml = "\n".join(lines[number:end])
            found.append(Piece(number, thing, mark[1] == "Built", desks, toml))
        if line.strip():
            paragraph = f"{paragraph} {line}" if lines[number - 2].strip() and number > 1 else line
    return found
