"""Writing in the journal."""

from datetime import datetime
from typing import Any

from fingerpost.journal.models import Line


def write(act: str, *, by: str, at: datetime, about: str = "", **details: Any) -> Line:
    """Writes down that somebody did or saw something. `act` is a slug (`contact-logged`), `by` and `about` are keys."""
    return Line.objects.create(act=act, by=by, at=at, about=about, details=details)
