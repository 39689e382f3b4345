"""Facts as tests tell them, and the policies that they are told to."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from fingerpost.rules.facts import Fact
from fingerpost.rules.history import History
from fingerpost.rules.kinds import Kind
from fingerpost.rules.packs import load_policy
from fingerpost.rules.policy import Policy
from fingerpost.rules.terms import Terms
from tests.rules.slow.event import Event

PACKS = Path(__file__).parents[2] / "packs"
ENROLMENT = "enrolment:E-1"
PROVIDER = "provider:self"
FIRST_RECORDING = datetime(2020, 1, 1, tzinfo=UTC)

Line = tuple[str, str, dict[str, Any]]
"""A fact in short: its day, its kind, its data."""


@cache
def loaded(folder: Path) -> Policy:
    """The policy in a pack's folder; raises FaultyPackError."""
    policy, _ = load_policy(folder, PACKS)
    return policy


def at_risk() -> Policy:
    """The policy of the product's first pack."""
    return loaded(PACKS / "learners-at-risk")


def terms_of(policy: Policy, *provider: Fact) -> Terms:
    """The policy's terms under these facts about the provider."""
    return policy.terms(History(PROVIDER, provider))


def day(text: str) -> int:
    """A date as the rules count it."""
    return date.fromisoformat(text).toordinal()


def on(text: str, kind: str, **data: Any) -> Line:
    """A fact in short."""
    return text, kind, data


def told(*lines: Line, kinds: Mapping[str, Kind] | None = None, subject: str = ENROLMENT) -> list[Fact]:
    """The facts, each recorded in the course of its day, those of one day in the order told."""
    known = at_risk().kinds if kinds is None else kinds
    return [
        Fact(
            known[kind],
            subject,
            date.fromisoformat(text),
            data,
            f"F{place:02}",
            datetime.fromisoformat(f"{text}T09:00:00") + timedelta(minutes=place),
        )
        for place, (text, kind, data) in enumerate(lines, start=1)
    ]


def facts_of(events: Iterable[Event], kinds: Mapping[str, Kind]) -> list[Fact]:
    """The slow ladder's events as facts, recorded in the same order."""
    return [
        Fact(
            kinds[event.kind],
            ENROLMENT,
            date.fromordinal(event.on),
            event.data,
            event.id,
            FIRST_RECORDING + timedelta(minutes=event.recorded),
        )
        for event in events
    ]
