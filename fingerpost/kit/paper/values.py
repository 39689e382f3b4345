"""What is to stand on paper: plain text, where it belongs, and the language that it is in. Text is never markup."""

from dataclasses import dataclass
from datetime import date

from fingerpost.kit.paper.runs import one_line

LANGUAGES = ("en", "cy")
LINES_IN_A_WINDOW = 8
"""As many lines of an address as the window of an envelope shows."""


@dataclass(frozen=True, slots=True)
class Sender:
    """Whose paper it is: at the top of the first page."""

    name: str
    address: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter to one recipient, on a day, in one language.

    `recipient` is the name and the address, a line each, as the window of the envelope shows it. A paragraph may hold
    line breaks; one without words is left out. `closing` is the greeting at the end and who signs, a line each (an
    empty line leaves room for a signature); it is never parted from the last paragraph.
    """

    sender: Sender
    recipient: tuple[str, ...]
    day: date
    subject: str
    paragraphs: tuple[str, ...]
    language: str
    place: str = ""
    closing: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuses what could not be sent."""
        _check(self.language, "subject", self.subject)
        if not any(map(one_line, self.recipient)):
            raise ValueError("A letter needs somebody to go to: please name the recipient.")
        if len(self.recipient) > LINES_IN_A_WINDOW:
            raise ValueError(f"The window of an envelope shows at most {LINES_IN_A_WINDOW} lines of an address.")


@dataclass(frozen=True, slots=True)
class Action:
    """What somebody does, and by when, in words."""

    what: str
    who: str
    by_when: str


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands under it: paragraphs, then a table of actions."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    actions: tuple[Action, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """A plan or a contract: what it is about, its sections, and a line to sign on for each who agrees.

    `about` is what a reader should know first, each with its name: ("Course", "Health and Social Care").
    """

    sender: Sender
    title: str
    day: date
    language: str
    about: tuple[tuple[str, str], ...] = ()
    sections: tuple[Section, ...] = ()
    signatures: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuses what has no title, and languages without texts."""
        _check(self.language, "title", self.title)


def _check(language: str, name: str, known_by: str) -> None:
    if language not in LANGUAGES:
        raise ValueError(f"Paper is in one of {', '.join(LANGUAGES)}, not in {language!r}.")
    if not one_line(known_by):
        raise ValueError(f"A reader knows a paper by its {name}: please say it.")
