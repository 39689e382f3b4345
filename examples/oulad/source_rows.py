"""Lines of the dataset's files, each knowing where it stands, so that a fault can be named."""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

Number = TypeVar("Number", int, float)

TEN_YEARS = (-3650, 3650)
"""No day lies further than this from the start of its presentation: it would be a slip."""


class SourceError(Exception):
    """The dataset is not as its publishers describe it; the message names file and line."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of one file of the dataset."""

    file: str
    line: int
    cells: dict[str, str]

    def fault(self, what: str) -> SourceError:
        """Return the error that says what is wrong with this line, and where it stands."""
        return SourceError(f"{self.file}, line {self.line}: {what}")

    def text(self, column: str) -> str:
        """Return what a column says; SourceError where it is empty."""
        if not self.cells[column]:
            raise self.fault(f"{column} is empty")
        return self.cells[column]

    def choice(self, column: str, choices: tuple[str, ...]) -> str:
        """Return what a column says; SourceError where it is none of the choices."""
        text = self.cells[column]
        if text not in choices:
            raise self.fault(f"{column} is {text!r}, not one of {', '.join(choices)}")
        return text

    def per_cent(self, column: str) -> float:
        """Return the number from 0 to 100 in a column; SourceError where there is none."""
        return self._number(column, float, (0, 100), "a number from 0 to 100")

    def day(self, column: str) -> int:
        """Return the day of the presentation in a column; SourceError where there is none."""
        return self._number(column, int, TEN_YEARS, "a number of days less than ten years")

    def day_if_any(self, column: str) -> int | None:
        """Return the day of the presentation in a column, None where it is empty."""
        return self.day(column) if self.cells[column] else None

    def _number(
        self,
        column: str,
        parse: Callable[[str], Number],
        allowed: tuple[int, int],
        what: str,
    ) -> Number:
        try:
            number = parse(self.cells[column])
        except ValueError:
            number = None
        if number is None or not allowed[0] <= number <= allowed[1]:
            raise self.fault(f"{column} is {self.cells[column]!r}, not {what}")
        return number


def rows(folder: Path, file: str, columns: tuple[str, ...]) -> Iterator[Row]:
    """Yield the lines of a file; SourceError where it, or one of the columns, is not there."""
    path = folder / file
    if not path.is_file():
        raise SourceError(f"{file} is missing from {folder}")
    with path.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.DictReader(lines, restval="")
        try:
            missing = [column for column in columns if column not in (reader.fieldnames or ())]
            if missing:
                raise SourceError(f"{file}, line 1: no column {', '.join(missing)}")
            for cells in reader:
                yield Row(file, reader.line_num, cells)
        except (UnicodeDecodeError, csv.Error) as error:
            after = f"{file}, after line {reader.line_num}"
            raise SourceError(f"{after}: not readable as CSV in UTF-8 ({error})") from error
