"""Forms: what the text of one element of an ILR may be, after the types of XML Schema 1.0, part 2.

Each form has `value_of`, which takes the text of an element and gives its value in one form, or
raises ValueError that says what is wrong and what would be right.
"""

import re
from datetime import date
from decimal import Decimal
from typing import Protocol

import msgspec

WHITE_SPACE = " \t\r\n"
"""What XML holds for white space; a no-break space is none."""
LONGEST_SHOWN = 60
RESTRICTED = re.compile(r"[A-Za-z0-9 ~!@#$%&'()*+,\-./:;<=>?\[\\\]_{}^£€]*")
"""The characters of a RestrictedString: all texts but names."""
_WHOLE = re.compile(r"([+-]?)0*([0-9]+)")
_TENTHS = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]?0*)?|\.[0-9]0*)")
_ZONE = r"(?:Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00))?"
_DAY = re.compile(rf"([0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}){_ZONE}")
_YEAR_OUT_OF_REACH = re.compile(r"(-[0-9]{4,}|[0-9]{5,}|0000)-[0-9]{2}-[0-9]{2}")
_CLOCK = r"(?:(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]+)?|24:00:00(?:\.0+)?)"
_MOMENT = re.compile(rf"([0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})T{_CLOCK}{_ZONE}")


class Form(Protocol):
    """What the text of an element may be."""

    def value_of(self, text: str) -> str:
        """The value that `text` means; ValueError where it has not this form."""


def shown(text: str) -> str:
    """A text as an error message shows it: in quotes, and not longer than a line."""
    return repr(text if len(text) <= LONGEST_SHOWN else f"{text[: LONGEST_SHOWN - 1]}…")


class Text(msgspec.Struct, frozen=True):
    """A text of `shortest` to `longest` characters, each kept; `pattern` (with `said`, in words) must fit all of it."""

    shortest: int = 0
    longest: int | None = None
    pattern: str = ""
    said: str = ""
    restricted: bool = True

    def value_of(self, text: str) -> str:
        """The text as it is."""
        if self.pattern and not re.fullmatch(self.pattern, text):
            raise ValueError(f"must be {self.said} (it is {shown(text)})")
        if len(text) < self.shortest or (self.longest is not None and len(text) > self.longest):
            raise ValueError(f"must have {self._lengths()} (it has {len(text)}: {shown(text)})")
        if self.restricted:
            fits = RESTRICTED.match(text)
            if fits and fits.end() < len(text):
                stranger = text[fits.end()]
                raise ValueError(f"must not hold the character {stranger!r} (it is {shown(text)})")
        return text

    def _lengths(self) -> str:
        if self.shortest == self.longest:
            return f"{self.longest} character{'s' if self.longest != 1 else ''}"
        return f"{self.shortest} to {self.longest} characters"


class Exactly(msgspec.Struct, frozen=True):
    """One text and no other; `because` says why where that helps."""

    wanted: str
    because: str = ""

    def value_of(self, text: str) -> str:
        """The text as it is."""
        if text != self.wanted:
            raise ValueError(f"must be {self.wanted}{self.because} (it is {shown(text)})")
        return text


class Whole(msgspec.Struct, frozen=True):
    """A whole number from `least` to `most`."""

    least: int
    most: int

    def value_of(self, text: str) -> str:
        """The number without a plus sign, leading noughts or white space."""
        found = _WHOLE.fullmatch(text.strip(WHITE_SPACE))
        # Nineteen digits are more than any number here; Python is never asked to read a longer one.
        if found and len(found[2]) <= 19:
            number = int(found[1] + found[2])
            if self.least <= number <= self.most:
                return str(number)
        raise ValueError(f"must be a whole number from {self.least} to {self.most} (it is {shown(text)})")


class Tenths(msgspec.Struct, frozen=True):
    """A number with at most one digit after the point, from `least` to `most`."""

    least: str
    most: str

    def value_of(self, text: str) -> str:
        """The number with one digit after the point."""
        written = text.strip(WHITE_SPACE)
        if _TENTHS.fullmatch(written) and Decimal(self.least) <= Decimal(written) <= Decimal(self.most):
            return f"{Decimal(written):.1f}"
        asked = f"a number from {self.least} to {self.most} with at most one digit after the point"
        raise ValueError(f"must be {asked} (it is {shown(text)})")


class Day(msgspec.Struct, frozen=True):
    """A date; it may have a time zone.

    The schema would take a year before 1 or after 9999 too; that is refused, as no calendar here has it.
    """

    def value_of(self, text: str) -> str:
        """The date as YYYY-MM-DD, without its time zone."""
        written = text.strip(WHITE_SPACE)
        found = _DAY.fullmatch(written)
        if found and _is_a_day(found[1]):
            return found[1]
        raise ValueError(f"must be {_years_for(written)}a date such as 2025-09-01 (it is {shown(text)})")


class Moment(msgspec.Struct, frozen=True):
    """A date and a time; it may have a time zone. Its years are those of a `Day`."""

    def value_of(self, text: str) -> str:
        """The moment as it is written, without the white space around it."""
        written = text.strip(WHITE_SPACE)
        found = _MOMENT.fullmatch(written)
        if not (found and _is_a_day(found[1])):
            asked = f"{_years_for(written)}a date and time such as 2025-09-01T09:30:00"
            raise ValueError(f"must be {asked} (it is {shown(text)})")
        return written


def _years_for(written: str) -> str:
    """What to say of a date in a year that XML Schema has and no calendar here."""
    return "in a year from 1 to 9999: " if _YEAR_OUT_OF_REACH.match(written) else ""


def _is_a_day(written: str) -> bool:
    try:
        date.fromisoformat(written)
    except ValueError:
        return False
    return True
