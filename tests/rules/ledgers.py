"""Random ledgers, for the laws: everything that was ever recorded about one enrolment and its provider.

The bones are a random history of the slow ladder, so that the deep states are reached. To it come
facts of every kind that the policy knows, corrections, withdrawals and late recordings.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import cache
from random import Random
from typing import Any

from hypothesis import strategies as st

from fingerpost.rules.asks import Ask
from fingerpost.rules.facts import Fact
from fingerpost.rules.kinds import Field, Kind
from fingerpost.rules.patterns import Pattern
from fingerpost.rules.policy import Policy
from tests.rules.slow.history import random_history
from tests.rules.telling import ENROLMENT, PROVIDER, at_risk

ZONES = (None, None, UTC, timezone(timedelta(hours=5)), timezone(timedelta(hours=-8)))


@dataclass(frozen=True)
class Ledger:
    """All versions of all facts, in no order: about the enrolment, and about the provider."""

    facts: tuple[Fact, ...]
    provider: tuple[Fact, ...] = ()

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        """What Hypothesis prints of a ledger that breaks a law: its facts by day."""
        by_day = sorted((*self.provider, *self.facts), key=lambda fact: (fact.day, fact.known))
        printer.text("\n".join(map(shown, by_day)))


def shown(fact: Fact) -> str:
    """A fact in one line, for whoever reads a failure."""
    data = None if fact.data is None else {name: str(value) for name, value in fact.data.items()}
    return f"{fact.on} {fact.kind.name} {data} {fact.id} at {fact.recorded_at} > {fact.supersedes}"


def random_ledger(rng: Random) -> Ledger:
    """Some sixty facts of about a year."""
    policy = at_risk()
    events = random_history(rng)
    days = [event.on for event in events]
    first, last = min(days), max(days) + 30
    facts = [(policy.kinds[event.kind], event.on, event.data) for event in events]
    facts.extend(random_fact(rng.randint(first - 3, last), rng, policy) for _ in range(rng.randint(0, 20)))
    recorded = [recorded_fact(ENROLMENT, f"f{n}", *each, rng) for n, each in enumerate(facts)]
    amended = with_amendments(recorded, rng, policy)
    rng.shuffle(amended)
    return Ledger(tuple(amended), tuple(random_provider(rng, first, last, policy)))


def random_fact(on: int, rng: Random, policy: Policy) -> tuple[Kind, int, dict[str, Any]]:
    """A fact from nowhere: of any kind, and more often than not one that some rule means."""
    kinds = [kind for kind in policy.kinds.values() if "enrolment" in (kind.about or ("enrolment",))]
    kind = rng.choices(kinds, [how_often(kind) for kind in kinds])[0]
    data = random_data(kind, on, rng, policy)
    meant = [pattern for pattern in patterns() if pattern.kind == kind.name]
    if meant and rng.random() < 0.6:
        data |= rng.choice(meant).example()
    return kind, on, data


@cache
def patterns() -> list[Pattern]:
    """Every pattern in the rules of the policy."""
    return [part for part in at_risk().pack.parts() if isinstance(part, Pattern)]


def how_often(kind: Kind) -> float:
    """The weight of a kind among the facts from nowhere: starts never, ends and breaks seldom."""
    seldom = {"starts": 0.0, "ends": 0.05, "break_begins": 0.3, "break_ends": 0.3}
    return seldom.get(kind.marks or "", 1.0)


def recorded_fact(subject: str, name: str, kind: Kind, on: int, data: Mapping[str, Any], rng: Random) -> Fact:
    """The fact as recorded: mostly on its day, now and then late, or nobody knows when."""
    moment = None
    if rng.random() < 0.85:
        late = rng.randrange(1, 60) if rng.random() < 0.15 else 0
        minutes = rng.choice((0, 59, 540, 780, 1020, 1380, 1439))
        at = time(minutes // 60, minutes % 60, rng.randrange(60), tzinfo=rng.choice(ZONES))
        moment = datetime.combine(date.fromordinal(on + late), at)
    return Fact(kind, subject, date.fromordinal(on), data, name, moment)


def random_data(kind: Kind, on: int, rng: Random, policy: Policy) -> dict[str, Any]:
    """Data that fits the kind; what is not required is there more often than not."""
    return {
        name: random_value(name, field, on, rng, policy)
        for name, field in kind.fields.items()
        if field.required or rng.random() < 0.7
    }


def random_value(name: str, field: Field, on: int, rng: Random, policy: Policy) -> Any:
    """A value that the field may hold."""
    if field.choices:
        one = rng.choice(field.choices)
        return [one] if field.type == "choices" else one
    if name == "duty":
        rule = rng.choice(policy.rules_about["enrolment"])[0]
        asks = [part.action for part in rule.parts() if isinstance(part, Ask)]
        return f"{rule.id}/{rng.choice(asks)}"
    if name == "to":
        return rng.choice(list(policy.roles))
    plain = {
        "yes_no": rng.random() < 0.5,
        "number": rng.randrange(0, 100, 5),
        "date": date.fromordinal(on + rng.randint(-3, 40)),
        "subject": f"{(field.about or ('person',))[0]}:{rng.randrange(3)}",
        "words": ["one"],
    }
    return plain.get(field.type, rng.choice(("one", "two", "three")))


def random_provider(rng: Random, first: int, last: int, policy: Policy) -> list[Fact]:
    """Closures, and parameters set anew, for about one provider in three."""
    facts = []
    if rng.random() < 0.35:
        for place in range(rng.randint(1, 4)):
            on = rng.randint(first - 30, last)
            if rng.random() < 0.5:
                until = date.fromordinal(on + rng.randint(1, 12))
                kind, data = policy.kinds["closure"], {"until": until}
            else:
                kind, data = policy.kinds["parameter_set"], random_setting(rng, policy)
            facts.append(recorded_fact(PROVIDER, f"p{place}", kind, on, data, rng))
    return facts


def random_setting(rng: Random, policy: Policy) -> dict[str, Any]:
    """A parameter set to something that its range allows."""
    ranged = {
        name: each
        for name, each in policy.pack.parameters.items()
        if each.at_least is not None and each.at_most is not None
    }
    name = rng.choice(list(ranged))
    low, high = int(ranged[name].at_least or 0), int(ranged[name].at_most or 0)
    data = {"policy": policy.pack.id, "name": name, "value": rng.randint(max(low, 1), high)}
    return {**data, "where": {"nation": "wales"}} if rng.random() < 0.4 else data


def with_amendments(facts: Sequence[Fact], rng: Random, policy: Policy) -> list[Fact]:
    """The facts with some of them corrected or withdrawn, now and then the correction too."""
    every = list(facts)
    standing = list(facts)
    for place in range(rng.choice((0, 0, 1, 2, 4, 8))):
        old = standing.pop(rng.randrange(len(standing)))
        new = amendment(old, f"c{place}", rng, policy)
        every.append(new)
        if new.data is not None:
            standing.append(new)
    return every


def amendment(old: Fact, name: str, rng: Random, policy: Policy) -> Fact:
    """A correction of the fact, of its day or of its data, or its withdrawal; recorded later."""
    known = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=old.known)
    moment = known + timedelta(minutes=rng.choice((1, 90, 1440, 9000, 40000)))
    amended = replace(old, id=name, supersedes=old.id, first="", recorded_at=moment)
    starts = old.kind.marks == "starts"
    if rng.random() < 0.4 and not starts:
        return replace(amended, data=None)
    if rng.random() < 0.5:
        return replace(amended, on=old.on + timedelta(days=rng.randint(-6, 6)))
    anew = random_data(old.kind, old.day, rng, policy)
    return replace(amended, data={**(old.data or {}), **anew})


@st.composite
def ledgers(draw: st.DrawFn) -> Ledger:
    """A random ledger; in search of a small failing one its facts are left out from the last on."""
    whole = random_ledger(Random(draw(st.integers(0, 1 << 32))))
    length = draw(st.integers(1, 120))
    kept = sorted(whole.facts, key=lambda fact: (fact.known, fact.id))[:length]
    names = {fact.id for fact in kept}
    sound = [fact for fact in kept if fact.supersedes is None or fact.supersedes in names]
    return Ledger(tuple(sound), whole.provider)
