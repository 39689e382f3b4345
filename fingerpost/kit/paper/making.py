"""Letters, plans and contracts as PDF: tagged (PDF/UA-1), A4, 12 pt, the same bytes for the same words.

The words travel as JSON beside the templates in `typst/`, never inside them: nothing that is written can be markup.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

import typst
from django.utils.translation import gettext as _
from django.utils.translation import override

from fingerpost.kit.dates import long_day
from fingerpost.kit.paper.runs import NARROW, Line, line_of, lines_of, one_line
from fingerpost.kit.paper.typeface import typeface
from fingerpost.kit.paper.values import Action, Agreement, Letter, Section, Sender

TEMPLATES = Path(__file__).parent / "typst"
LETTERS_IN_A_FILE = 100
"""More would take more memory than a small machine has to spare (docs/measurements.md)."""


def letter_as_pdf(letter: Letter) -> bytes:
    """One letter; folded in three, its address stands in the window of a DL envelope."""
    return letters_as_pdf([letter], title=letter.subject)


def letters_as_pdf(letters: Sequence[Letter], *, title: str, both_sides: bool = True) -> bytes:
    """Several letters in one file, for printing. The file's author, language and day are those of the first letter.

    With `both_sides` each letter begins on a sheet of its own, so that a printer that turns the sheet never puts two
    people's letters on one. Raises ValueError without letters, with more than `LETTERS_IN_A_FILE`, and without a title.
    """
    if not letters or not one_line(title):
        raise ValueError("Please give at least one letter to print, and a title for all.")
    if len(letters) > LETTERS_IN_A_FILE:
        raise ValueError(f"At most {LETTERS_IN_A_FILE} letters go into one file: please print them in several.")
    given = {"letters": [_of_letter(each) for each in letters], "both_sides": both_sides}
    return _typeset("letter", title, letters[0], given)


def agreement_as_pdf(agreement: Agreement) -> bytes:
    """A plan or a contract: what it is about, its sections with their actions, and lines to sign on."""
    with override(agreement.language):
        given = {
            "sender": _of_sender(agreement.sender),
            "heading": line_of(agreement.title),
            "day": long_day(agreement.day),
            "about": [[line_of(name), lines_of(text)] for name, text in agreement.about],
            "sections": [_of_section(each) for each in agreement.sections],
            "signatures": _lines(agreement.signatures),
            "words": _words(),
        }
    return _typeset("agreement", agreement.title, agreement, given)


def _typeset(template: str, title: str, of: Letter | Agreement, given: Mapping[str, Any]) -> bytes:
    whole = {
        **given,
        "title": one_line(title),
        "author": one_line(of.sender.name),
        "date": [of.day.year, of.day.month, of.day.day],
        "language": of.language,
    }
    return typst.compile(
        str(TEMPLATES / f"{template}.typ"),
        root=str(TEMPLATES),
        font_paths=typeface(),
        ignore_system_fonts=True,
        sys_inputs={"given": json.dumps(whole)},
        pdf_standards="ua-1",
        timestamp=datetime.combine(of.day, time(), UTC),
    )


def _of_letter(letter: Letter) -> dict[str, Any]:
    with override(letter.language):
        day, words = long_day(letter.day), _words()
    return {
        "language": letter.language,
        "words": words,
        "sender": _of_sender(letter.sender),
        "recipient": _lines(letter.recipient),
        "place_and_day": line_of(", ".join(filter(None, (one_line(letter.place), day)))),
        "subject": line_of(letter.subject),
        "paragraphs": _paragraphs(letter.paragraphs),
        "closing": [line_of(line) for line in letter.closing],
    }


def _of_sender(sender: Sender) -> dict[str, Any]:
    return {"name": line_of(sender.name, NARROW), "address": _lines(sender.address)}


def _of_section(section: Section) -> dict[str, Any]:
    return {
        "heading": line_of(section.heading),
        "paragraphs": _paragraphs(section.paragraphs),
        "actions": [_of_action(each) for each in section.actions],
    }


def _of_action(action: Action) -> list[list[Line]]:
    return [lines_of(text, NARROW) for text in (action.what, action.who, action.by_when)]


def _lines(texts: Iterable[str]) -> list[Line]:
    return [line for text in texts if (line := line_of(text, NARROW))]


def _paragraphs(paragraphs: Iterable[str]) -> list[list[Line]]:
    """Without those that have no words: a screen reader would halt at nothing."""
    return [lines for lines in map(lines_of, paragraphs) if lines]


def _words() -> dict[str, str]:
    """Our own words, in the language that is on."""
    return {
        "what": _("What"),
        "who": _("Who"),
        "by_when": _("By when"),
        "signature": _("Signature"),
        "date": _("Date"),
        "page_of": _("Page {number} of {all}"),
    }
