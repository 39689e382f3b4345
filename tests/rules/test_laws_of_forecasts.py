"""Laws of forecasts: what is supposed could as well be told, and nothing is supposed that is not called for."""

from dataclasses import replace
from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fingerpost.rules.duties import Result, UnsettledForecastError, evaluate, facts_known, forecast
from fingerpost.rules.facts import Fact
from fingerpost.rules.history import History
from fingerpost.rules.kinds import Field
from tests.rules.evaluated import forecasted, last_day, seen, supposed_in, terms_known
from tests.rules.ledgers import Ledger, ledgers, patterns
from tests.rules.telling import ENROLMENT, at_risk, day, on, terms_of, told

often = settings(max_examples=150)
AHEAD = st.integers(0, 370)
"""How many days a forecast looks ahead."""


@often
@given(ledgers(), AHEAD)
def test_what_a_forecast_supposes_gives_the_same_duties_when_it_is_told(ledger: Ledger, ahead: int) -> None:
    today = last_day(ledger)
    result = forecasted(ledger, today + ahead, today)
    facts = [*facts_known(ledger.facts, None), *map(as_told, supposed_in(result))]
    of_told = evaluate(at_risk(), terms_known(ledger), History(ENROLMENT, facts), today + ahead)
    assert days_and_owners(of_told) == days_and_owners(result)


@often
@given(ledgers(), AHEAD)
def test_every_supposed_act_is_done_after_today_and_does_a_duty(ledger: Ledger, ahead: int) -> None:
    today = last_day(ledger)
    supposed = supposed_in(forecasted(ledger, today + ahead, today))
    facts = [*facts_known(ledger.facts, None), *map(as_told, supposed)]
    closing = evaluate(at_risk(), terms_known(ledger), History(ENROLMENT, facts)).duties
    assert all(fact.day > today for fact in supposed)
    assert {fact.id for fact in supposed} <= {fact.id for duty in closing for fact in duty.closed_by}


@often
@given(ledgers(), AHEAD, AHEAD)
def test_a_longer_forecast_begins_like_a_shorter_one(ledger: Ledger, ahead: int, more: int) -> None:
    today = last_day(ledger)
    longer = forecasted(ledger, today + ahead + more, today).duties
    until = today + ahead
    by_then = [duty for duty in longer if duty.opens is not None and duty.opens.toordinal() <= until]
    assert seen(forecasted(ledger, until, today).duties) == seen(by_then)


@settings(max_examples=30)
@given(ledgers())
def test_a_forecast_of_ten_years_comes_to_an_end(ledger: Ledger) -> None:
    today = last_day(ledger)
    result = forecasted(ledger, today + 3650, today)
    assert not result.supposed
    assert all(duty.closed is None or duty.closed.toordinal() <= today for duty in result.duties)


def test_acts_of_a_case_that_was_closed_are_not_supposed() -> None:
    facts = told(
        on("2026-01-05", "started", learner="person:1", programme_type="traineeship", nation="wales"),
        on("2026-02-16", "session", sort="session", outcome="absent_without_notice"),
        on("2026-02-17", "register_removed"),
    )
    result = forecast(at_risk(), terms_of(at_risk()), ENROLMENT, facts, day("2026-06-01"), day("2026-02-17"))
    assert [fact.kind.name for fact in supposed_in(result)] == ["duty_done"]
    assert [duty.action for duty in result.duties] == ["check-start-indicators", "send-notice-1", "review-rating"]


def test_what_is_supposed_for_one_duty_does_not_do_another_later_than_its_due_day() -> None:
    facts = told(
        on("2025-10-06", "started", learner="person:1", programme_type="apprenticeship", nation="wales"),
        on("2025-11-10", "progress"),
        on("2025-11-10", "rating", level="medium"),
    )
    result = forecast(at_risk(), terms_of(at_risk()), ENROLMENT, facts, day("2026-02-01"), day("2025-11-10"))
    due = [duty.due for duty in result.duties if duty.action == "keep-contact" and duty.due is not None]
    assert due[:8] == [due[0] + timedelta(weeks=week) for week in range(8)]
    assert "attempts-1" in [duty.action for duty in result.duties]


def test_a_forecast_that_does_not_settle_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fingerpost.rules.duties.ROUNDS", 1)
    facts = told(on("2026-01-05", "started", learner="person:1", programme_type="traineeship", nation="wales"))
    with pytest.raises(UnsettledForecastError, match="rules of learners-at-risk keep calling for each other's acts"):
        forecast(at_risk(), terms_of(at_risk()), ENROLMENT, facts, day("2026-06-01"), day("2026-01-05"))


def days_and_owners(result: Result) -> list[str]:
    return [f"{duty.key} {duty.opens} {duty.due} {duty.owner}" for duty in result.duties]


def as_told(fact: Fact) -> Fact:
    """The supposed fact with what its kind requires and no rule asked for, so that no rule means it any more."""
    lacking = {name: field for name, field in fact.kind.fields.items() if field.required and name not in known(fact)}
    for values in product(*map(possible, lacking.values())):
        full = replace(fact, data={**known(fact), **dict(zip(lacking, values, strict=True))}, supposed=False)
        if meant_by(full) == meant_by(fact):
            return full
    raise AssertionError(f"{fact.id} cannot be told without another meaning")


def known(fact: Fact) -> dict[str, Any]:
    return dict(fact.data or {})


def possible(field: Field) -> tuple[Any, ...]:
    return field.choices or ((True, False) if field.type == "yes_no" else ("told",))


def meant_by(fact: Fact) -> list[int]:
    """The places of the patterns that mean the fact."""
    return [n for n, each in enumerate(patterns()) if each.kind == fact.kind.name and each.among([fact])]
