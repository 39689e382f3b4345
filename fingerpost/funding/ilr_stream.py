"""The stream: the bytes of an ILR through an XML parser that trusts nothing, in small memory.

The parser is expat of the standard library: it keeps no tree, tells the line of each event, fetches
nothing, and with a handler for DOCTYPE a file is refused before any entity can be declared.
One piece that expat must hold whole (a tag, a comment) is bounded here; a text is bounded by
`ilr_checking`, which gets it in pieces. Only UTF-8 is taken, as the funder's own files are.
"""

from collections.abc import Iterator
from typing import BinaryIO, NoReturn
from xml.parsers import expat

from fingerpost.funding.ilr_checking import Checking
from fingerpost.funding.ilr_forms import WHITE_SPACE, shown
from fingerpost.funding.ilr_nodes import Node

CHUNK = 1 << 16
"""Bytes read at a time."""
LONGEST_PIECE = 1 << 20
"""Bytes of one tag, comment or the like."""
_ENCODINGS = ("utf-8", "utf8")
_BEGINNINGS = {
    b"PK\x03\x04": "a ZIP archive; unpack it",
    b"\xff\xfe\x00\x00": "UTF-32 text; save it as UTF-8",
    b"\x00\x00\xfe\xff": "UTF-32 text; save it as UTF-8",
    b"\x00\x00\x00<": "UTF-32 text; save it as UTF-8",
    b"<\x00\x00\x00": "UTF-32 text; save it as UTF-8",
    b"\xff\xfe": "UTF-16 text; save it as UTF-8",
    b"\xfe\xff": "UTF-16 text; save it as UTF-8",
    b"<\x00": "UTF-16 text; save it as UTF-8",
    b"\x00<": "UTF-16 text; save it as UTF-8",
    b"\x1f\x8b": "a gzip archive; unpack it",
    b"%PDF": "a PDF document",
    b"\xd0\xcf\x11\xe0": "an old Office document (such as .xls); save the ILR itself as XML",
}
"""What files are that are no XML in UTF-8, by their first bytes; the first that fits is meant."""
_WORKBOOK = b"[Content_Types].xml"
"""What every Office document has in it, early."""
_CUT_OFF = frozenset(
    expat.errors.codes[message]
    for message in (
        expat.errors.XML_ERROR_NO_ELEMENTS,
        expat.errors.XML_ERROR_UNCLOSED_TOKEN,
        expat.errors.XML_ERROR_PARTIAL_CHAR,
        expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
    )
)
_HINTS = {
    expat.errors.codes[
        expat.errors.XML_ERROR_INVALID_TOKEN
    ]: "a bare & or < (write &amp; or &lt;), a control character, or a character that is not saved as UTF-8",
    expat.errors.codes[
        expat.errors.XML_ERROR_UNDEFINED_ENTITY
    ]: "an entity that XML does not know; write the character",
}
"""What the parser's words do not say well."""


class Stream:
    """One file on its way through the parser."""

    def __init__(self, file: str, source: BinaryIO) -> None:
        self._source = source
        self._moved = False
        self._waiting = 0
        self._parser = parser = expat.ParserCreate("UTF-8", namespace_separator=" ")
        self.checking = Checking(file, lambda: parser.CurrentLineNumber)
        parser.StartElementHandler = self._opened
        parser.EndElementHandler = self._closed
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = self._doctype
        parser.XmlDeclHandler = self._declared
        parser.DefaultHandler = self._other

    def learners(self) -> Iterator[Node]:
        """Every learner once checked; the file is read as far as needed. Raises FaultyFileError."""
        for _ in self.steps():
            yield from self.checking.learners
            self.checking.learners.clear()

    def steps(self) -> Iterator[None]:
        """Reads on to the end, a chunk at a time."""
        chunk = self._source.read(CHUNK)
        self._sniff(chunk)
        while chunk:
            self._parse(chunk)
            yield
            chunk = self._source.read(CHUNK)
        self._parse(b"", last=True)
        yield

    def _sniff(self, beginning: bytes) -> None:
        """Refuses what is no XML in UTF-8, and says what it is."""
        for signature, what in _BEGINNINGS.items():
            if beginning.startswith(signature):
                if _WORKBOOK in beginning and signature.startswith(b"PK"):
                    what = "an Excel workbook; save the ILR itself as XML"
                self.checking.refuse(f"this is no ILR: it is {what}", line=0)
        text = beginning.removeprefix(b"\xef\xbb\xbf").lstrip(WHITE_SPACE.encode())
        if not text and len(beginning) < CHUNK:
            self.checking.refuse("the file is empty; an ILR is an XML file", line=0)
        if text and not text.startswith(b"<"):
            begins = shown(text[:30].decode(errors="replace"))
            self.checking.refuse(f"this is no XML: it begins with {begins} and not with <", line=1)

    def _parse(self, chunk: bytes, last: bool = False) -> None:
        self._moved = False
        try:
            self._parser.Parse(chunk, last)
        except expat.ExpatError as error:
            self._refuse_broken(error, last)
        self._waiting = 0 if self._moved else self._waiting + len(chunk)
        if self._waiting > LONGEST_PIECE:
            size = f"{LONGEST_PIECE:,} bytes"
            self.checking.refuse(f"a tag, comment or the like that starts here is longer than {size}")

    def _refuse_broken(self, error: expat.ExpatError, last: bool) -> NoReturn:
        if last and error.code in _CUT_OFF:
            said = "the file ends too early: it was cut off; export or copy it again"
        else:
            said = f"this is no well-formed XML: {_HINTS.get(error.code) or expat.ErrorString(error.code)}"
        self.checking.refuse(said, line=error.lineno)

    def _opened(self, name: str, attributes: dict[str, str]) -> None:
        self._moved = True
        self.checking.opened(name, attributes)

    def _closed(self, name: str) -> None:
        self._moved = True
        self.checking.closed()

    def _text(self, piece: str) -> None:
        self._moved = True
        self.checking.text(piece)

    def _other(self, piece: str) -> None:
        """Comments, and white space around the root: no content."""
        self._moved = True

    def _doctype(self, name: str, *_: object) -> NoReturn:
        self.checking.refuse("the file has a DOCTYPE, which can declare entities; an ILR has none: take it out")

    def _declared(self, version: str, encoding: str | None, standalone: int) -> None:
        self._moved = True
        if encoding is not None and encoding.lower() not in _ENCODINGS:
            self.checking.refuse(f"the encoding is {shown(encoding)}; save the file as UTF-8")
