"""Cells: what is written in one cell of facts.csv, read as a value.

Each function raises ValueError that says what is wrong and what would be right. Days and moments
repeat from row to row, so each is read once.
"""

import json
import re
from calendar import month_name, monthrange
from collections.abc import Iterator
from datetime import date, datetime
from functools import lru_cache
from math import isfinite
from typing import Any

from fingerpost.rules.calendar import FIRST_YEAR, LAST_YEAR

LONGEST_NUMBER = 18
"""Digits of a whole number in data: what 64 bits hold."""
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}", re.ASCII)


def shown(text: str) -> str:
    """A cell as an error message shows it: in quotes, and not longer than a line."""
    return repr(text if len(text) <= 60 else f"{text[:59]}…")


@lru_cache(maxsize=1 << 16)
def day_of(text: str) -> date:
    """A day, such as 2026-02-16, in the years of the calendar."""
    found = _DAY.fullmatch(text)
    if not found:
        said = f"{shown(text)} is not a date" if text else "this is empty"
        raise ValueError(f"{said}; write year-month-day, such as 2026-02-16")
    year, month, number = map(int, found.groups())
    if not 1 <= month <= 12:
        raise ValueError(f"there is no day {text}: months run from 01 to 12")
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"{text} is outside the calendar, which holds {FIRST_YEAR} to {LAST_YEAR}")
    days = monthrange(year, month)[1]
    if not 1 <= number <= days:
        raise ValueError(f"there is no day {text}: {month_name[month]} {year} has {days} days")
    return date(year, month, number)


@lru_cache(maxsize=1 << 13)
def moment_of(text: str) -> datetime | None:
    """A moment, such as 2026-02-16T09:30 (London's time) or 2026-02-16T09:30:00Z; "" is None."""
    if not text:
        return None
    hint = "write such as 2026-02-16T09:30 (London's time) or 2026-02-16T09:30:00Z, or leave empty"
    if not _MOMENT.match(text):
        raise ValueError(f"{shown(text)} is not a day and a time; {hint}")
    day_of(text[:10])
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{shown(text)} holds no time of a day; {hint}") from None


def plain(text: str) -> str:
    """A name or key: without spaces around it and without characters that cannot be seen."""
    if text != text.strip():
        raise ValueError(f"{shown(text)} begins or ends with a space; remove it")
    if not text.isprintable():
        raise ValueError(f"{shown(text)} holds a character that cannot be seen; remove it")
    return text


def subject_of(text: str) -> str:
    """A subject, such as enrolment:E-0042: a sort and a key."""
    sort, _, key = plain(text).partition(":")
    if not sort or not key.strip():
        said = f"{shown(text)} names no one" if text else "this is empty"
        raise ValueError(f"{said}; write a sort and a key, such as enrolment:E-0042")
    return text


def data_of(text: str) -> dict[str, Any] | None:
    """The data of a fact, not yet checked against its kind; None where it withdraws another."""
    if not text:
        raise ValueError("this is empty; write {} where there is nothing to say, null to withdraw")
    try:
        value = _JSON.decode(text)
    except json.JSONDecodeError as error:
        raise ValueError(
            f"{shown(text)} is not JSON (character {error.pos + 1}: {error.msg}); "
            'write such as {"stage": 1}, with every double quote doubled'
        ) from None
    except RecursionError:
        raise ValueError("this is nested too deeply; write a plain object") from None
    if value is not None and not isinstance(value, dict):
        raise ValueError(f'{shown(text)} is no object; write such as {{"stage": 1}}, or null')
    if "\\u" in text:
        _check_storable(value)
    return value


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"{shown(twice)} is there twice; keep one")
    return value


def _finite(text: str) -> float:
    value = float(text)
    if not isfinite(value):
        raise ValueError(f"{shown(text)} is no number that can be counted with; write a smaller one")
    return value


def _whole(text: str) -> int:
    if len(text.lstrip("-")) > LONGEST_NUMBER:
        raise ValueError(f"{shown(text)} has more than {LONGEST_NUMBER} digits; put it in quotes")
    return int(text)


_JSON = json.JSONDecoder(object_pairs_hook=_object, parse_float=_finite, parse_int=_whole, parse_constant=_finite)


def _check_storable(value: object) -> None:
    """JSON can name characters that no file and no database holds."""
    for text in _texts(value):
        if "\0" in text or any("\ud800" <= each <= "\udfff" for each in text):
            raise ValueError(f"{shown(text)} holds a character that cannot be stored; remove it")


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, each in value.items():
            yield name
            yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)
