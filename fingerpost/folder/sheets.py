"""Sheets: CSV files read strictly. What is in a cell is not this file's matter, only where it is.

UTF-8 with or without a byte-order mark, lines that end with LF or CRLF, columns in any order,
separated by commas. Blank lines say nothing and are passed over.
"""

import csv
from codecs import getincrementaldecoder
from collections.abc import Iterator, Sequence
from functools import partial
from operator import itemgetter
from pathlib import Path
from typing import BinaryIO, NamedTuple

from fingerpost.folder.findings import Findings
from fingerpost.rules.concept import nearest

FIELD_LIMIT = 131_072
"""The most characters of one cell: csv's own limit, about 20,000 words."""
LINE_LIMIT = 8 * 1024 * 1024
"""The most bytes of one line: more than ten cells of FIELD_LIMIT characters can need."""
BLOCK = 1 << 20
"""Bytes read at once; where one has no end of a line, the lines are measured one by one."""
WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")
"""How a file in UTF-16 begins, which spreadsheets call "Unicode text"."""


class Columns(NamedTuple):
    """The columns of a sheet; where `more` is true, others are kept too."""

    required: tuple[str, ...]
    optional: tuple[str, ...]
    more: bool = False

    @property
    def all(self) -> tuple[str, ...]:
        """Every column that the sheet knows, in the order in which it is written."""
        return self.required + self.optional


class Sheet:
    """One CSV file whose bytes are sound and whose header fits; see `open_sheet`."""

    def __init__(self, path: Path, header: Sequence[str], columns: Columns) -> None:
        self.path = path
        self.is_whole = True  # until a row is met that is not told apart from its neighbours
        self.names = (*columns.all, *(name for name in header if name not in columns.all))
        self._width = len(header)
        # A column that is not there is read from an empty cell added at the end of each row.
        at = [header.index(name) if name in header else self._width for name in self.names]
        self._pick = itemgetter(*at)

    def rows(self, findings: Findings) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Each row's first line and its cells in the order of `names`; "" for a missing column."""
        with self.path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            next(reader)
            width, pick, line, following = self._width, self._pick, 1, reader.line_num + 1
            try:
                for row in reader:
                    line, following = following, reader.line_num + 1
                    if len(row) == width:
                        row.append("")
                        yield line, pick(row)
                    elif row:
                        self.is_whole = False
                        findings.error(self.path, line, "", _misfit(len(row), width))
            except csv.Error as error:
                self.is_whole = False
                findings.error(self.path, following, "", _in_plain_words(error))


def open_sheet(path: Path, columns: Columns, findings: Findings) -> Sheet | None:
    """The sheet in a file, or None; then the findings say why."""
    if not _has_sound_bytes(path, findings):
        return None
    with path.open(encoding="utf-8-sig", newline="") as file:
        try:
            header = next(csv.reader(file, strict=True), [])
        except csv.Error as error:
            findings.error(path, 1, "", _in_plain_words(error))
            return None
    return Sheet(path, header, columns) if _fits(header, columns, path, findings) else None


def _has_sound_bytes(path: Path, findings: Findings) -> bool:
    try:
        with path.open("rb") as file:
            if _is_sound(file):
                return True
            file.seek(0)
            line, what = _first_fault_of_bytes(file)
    except OSError as error:
        line, what = 0, f"this file cannot be read: {error.strerror}"
    if what:
        findings.error(path, line, "", what)
    return not what


def _is_sound(file: BinaryIO) -> bool:
    """Whether the bytes are surely sound; block by block, which is ten times as fast as by line."""
    decoder = getincrementaldecoder("utf-8")()
    try:
        for block in iter(partial(file.read, BLOCK), b""):
            if b"\0" in block or (len(block) == BLOCK and b"\n" not in block):
                return False
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _first_fault_of_bytes(file: BinaryIO) -> tuple[int, str]:
    """The line and what is wrong there; "" where a line is only long."""
    offset = 0
    for line, text in enumerate(iter(partial(file.readline, LINE_LIMIT + 1), b""), 1):
        what = _fault_of_bytes(text, offset)
        if what:
            return line, what
        offset += len(text)
    return 0, ""


def _fault_of_bytes(line: bytes, offset: int) -> str:
    """What is wrong with a line's bytes; `offset` is the number of bytes before it."""
    if offset == 0 and line.startswith(WIDE_MARKS):
        return "this file is UTF-16; save it as UTF-8 (in a spreadsheet: CSV UTF-8)"
    if len(line) > LINE_LIMIT:
        return f"this line is longer than {LINE_LIMIT:,} bytes; a line is one row"
    if b"\0" in line:
        at = offset + line.index(b"\0")
        return f"there is a NUL (byte {at} of the file); remove it, or save the file as UTF-8"
    try:
        line.decode()
    except UnicodeDecodeError as error:
        return (
            f"this is not UTF-8: byte {offset + error.start} of the file is "
            f"0x{line[error.start]:02x}; save it as UTF-8 (in a spreadsheet: CSV UTF-8)"
        )
    return ""


def _fits(header: Sequence[str], columns: Columns, path: Path, findings: Findings) -> bool:
    what = [*_misnamed(header, columns)]
    missing = [name for name in columns.required if name not in header]
    if not header:
        what = [f"the file is empty; its first line must be: {','.join(columns.all)}"]
    elif len(header) == 1 and (";" in header[0] or "\t" in header[0]):
        what = ["the columns are not separated by commas; save the file with commas"]
    elif missing:
        names = " and ".join(map(repr, missing))
        what.append(f"the column {names} is missing; needed are {', '.join(columns.required)}")
    for each in what:
        findings.error(path, 1, "", each)
    return not what


def _misnamed(header: Sequence[str], columns: Columns) -> Iterator[str]:
    for place, name in enumerate(header):
        if name in header[:place]:
            yield f"the column {name!r} is there twice; keep one"
        elif not name.strip():
            yield f"column {place + 1} has no name; name it, or remove it"
        elif not columns.more and name not in columns.all:
            yield f"there is no column {name!r}; {nearest(name, columns.all)}"


def _misfit(found: int, width: int) -> str:
    return (
        f"this row has {found} cells and the header {width}; "
        "put a cell that holds a comma in double quotes, with quotes inside it doubled"
    )


def _in_plain_words(error: csv.Error) -> str:
    said = str(error)
    if "field limit" in said:
        return (
            f"a cell of this row is longer than {FIELD_LIMIT:,} characters; shorten it, "
            "or close the double quote that opens it"
        )
    if "end of data" in said:
        return "a double quote that opens in this row is never closed; close it"
    return f"the double quotes of this row do not pair ({said}); double a quote inside a cell"
