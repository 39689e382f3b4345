"""Reading an Individualised Learner Record (ILR) of 2024-25 or 2025-26.

The whole file is held to what the schema of its year says; what is refused besides, on purpose:
a DOCTYPE, an encoding other than UTF-8, xsi:type, a year before 1 or after 9999, a text over
10,000 characters, a tag or comment over a megabyte and a learner of over 100,000 elements.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import BinaryIO

import msgspec

from fingerpost.funding.ilr_nodes import FaultyFileError, Node
from fingerpost.funding.ilr_stream import Stream
from fingerpost.rules.faults import Fault

__all__ = ["FaultyFileError", "Header", "IlrFile", "Node", "read_ilr"]


class Header(msgspec.Struct, frozen=True):
    """Whose file it is: the `year` (such as 2025-26), the provider's UKPRN, and the day it was prepared on."""

    year: str
    ukprn: int
    prepared: date


class IlrFile(msgspec.Struct, frozen=True):
    """A file whose beginning is in order; its learners are read when they are asked for."""

    path: Path
    header: Header

    def learners(self) -> Iterator[Node]:
        """Every learner, each checked whole, in the order of the file; one at a time is held.

        Raises FaultyFileError at the first breach, which may come after many learners: go through
        all of them before anything is written. Each call reads the file anew.
        """
        with _opened(self.path) as source:
            yield from Stream(str(self.path), source).learners()


def read_ilr(path: Path) -> IlrFile:
    """The file at `path`, read as far as its LearningProvider. Raises FaultyFileError."""
    with _opened(path) as source:
        stream = Stream(str(path), source)
        for _ in stream.steps():
            if "LearningProvider" in stream.checking.header:
                break
    return IlrFile(path, _header(stream))


def _header(stream: Stream) -> Header:
    nodes = stream.checking.header
    details = nodes["Header"].all("CollectionDetails")[0]
    ukprn = int(nodes["LearningProvider"].get("UKPRN"))
    return Header(stream.checking.year, ukprn, date.fromisoformat(details.get("FilePreparationDate")))


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    try:
        source = path.open("rb")
    except OSError as error:
        raise FaultyFileError([Fault(str(path), "", f"cannot be read: {error.strerror or error}")]) from None
    with source:
        yield source
