"""Findings: everything wrong with a folder, collected so that it is told all at once."""

from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from fingerpost.rules.faults import Fault

MOST_LISTED = 100
"""So many errors, and so many warnings, are listed; of more only the number is told."""
MOST_CHARACTERS = 500


class FaultyFolderError(ValueError):
    """A folder that cannot be taken (or written); `faults` lists what is wrong with it."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))


class Findings:
    """Collects faults while a folder is read; each is at a line (0: the whole file) of a file."""

    def __init__(self) -> None:
        self._listed: dict[str, list[tuple[str, int, Fault]]] = {"error": [], "warning": []}
        self._unlisted = {"error": 0, "warning": 0}

    @property
    def are_grave(self) -> bool:
        """Whether there is an error, so that the folder cannot be taken."""
        return bool(self._listed["error"])

    @property
    def are_many(self) -> bool:
        """Whether no further error will be listed; then it is enough to count them."""
        return len(self._listed["error"]) >= MOST_LISTED

    def error(self, file: Path, line: int, column: str, what: str) -> None:
        """Note what must be mended before the folder can be taken."""
        self._note("error", file, line, column, what)

    def warning(self, file: Path, line: int, column: str, what: str) -> None:
        """Note what looks wrong and does not stop the folder."""
        self._note("warning", file, line, column, what)

    def count_error(self) -> None:
        """Count an error of which only the number is told (see `are_many`)."""
        self._unlisted["error"] += 1

    def _note(self, gravity: Literal["error", "warning"], file: Path, line: int, column: str, what: str) -> None:
        if len(self._listed[gravity]) >= MOST_LISTED:
            self._unlisted[gravity] += 1
            return
        places = [f"line {line}" if line else "", f"column {column}" if column else ""]
        if len(what) > MOST_CHARACTERS:
            what = f"{what[:MOST_CHARACTERS]} …"
        fault = Fault(str(file), ", ".join(filter(None, places)), what, gravity)
        self._listed[gravity].append((str(file), line, fault))

    def errors(self) -> tuple[Fault, ...]:
        """The errors by file and line; a last one tells how many more there are."""
        return self._told("error")

    def warnings(self) -> tuple[Fault, ...]:
        """The warnings by file and line; a last one tells how many more there are."""
        return self._told("warning")

    def _told(self, gravity: Literal["error", "warning"]) -> tuple[Fault, ...]:
        listed = sorted(self._listed[gravity], key=lambda each: each[:2])
        faults = [fault for _, _, fault in listed]
        if self._unlisted[gravity]:
            more = f"and {self._unlisted[gravity]:,} more {gravity}s, which are not listed"
            faults.append(Fault(faults[-1].file, "", more, gravity))
        return tuple(faults)
