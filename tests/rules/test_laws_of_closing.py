"""The law of closed duties: one that was done or waived is open again only if the fact that closed it is corrected or
withdrawn, or if what it asks for has become another.

What it asks for is another where a late fact changes the subject's attributes or breaks, or says whom an act need not
reach: then the same duty asks for more, or asks later, than what was done. A lapsed duty has no doing of its own, so
that the law cannot hold of it: a late fact may take away what led the case on, and with it the lapse.
"""

from datetime import date, datetime
from functools import cache
from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from fingerpost.rules.acts import Act
from fingerpost.rules.duties import evaluate, facts_known
from fingerpost.rules.duty import Duty
from fingerpost.rules.facts import Fact, in_force
from fingerpost.rules.history import History
from fingerpost.rules.kinds import Kind
from tests.rules.evaluated import evaluated, terms_known
from tests.rules.ledgers import Ledger, ledgers, random_fact
from tests.rules.telling import ENROLMENT, Line, at_risk, on, terms_of, told

LATE = datetime(2040, 1, 1)
TO_STAGE_2 = (
    on("2026-01-05", "started", learner="person:1", programme_type="traineeship", nation="wales"),
    on("2026-01-12", "notice_sent", stage=1),
    on("2026-01-13", "response", party="learner", commitment=False),
)
CALLED = on("2026-01-14", "contact", way="phone", direction="out", party="learner", purpose="stage_call")


@settings(max_examples=500)
@given(ledgers(), st.integers(0, 1 << 32))
def test_a_duty_done_or_waived_stays_closed_whatever_act_is_recorded_late(ledger: Ledger, seed: int) -> None:
    rng = Random(seed)
    settled = [duty for duty in evaluated(ledger).duties if duty.outcome in ("done", "waived")]
    assume(settled)
    acts = late_facts_about(rng.choice(settled), rng)
    facts = [*facts_known(ledger.facts, None), *acts]
    after = evaluate(at_risk(), terms_known(ledger), History(ENROLMENT, facts)).duties
    closed = {duty.key: duty.closed for duty in after}
    assert [duty.key for duty in settled if closed.get(duty.key, duty.closed) is None] == []


@settings(max_examples=100)
@given(ledgers(), st.integers(0, 1 << 32))
def test_a_duty_is_as_before_once_what_was_recorded_late_is_withdrawn(ledger: Ledger, seed: int) -> None:
    rng = Random(seed)
    acts = [fact for duty in evaluated(ledger).duties[:3] for fact in late_facts_about(duty, rng)]
    acts = list({fact.id: fact for fact in acts}.values())
    gone = [Fact(fact.kind, ENROLMENT, fact.on, None, f"-{fact.id}", LATE, supersedes=fact.id) for fact in acts]
    history = History(ENROLMENT, in_force([*ledger.facts, *acts, *gone]))
    after = evaluate(at_risk(), terms_known(ledger), history).duties
    assert [(duty.key, duty.closed) for duty in after] == [(d.key, d.closed) for d in evaluated(ledger).duties]


@pytest.mark.parametrize(
    "late",
    [
        pytest.param((on("2026-01-13", "changed", employer="Mill"),), id="an employer must be called too"),
        pytest.param(
            (on("2026-01-13", "break_began"), on("2026-01-16", "break_ended")), id="a break holds the stage back"
        ),
    ],
)
def test_a_late_fact_that_changes_what_a_duty_asks_for_may_open_it_again(late: tuple[Line, ...]) -> None:
    assert closed_on("call-2", *TO_STAGE_2, CALLED) == date(2026, 1, 14)
    assert closed_on("call-2", *TO_STAGE_2, CALLED, *late) is None


def test_a_late_fact_that_leaves_out_the_only_party_called_asks_for_the_other() -> None:
    left_out = on("2026-01-13", "not_appropriate", party="learner", reason="ill")
    employer = on("2026-01-06", "changed", employer="Mill")
    called = on("2026-01-14", "contact", way="phone", direction="out", party="employer", purpose="stage_call")
    facts = (*TO_STAGE_2, employer, left_out, called)
    assert closed_on("call-2", *facts) == date(2026, 1, 14)
    assert closed_on("call-2", *facts, on("2026-01-13", "not_appropriate", party="employer", reason="closed")) is None


def test_a_duty_is_open_again_when_the_fact_that_closed_it_is_withdrawn() -> None:
    facts = told(*TO_STAGE_2, CALLED)
    withdrawn = Fact(facts[-1].kind, ENROLMENT, facts[-1].on, None, "W", LATE, supersedes=facts[-1].id)
    duties = evaluate(at_risk(), terms_of(at_risk()), History(ENROLMENT, in_force([*facts, withdrawn]))).duties
    assert [duty.closed for duty in duties if duty.action == "call-2"] == [None]


def test_a_lapsed_duty_is_open_again_when_a_late_fact_takes_away_what_led_the_case_on() -> None:
    facts = (
        on("2026-01-05", "started", learner="person:1", programme_type="apprenticeship", nation="england"),
        on("2026-01-12", "notice_sent", stage=1),
        on("2026-01-12", "response", party="learner", commitment=True),
    )
    assert closed_on("agree-contract", *facts) == date(2026, 2, 24)
    assert closed_on("agree-contract", *facts, on("2026-02-09", "progress")) == date(2026, 3, 24)
    ended = on("2026-02-20", "changed", programme_type="course")
    assert closed_on("agree-contract", *facts, on("2026-02-09", "progress"), ended) is None


def closed_on(action: str, *lines: Line) -> date | None:
    """The day on which the one duty with this action was closed."""
    duties = evaluate(at_risk(), terms_of(at_risk()), History(ENROLMENT, told(*lines))).duties
    (duty,) = [duty for duty in duties if duty.action == action]
    return duty.closed


def late_facts_about(duty: Duty, rng: Random) -> list[Fact]:
    """Some acts that lie near a duty's days and were recorded long after."""
    assert duty.opens is not None
    last = duty.closed or duty.opens
    acts = []
    for place in range(rng.randint(1, 4)):
        day = rng.randint(duty.opens.toordinal() - 10, last.toordinal() + 5)
        kind, _, data = random_fact(day, rng, at_risk())
        if not changes_what_is_asked(kind):
            acts.append(Fact(kind, ENROLMENT, date.fromordinal(day), data, f"late-{place}", LATE))
    return acts


@cache
def changes_what_is_asked(kind: Kind) -> bool:
    """Whether facts of the kind set attributes, mark the subject's life, or leave an act out."""
    parts = at_risk().pack.parts()
    leaving_out = {part.left_out_by.kind for part in parts if isinstance(part, Act) and part.left_out_by}
    return bool(kind.sets or kind.marks or kind.name in leaving_out)
