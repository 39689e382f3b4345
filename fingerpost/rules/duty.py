"""A duty: who must do what, about whom, by when, and why. It is what rules yield."""

from collections.abc import Iterable
from datetime import date
from typing import Literal

from msgspec import Struct

from fingerpost.rules.calendar import is_projected
from fingerpost.rules.facts import Fact
from fingerpost.rules.gaps import Gap

Outcome = Literal["done", "waived", "lapsed", "unknown"]


class Settled(Struct, frozen=True, gc=False):
    """How and on which day (an ordinal) a duty was settled, and by which facts; `is_new` where nobody has told or
    supposed these facts yet."""

    day: int
    facts: tuple[Fact, ...]
    outcome: Literal["done", "waived"]
    is_new: bool = False


Key = tuple[str, str, str, str]
"""Subject, rule, action and cause: what makes a duty the same one after corrections and late facts."""


class Duty(Struct, frozen=True, gc=False):
    """`opens` is the first day of the duty, `due` its last, both included; `due` is None only while a break without
    an end makes it unknown. `closed` and `outcome` are None while it is open.

    `because` are the facts that opened it, `closed_by` those that closed it, `waits_for` what the case needs to go
    on, where it stands still for want of this duty. `gap`: what the record does not hold, where the outcome is
    unknown. `supposed`: it rests on facts that have not happened.
    """

    subject: str
    rule: str
    action: str
    owner: str
    clause: str
    compartment: str
    opens: date | None
    due: date | None
    closed: date | None
    outcome: Outcome | None
    because: tuple[Fact, ...]
    closed_by: tuple[Fact, ...]
    waits_for: str | None
    supposed: bool
    choice: bool
    gap: Gap | None = None

    @property
    def key(self) -> Key:
        """Subject, rule, action, and the first version of the fact that opened it (the first recorded of several; of a
        silence, its last fact). Two spells that one fact began share it: see `by_key`."""
        cause = min(self.because, key=lambda fact: (fact.known, fact.first)).first if self.because else ""
        return (self.subject, self.rule, self.action, cause)

    @property
    def is_projected(self) -> bool:
        """Whether its last day lies past the published bank holidays."""
        return self.due is not None and is_projected(self.due.toordinal())

    def order(self) -> tuple[date, date, str, str]:
        """The place of a duty in the list of its subject's: by the day on which it opens, then by its last day."""
        return (self.opens or date.min, self.due or date.max, self.rule, self.action)


def by_key(duties: Iterable[Duty]) -> dict[Key, Duty]:
    """All duties of a subject, given in order, each under a key of its own: of those that share a key the second and
    later ones are numbered."""
    found: dict[Key, Duty] = {}
    for duty in duties:
        key, number = duty.key, 1
        while key in found:
            number += 1
            key = (*duty.key[:3], f"{duty.key[3]}#{number}")
        found[key] = duty
    return found
