"""From when a policy rules: each version asks as far as it ruled, and what it leaves open passes on or lapses."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fingerpost.rules.duties import evaluate, facts_known
from fingerpost.rules.duty import Duty, by_key
from fingerpost.rules.history import History
from fingerpost.rules.policy import Policy
from fingerpost.rules.ruling import Rule, Spell, duties_under, evaluated, spells_under
from tests.rules.evaluated import seen, terms_known
from tests.rules.ledgers import Ledger, ledgers
from tests.rules.small_packs import in_lines, made, started
from tests.rules.telling import ENROLMENT, PROVIDER, Line, at_risk, on, told

REVIEW = """
[[rule]]
id = "start"
shape = "task"
about = "enrolment"
action = "review"
clause = "1"
owner = "coach"
when = { event = { kind = "started" } }
due = { weeks = 2 }
done_by = [{ kind = "progress" }]

[[standing]]
id = "employed"
about = "enrolment"
begins = [{ kind = "indicator", code = "job" }]
ends = [{ kind = "indicator", code = "no-job" }]
"""
SLOWER = REVIEW.replace("weeks = 2", "weeks = 6")
OTHER = REVIEW.replace('"review"', '"greet"')
START = started("2026-02-02")
BEFORE_ALL = date(2020, 1, 1)


@pytest.fixture
def policy(tmp_path: Path) -> Policy:
    return made(REVIEW, tmp_path / "first")


@pytest.fixture
def slower(tmp_path: Path) -> Policy:
    return made(SLOWER, tmp_path / "second")


def rule(policy: Policy, since: str, until: str = "") -> Rule:
    terms = policy.terms(History(PROVIDER, ()))
    return Rule(policy, terms, date.fromisoformat(since), date.fromisoformat(until) if until else None)


def history_of(policy: Policy, lines: Sequence[Line]) -> History:
    return History(ENROLMENT, told(*lines, kinds=policy.kinds))


def under(rules: Sequence[Rule], *lines: Line) -> list[str]:
    """Every duty about the subject under these versions, each in one line."""
    results = evaluated(rules, history_of(rules[0].policy, lines) if rules else History(ENROLMENT, ()))
    return in_lines(sorted(duties_under(results).values(), key=Duty.order))


def spells(rules: Sequence[Rule], *lines: Line) -> list[str]:
    """Where the subject stood, each spell in one line."""
    found = spells_under(evaluated(rules, history_of(rules[0].policy, lines)))
    return [spell_in_line(spell) for spell in found if spell.standing == "employed"]


def spell_in_line(spell: Spell) -> str:
    return f"{spell.level} {spell.since} {spell.until}"


def test_a_policy_that_was_adopted_before_everything_asks_for_all(policy: Policy) -> None:
    assert under([rule(policy, "2020-01-01")], START) == ["review 2026-02-02 2026-02-16 open"]


def test_where_nothing_was_adopted_nothing_is_asked() -> None:
    assert under([]) == []


def test_what_is_open_on_the_day_of_adoption_is_asked_from_its_own_day(policy: Policy) -> None:
    assert under([rule(policy, "2026-02-10")], START) == ["review 2026-02-02 2026-02-16 open"]


@pytest.mark.parametrize(("since", "asked"), [("2026-02-05", 1), ("2026-02-06", 1), ("2026-02-07", 0)])
def test_what_was_over_before_the_policy_ruled_nobody_had_promised(policy: Policy, since: str, asked: int) -> None:
    """Done on Friday 6 February: over for whoever adopts on the 7th, not for whoever adopts on the day."""
    lines = under([rule(policy, since)], START, on("2026-02-06", "progress"))
    assert lines == ["review 2026-02-02 2026-02-16 done 2026-02-06"][:asked]


def test_what_is_open_when_the_policy_ends_lapses_on_that_day(policy: Policy) -> None:
    lines = under([rule(policy, "2020-01-01", "2026-02-10")], START, on("2026-02-12", "progress"))
    assert lines == ["review 2026-02-02 2026-02-16 lapsed 2026-02-10"]


def test_what_was_done_before_the_policy_ended_stays_done(policy: Policy) -> None:
    lines = under([rule(policy, "2020-01-01", "2026-02-10")], START, on("2026-02-09", "progress"))
    assert lines == ["review 2026-02-02 2026-02-16 done 2026-02-09"]


@pytest.mark.parametrize(("until", "asked"), [("2026-02-01", 0), ("2026-02-02", 0), ("2026-02-03", 1)])
def test_what_would_open_after_the_end_of_the_policy_is_not_asked(policy: Policy, until: str, asked: int) -> None:
    assert len(under([rule(policy, "2020-01-01", until)], START)) == asked


def test_what_is_open_passes_to_the_version_that_follows_with_its_dates(policy: Policy, slower: Policy) -> None:
    rules = [rule(policy, "2020-01-01", "2026-02-10"), rule(slower, "2026-02-10")]
    assert under(rules, START) == ["review 2026-02-02 2026-03-16 open"]


def test_what_is_done_under_the_version_that_follows_is_done(policy: Policy, slower: Policy) -> None:
    rules = [rule(policy, "2020-01-01", "2026-02-10"), rule(slower, "2026-02-10")]
    assert under(rules, START, on("2026-02-10", "progress")) == ["review 2026-02-02 2026-03-16 done 2026-02-10"]


def test_what_was_done_under_the_version_before_keeps_its_dates(policy: Policy, slower: Policy) -> None:
    rules = [rule(policy, "2020-01-01", "2026-02-10"), rule(slower, "2026-02-10")]
    assert under(rules, START, on("2026-02-09", "progress")) == ["review 2026-02-02 2026-02-16 done 2026-02-09"]


def test_what_the_version_that_follows_does_not_know_lapses_when_it_comes(policy: Policy, tmp_path: Path) -> None:
    rules = [rule(policy, "2020-01-01", "2026-02-10"), rule(made(OTHER, tmp_path / "other"), "2026-02-10")]
    assert under(rules, START) == [
        "greet 2026-02-02 2026-02-16 open",
        "review 2026-02-02 2026-02-16 lapsed 2026-02-10",
    ]


def test_after_three_versions_each_duty_ended_with_the_last_that_asked_for_it(policy: Policy, slower: Policy) -> None:
    rules = [
        rule(policy, "2020-01-01", "2026-02-05"),
        rule(slower, "2026-02-05", "2026-02-20"),
        rule(policy, "2026-02-20", "2026-03-01"),
    ]
    assert under(rules, START) == ["review 2026-02-02 2026-02-16 lapsed 2026-03-01"]


def test_a_duty_that_lapses_waits_for_nothing_and_was_closed_by_nothing(policy: Policy) -> None:
    results = evaluated(
        [rule(policy, "2020-01-01", "2026-02-10")], history_of(policy, [START, on("2026-02-10", "progress")])
    )
    (duty,) = duties_under(results).values()
    assert (duty.outcome, duty.closed, duty.closed_by, duty.waits_for) == ("lapsed", date(2026, 2, 10), (), None)


def test_what_nobody_can_tell_is_said_by_the_version_that_rules_now_only(policy: Policy) -> None:
    """The record does not hold whether a learner is absent: the rules that rest on it cannot be answered."""
    provider = History(
        PROVIDER, told(on("2020-01-01", "not_held", kinds=["session"]), kinds=policy.kinds, subject=PROVIDER)
    )
    first = Rule(policy, policy.terms(provider), BEFORE_ALL, date(2026, 2, 10))
    second = Rule(policy, policy.terms(provider), date(2026, 2, 10), None)
    history = history_of(policy, [START])
    assert [duty.outcome for duty in duties_under(evaluated([first], history)).values()] == ["lapsed"]
    outcomes = [duty.outcome for duty in duties_under(evaluated([first, second], history)).values()]
    assert sorted(map(str, outcomes)) == ["None", "unknown"]


JOB = on("2026-02-05", "indicator", code="job")
NO_JOB = on("2026-03-05", "indicator", code="no-job")


def test_a_standing_holds_from_the_day_on_which_its_policy_rules(policy: Policy) -> None:
    assert spells([rule(policy, "2020-01-01")], START, JOB, NO_JOB)[-2:] == [
        "yes 2026-02-05 2026-03-05",
        "no 2026-03-05 None",
    ]
    assert spells([rule(policy, "2026-02-20")], START, JOB, NO_JOB) == [
        "yes 2026-02-20 2026-03-05",
        "no 2026-03-05 None",
    ]


def test_a_standing_ends_with_its_policy_and_goes_on_with_the_next(policy: Policy, slower: Policy) -> None:
    rules = [rule(policy, "2026-02-20", "2026-03-01"), rule(slower, "2026-03-01")]
    assert spells(rules, START, JOB, NO_JOB) == [
        "yes 2026-02-20 2026-03-01",
        "yes 2026-03-01 2026-03-05",
        "no 2026-03-05 None",
    ]


@pytest.mark.parametrize("until", ["2026-02-05", "2026-02-06"])
def test_a_standing_that_began_when_its_policy_had_ended_never_was(policy: Policy, until: str) -> None:
    found = spells([rule(policy, "2020-01-01", until)], START, JOB)
    assert [line for line in found if line.startswith("yes")] == (
        [] if until == "2026-02-05" else ["yes 2026-02-05 2026-02-06"]
    )


often = settings(max_examples=60)


@often
@given(ledgers())
def test_one_version_that_rules_since_before_everything_asks_for_what_the_rules_ask_for(ledger: Ledger) -> None:
    history = History(ENROLMENT, facts_known(ledger.facts, None))
    policy, terms = at_risk(), terms_known(ledger)
    plain = by_key(evaluate(policy, terms, history).duties)
    ruled = duties_under(evaluated([Rule(policy, terms, BEFORE_ALL, None)], history))
    assert list(ruled) == list(plain)
    assert seen(ruled.values()) == seen(plain.values())


@often
@given(ledgers(), st.integers(-10, 400))
def test_the_same_version_adopted_once_more_later_changes_nothing(ledger: Ledger, days: int) -> None:
    history = History(ENROLMENT, facts_known(ledger.facts, None))
    policy, terms = at_risk(), terms_known(ledger)
    second = date.fromordinal(min(fact.day for fact in ledger.facts) + days)
    once = duties_under(evaluated([Rule(policy, terms, BEFORE_ALL, None)], history))
    twice = duties_under(
        evaluated([Rule(policy, terms, BEFORE_ALL, second), Rule(policy, terms, second, None)], history)
    )
    assert {key: seen([duty]) for key, duty in twice.items()} == {key: seen([duty]) for key, duty in once.items()}


@often
@given(ledgers(), st.integers(-10, 400), st.integers(1, 200))
def test_no_version_asks_for_what_lies_outside_the_days_on_which_it_ruled(
    ledger: Ledger, days: int, length: int
) -> None:
    history = History(ENROLMENT, facts_known(ledger.facts, None))
    since = min(fact.day for fact in ledger.facts) + days
    version = Rule(at_risk(), terms_known(ledger), date.fromordinal(since), date.fromordinal(since + length))
    results = evaluated([version], history)
    for duty in duties_under(results).values():
        assert duty.opens is not None and duty.opens < date.fromordinal(since + length)
        assert duty.closed is not None and version.since <= duty.closed <= date.fromordinal(since + length)
    for spell in spells_under(results):
        assert version.since <= spell.since
        assert spell.until is not None and spell.since < spell.until <= date.fromordinal(since + length)
