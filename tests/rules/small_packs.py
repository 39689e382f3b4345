"""Small packs for the units: the smallest whole pack of docs/pack-language.md with a piece more,
and what it makes of a few facts. Answers are texts, so that a test shows them as they are."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from tomllib import loads
from typing import Any

from fingerpost.rules.duties import Result, evaluate, forecast
from fingerpost.rules.duty import Duty
from fingerpost.rules.history import History
from fingerpost.rules.policy import Policy
from fingerpost.rules.reading import DISTANT, Reading
from fingerpost.rules.timeline import Timeline
from tests.rules.language_pieces import DOCUMENT, pieces
from tests.rules.made_packs import joined, load_made
from tests.rules.telling import ENROLMENT, PROVIDER, Line, day, on, told

WHOLE, *_ = pieces(DOCUMENT.read_text(encoding="utf-8"))


def started(text: str = "2026-02-02", **data: Any) -> Line:
    """A start of an apprentice in England; unless said otherwise on Monday 2 February 2026."""
    return on(
        text, "started", **{"learner": "person:P-1", "programme_type": "apprenticeship", "nation": "england"} | data
    )


def made(piece: str, folder: Path) -> Policy:
    """The policy of the smallest whole pack with this piece of TOML more."""
    return load_made(joined(WHOLE.raw, loads(piece)), folder)[0]


def read(policy: Policy, *lines: Line, provider: Sequence[Line] = (), subject: str = ENROLMENT) -> Reading:
    """The reading of these facts."""
    owner = History(PROVIDER, told(*provider, kinds=policy.kinds, subject=PROVIDER))
    history = History(subject, told(*lines, kinds=policy.kinds, subject=subject))
    return Reading(history, policy.terms(owner), policy)


def worked_out(policy: Policy, *lines: Line, provider: Sequence[Line] = (), until: str = "") -> list[str]:
    """Every duty that follows, each in one line."""
    reading = read(policy, *lines, provider=provider)
    return in_lines(evaluate(policy, reading.terms, reading.history, day(until) if until else DISTANT).duties)


def supposed_from(today: str, until: str, policy: Policy, *lines: Line) -> Result:
    """The forecast on a day in which what is due is supposed done."""
    facts = told(*lines, kinds=policy.kinds)
    return forecast(policy, policy.terms(History(PROVIDER, ())), ENROLMENT, facts, day(until), day(today))


def in_lines(duties: Iterable[Duty]) -> list[str]:
    """Action, opening and last day, outcome and day of closing; `~` where it rests on supposed facts."""
    return [
        f"{'~' if duty.supposed else ''}{duty.action} {duty.opens} {duty.due} {duty.outcome or 'open'}"
        + (f" {duty.closed}" if duty.closed else "")
        for duty in duties
    ]


def levels(line: Timeline) -> list[str]:
    """The changes of a standing, each with the kinds of fact that made it."""
    return [
        " ".join((date.fromordinal(each.day).isoformat(), each.level, *(fact.kind.name for fact in each.facts)))
        for each in line.changes
    ]
