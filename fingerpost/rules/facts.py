"""Facts: what happened, on a day, about a subject, recorded by someone at a moment.

A fact is never changed. A mistake is superseded by a new fact that names the old one; a fact whose data is empty
withdraws the one that it names. Kinds of fact are data (`packs/kinds/*.toml`); a fact checks itself against its
kind when it is made, so that a fact that does not fit cannot exist.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from fingerpost.rules.concept import nearest
from fingerpost.rules.kinds import FactError, Kind

LONDON = ZoneInfo("Europe/London")
EPOCH_DAY = date(1970, 1, 1).toordinal()
MICROSECONDS_A_DAY = 86_400_000_000


@dataclass(frozen=True, slots=True, eq=False)
class Fact:
    """One thing that happened. `data` is None in a withdrawal, which only takes away the fact that it supersedes.

    Without `recorded_at` a fact counts as known at the end of its day. `first` is the id of the first version
    where this fact corrects another, so that what follows from a fact keeps its identity through corrections.
    Raises FactError where subject, data or moment do not fit the kind.
    """

    kind: Kind
    subject: str
    on: date
    data: Mapping[str, Any] | None
    id: str
    recorded_at: datetime | None = None
    by: str = ""
    supersedes: str | None = None
    compartment: str = ""
    first: str = ""
    supposed: bool = False
    day: int = field(init=False)
    known: int = field(init=False)

    def __post_init__(self) -> None:
        about = self.kind.about
        if about and self.subject.partition(":")[0] not in about:
            raise FactError(f"a {self.kind.name} is about {' or '.join(about)}, not about {self.subject!r}")
        if self.data is None and self.supersedes is None:
            raise FactError("a withdrawal (null data) must name the fact that it supersedes")
        put = object.__setattr__
        if self.data is not None and not self.supposed:
            put(self, "data", self.kind.read(self.data))
        put(self, "day", self.on.toordinal())
        put(self, "known", _end_of(self.day) if self.recorded_at is None else _stamp(self.recorded_at))
        if not self.first:
            put(self, "first", self.id)

    def __str__(self) -> str:
        return f"{self.kind.name} {self.on.isoformat()}"


@lru_cache(maxsize=4096)
def _end_of(day: int) -> int:
    """The last microsecond of a day in London, in microseconds since 1970."""
    midnight = datetime.combine(date.fromordinal(day) + timedelta(days=1), time(), LONDON)
    return _stamp(midnight) - 1


def _stamp(moment: datetime) -> int:
    """A moment in microseconds since 1970; one without a time zone is London's."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=LONDON)
    offset = aware.utcoffset() or timedelta()
    naive = aware.replace(tzinfo=None) - offset
    days = naive.toordinal() - EPOCH_DAY
    return (
        days * MICROSECONDS_A_DAY
        + ((naive.hour * 60 + naive.minute) * 60 + naive.second) * 1_000_000
        + naive.microsecond
    )


def day_recorded(fact: Fact) -> int:
    """The day in London on which a fact was recorded, as an ordinal."""
    if fact.recorded_at is None:
        return fact.day
    aware = fact.recorded_at if fact.recorded_at.tzinfo else fact.recorded_at.replace(tzinfo=LONDON)
    return aware.astimezone(LONDON).date().toordinal()


def known_at(facts: Iterable[Fact], day: int) -> list[Fact]:
    """The facts recorded by the end of that day."""
    until = _end_of(day)
    return [fact for fact in facts if fact.known <= until]


def in_force(facts: Sequence[Fact]) -> list[Fact]:
    """What holds of these facts: corrected ones give way to their corrections, withdrawn ones are gone."""
    if not any(fact.supersedes for fact in facts):
        return list(facts)
    by_id = {fact.id: fact for fact in facts}
    superseded = {fact.supersedes for fact in facts if fact.supersedes}
    standing = (fact for fact in facts if fact.id not in superseded and fact.data is not None)
    return [replace(fact, first=_first_version(fact, by_id)) if fact.supersedes else fact for fact in standing]


def _first_version(fact: Fact, by_id: Mapping[str, Fact]) -> str:
    while fact.supersedes is not None:
        fact = by_id[fact.supersedes]
    return fact.id


def faults_of_corrections(facts: Iterable[Fact]) -> list[tuple[Fact, str]]:
    """Corrections that cannot be: of nothing, of another subject or kind, in a circle, before what they correct,
    or a second one of the same fact. Each with what would be right."""
    every = list(facts)
    by_id = {fact.id: fact for fact in every}
    corrected_by: dict[str, Fact] = {}
    faults = []
    for fact in every:
        if fact.supersedes is None:
            continue
        fault = _fault_of_correction(fact, by_id, corrected_by)
        if fault:
            faults.append((fact, fault))
        corrected_by.setdefault(fact.supersedes, fact)
    return faults


def _fault_of_correction(fact: Fact, by_id: Mapping[str, Fact], corrected_by: Mapping[str, Fact]) -> str:
    old = by_id.get(fact.supersedes or "")
    if old is None:
        hint = nearest(fact.supersedes or "", by_id)
        meant = hint if hint.startswith("did") else "name the fact that it corrects by its id"
        return f"corrects {fact.supersedes!r}, which is not here; {meant}"
    if old.subject != fact.subject or old.kind is not fact.kind:
        return (
            f"corrects {old.id!r}, a {old.kind.name} of {old.subject}: a correction keeps subject and kind; "
            "to move a fact, withdraw it (null data) and record it anew"
        )
    if old.id in corrected_by:
        other = corrected_by[old.id].id
        return f"corrects {old.id!r}, which {other!r} corrects already: name {other!r} instead"
    if _goes_in_a_circle(fact, by_id):
        return f"corrects {old.id!r} in a circle: a correction names an earlier fact"
    if fact.known < old.known:
        return f"was recorded before {old.id!r}, which it corrects: see recorded_at"
    return ""


def _goes_in_a_circle(fact: Fact, by_id: Mapping[str, Fact]) -> bool:
    seen = {fact.id}
    while fact.supersedes is not None and fact.supersedes in by_id:
        fact = by_id[fact.supersedes]
        if fact.id in seen:
            return True
        seen.add(fact.id)
    return False
