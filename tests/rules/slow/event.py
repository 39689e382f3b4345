"""The plain record that the slow ladder reads: what happened, on which day."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Event:
    """One fact in force about the one enrolment of a history.

    `on` is a date ordinal; `recorded` is the place in the order of recording (unique in a
    history, larger is later; it need not follow `on`); `data` is as `facts.md` has it.
    """

    kind: str
    on: int
    data: dict[str, Any]
    id: str
    recorded: int
