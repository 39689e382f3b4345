"""Which characters the typeface has, read from its own table of them (`cmap`, in its twelfth form)."""

import struct
from collections.abc import Iterator
from pathlib import Path


def characters_of(font: Path) -> frozenset[str]:
    """Every character that a TrueType file can show."""
    data = font.read_bytes()
    (number,) = struct.unpack_from(">H", data, 4)
    tables = dict(struct.unpack_from(">4s4xL", data, 12 + 16 * each) for each in range(number))
    return frozenset(map(chr, _points(data, tables[b"cmap"])))


def _points(data: bytes, cmap: int) -> Iterator[int]:
    (number,) = struct.unpack_from(">H", data, cmap + 2)
    for each in range(number):
        (offset,) = struct.unpack_from(">L", data, cmap + 8 + 8 * each)
        (form,) = struct.unpack_from(">H", data, cmap + offset)
        if form == 12:
            yield from _ranges(data, cmap + offset)


def _ranges(data: bytes, at: int) -> Iterator[int]:
    (number,) = struct.unpack_from(">L", data, at + 12)
    for each in range(number):
        first, last = struct.unpack_from(">LL", data, at + 16 + 12 * each)
        yield from range(first, last + 1)
