"""Random histories played into the database, and all the rows that follow from them.

A history is a random ledger of the rules (`tests/rules/ledgers.py`), told in the order in which it was recorded and in
batches of random size; between them the provider adopts the policy, sets values, closes, and takes some of it back.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from random import Random

from msgspec import Struct

from fingerpost.duties.models import Duty, Standing
from fingerpost.facts.actions import record, record_all
from fingerpost.facts.keys import PROVIDER, new_key
from fingerpost.facts.models import Entry
from fingerpost.facts.rows import Told
from fingerpost.rules.facts import Fact
from tests.rooms.policies.folders import PACK
from tests.rules.ledgers import Ledger, random_ledger

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
BEFORE_ALL = date(2020, 1, 1)


class Played(Struct, frozen=True):
    """A ledger as it was played: about which subject, each fact as the rules would have it, and its entry's number."""

    subject: str
    facts: dict[str, Fact]
    numbers: dict[str, int]


def moment(fact: Fact) -> datetime:
    """When a fact became known."""
    return EPOCH + timedelta(microseconds=fact.known)


def in_order(facts: Sequence[Fact]) -> list[Fact]:
    """As they were recorded; a correction after what it corrects."""
    depth: dict[str, int] = {}
    by_id = {fact.id: fact for fact in facts}

    def corrections(fact: Fact) -> int:
        if fact.supersedes is None:
            return 0
        if fact.id not in depth:
            depth[fact.id] = 1 + corrections(by_id[fact.supersedes])
        return depth[fact.id]

    return sorted(facts, key=lambda fact: (fact.known, corrections(fact), fact.id))


def adopt(on: date = BEFORE_ALL, at: datetime = EPOCH) -> Entry:
    """The provider adopts the policy from a day on."""
    data = {"policy": PACK, "version": "1.0"}
    return record(subject=PROVIDER, kind="policy_adopted", on=on, by="", at=at, data=data)


def play(ledger: Ledger, rng: Random, subject: str = "") -> Played:
    """Tells a ledger's facts about the enrolment to the database, in batches in which none corrects another."""
    played = Played(subject or new_key("enrolment"), {}, {})
    for batch in batches(in_order(ledger.facts), rng):
        told = [as_told(fact, played) for fact in batch]
        entries = record_all(subject=played.subject, told=told, by="", at=EPOCH)
        for fact, entry in zip(batch, entries, strict=True):
            played.facts[fact.id], played.numbers[fact.id] = fact, entry.pk
    return played


def batches(facts: Sequence[Fact], rng: Random) -> Iterator[list[Fact]]:
    """The facts in batches of one to twelve."""
    batch: list[Fact] = []
    room = rng.randint(1, 12)
    for fact in facts:
        if len(batch) >= room or fact.supersedes in {each.id for each in batch}:
            yield batch
            batch, room = [], rng.randint(1, 12)
        batch.append(fact)
    if batch:
        yield batch


def as_told(fact: Fact, played: Played) -> Told:
    """A fact as it is told to the ledger."""
    corrected = None if fact.supersedes is None else played.numbers[fact.supersedes]
    return Told(fact.kind.name, fact.on, fact.data, "", fact.compartment, corrected, fact.by, moment(fact))


def play_provider(ledger: Ledger, rng: Random) -> None:
    """Tells what the provider did: one adoption or two, the second from a later day, each perhaps taken back or moved,
    and whatever the ledger has of values and closures, some of it taken back."""
    days = [fact.on for fact in ledger.facts]
    first, last = min(days), max(days)
    span = max((last - first).days, 1)
    adopted = [adopt(rng.choice((BEFORE_ALL, first + timedelta(days=rng.randrange(span)))))]
    if rng.random() < 0.3:
        adopted.append(adopt(first + timedelta(days=rng.randrange(span))))
    told = [as_told(fact, Played(PROVIDER, {}, {})) for fact in in_order(ledger.provider)]
    entries = record_all(subject=PROVIDER, told=told, by="", at=EPOCH)
    for entry in entries:
        if rng.random() < 0.2:
            change(entry, None, entry.on)
    if rng.random() < 0.3:
        change(adopted[0], adopted[0].data, first + timedelta(days=rng.randrange(span)))


def change(entry: Entry, data: object, on: date) -> None:
    """Corrects an entry to another day, or takes it back."""
    told = Told(entry.kind, on, data, "", "", entry.pk)  # type: ignore[arg-type]
    record_all(subject=entry.subject_id, told=[told], by="", at=entry.recorded_at)


def made(number: int) -> Ledger:
    """The random ledger of a number."""
    return random_ledger(Random(number))


def rows() -> list[tuple[object, ...]]:
    """Every duty and every standing with all it says, keys of duties included. (Not the numbers of standings: one that
    is worked out anew is another row.)"""
    duties = [tuple(row.values()) for row in Duty.objects.order_by("key").values()]
    return [*map(_hashable, duties), *sorted((row.values() for row in Standing.objects.all()), key=repr)]


def _hashable(row: tuple[object, ...]) -> tuple[object, ...]:
    return tuple(tuple(each) if isinstance(each, list) else each for each in row)
