"""A letter and a contract to put on paper, and what of a PDF can be read again."""

import re
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import Any, cast

from pypdf import PdfReader

from fingerpost.kit.paper.values import Action, Agreement, Letter, Section, Sender

SENDER = Sender("Marcher Learning", ("14 Regent Street", "Wrexham LL11 1SG", "01978 555 0123"))
MM = 72 / 25.4


def a_letter(**other: Any) -> Letter:
    given: dict[str, Any] = {
        "sender": SENDER,
        "recipient": ("Siân Hughes", "3 Maes-y-Dre", "Ruthin", "LL15 1AB"),
        "place": "Wrexham",
        "day": date(2026, 2, 16),
        "subject": "We have missed you, and would like to help",
        "paragraphs": ("Dear Siân,", "You were not at your session on Friday. We hope that you are well."),
        "closing": ("Yours sincerely", "", "Hannah Clarke", "Coach"),
        "language": "en",
    }
    return Letter(**given | other)


def a_contract(**other: Any) -> Agreement:
    given: dict[str, Any] = {
        "sender": SENDER,
        "title": "Support contract",
        "day": date(2026, 2, 16),
        "language": "en",
        "about": (("Learner", "Siân Hughes"), ("Review", "16 March 2026")),
        "sections": (
            Section("What matters to Siân", ("To be a nurse.",)),
            Section("What we do", (), (Action("Ring every week", "Hannah Clarke", "27 February 2026"),)),
        ),
        "signatures": ("Siân Hughes", "Hannah Clarke, coach"),
    }
    return Agreement(**given | other)


def reader(pdf: bytes) -> PdfReader:
    return PdfReader(BytesIO(pdf))


def pages(pdf: bytes) -> list[list[str]]:
    """The words of each page, in the order in which they are read aloud."""
    return [page.extract_text().split() for page in reader(pdf).pages]


def words(pdf: bytes) -> list[str]:
    return [word for page in pages(pdf) for word in page]


def metadata(pdf: bytes) -> dict[str, str]:
    """What the file says of itself: its title, author, language and day, and by which standard it can be read aloud."""
    root, told = cast(Any, reader(pdf).root_object), cast(Any, reader(pdf).metadata)
    standard = re.search(rb"<pdfuaid:part>(.*?)</pdfuaid:part>", root["/Metadata"].get_data())
    return {
        "title": str(told["/Title"]) if root["/ViewerPreferences"]["/DisplayDocTitle"] else "",
        "author": str(told["/Author"]),
        "language": str(root["/Lang"]),
        "day": str(told["/CreationDate"])[2:10],
        "standard": f"UA-{standard[1].decode()}" if standard and root["/MarkInfo"]["/Marked"] else "",
    }


def tags(pdf: bytes) -> list[str]:
    """What a screen reader is told of the document: its parts, from the first to the last."""
    return list(_tags(reader(pdf).root_object["/StructTreeRoot"]))


def _tags(part: Any) -> Iterator[str]:
    part = part.get_object() if hasattr(part, "get_object") else part
    if isinstance(part, list):
        for each in part:
            yield from _tags(each)
    elif isinstance(part, dict):
        if "/S" in part:
            yield str(part["/S"]).removeprefix("/")
        yield from _tags(part.get("/K"))


def links(pdf: bytes) -> list[str]:
    annotations = (each.get_object() for page in reader(pdf).pages for each in cast(Any, page).get("/Annots", []))
    return [str(each["/A"]["/URI"]) for each in annotations]


def places(pdf: bytes) -> list[tuple[str, float, float]]:
    """Each piece of text of the first page, with how far it begins from the left and from the top, in millimetres."""
    found: list[tuple[str, float, float]] = []
    page = reader(pdf).pages[0]
    height = float(page.mediabox.height)

    def seen(text: str, outer: list[float], inner: list[float], _font: Any, _size: float) -> None:
        if text.strip():
            across = inner[4] * outer[0] + inner[5] * outer[2] + outer[4]
            up = inner[4] * outer[1] + inner[5] * outer[3] + outer[5]
            found.append((text.strip(), across / MM, (height - up) / MM))

    page.extract_text(visitor_text=seen)
    return found
