"""Laws of what is not held, on random ledgers: not knowing never fires a rule, and it is always said."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from fingerpost.rules.duties import Result, evaluate, facts_known
from fingerpost.rules.facts import Fact
from fingerpost.rules.gaps import HOLDING
from fingerpost.rules.history import History
from tests.rules.evaluated import evaluated, seen, terms_known
from tests.rules.ledgers import Ledger, ledgers
from tests.rules.telling import ENROLMENT, at_risk
from tests.rules.test_laws import often

KINDS = sorted(name for name, kind in at_risk().kinds.items() if name not in HOLDING)
LIFE = ("started", "changed", "break_began", "break_ended", "withdrew", "completed", "transferred")
"""What a funding record holds."""
ABOUT_OTHERS = ("panel_held", "policy_reviewed", "closure")


def with_gap(ledger: Ledger, kinds: tuple[str, ...], until: int | None = None) -> Result:
    """The duties where these kinds are not held from before the first fact on, until they are."""
    known, first = at_risk().kinds, min(fact.day for fact in ledger.facts)
    gap = [Fact(known["not_held"], ENROLMENT, date.fromordinal(first), {"kinds": kinds}, "GAP")]
    if until is not None:
        gap.append(Fact(known["held"], ENROLMENT, date.fromordinal(until), {"kinds": kinds}, "HELD"))
    history = History(ENROLMENT, [*gap, *facts_known(ledger.facts, None)])
    return evaluate(at_risk(), terms_known(ledger), history)


@often
@given(ledgers())
def test_of_a_record_that_holds_a_life_only_nobody_can_tell_anything(ledger: Ledger) -> None:
    life = Ledger(tuple(fact for fact in ledger.facts if fact.kind.name in LIFE), ledger.provider)
    if not life.facts:
        return
    result = with_gap(life, tuple(kind for kind in KINDS if kind not in LIFE))
    doubtful = [duty for duty in result.duties if duty.action != "confirm-return"]  # of a break all is held
    assert {duty.outcome for duty in doubtful} <= {"unknown"}
    asked = {duty.action for duty in doubtful if duty.opens is not None}
    assert asked <= {"check-start-indicators", "decide-plan-transfer"}
    if result.reading.has_begun:
        assert {"escalation", "support", "rating-review", "regular-contact"} <= {duty.rule for duty in result.duties}


@often
@given(ledgers())
def test_a_gap_in_what_no_rule_about_the_subject_reads_changes_nothing(ledger: Ledger) -> None:
    assert seen(with_gap(ledger, ABOUT_OTHERS).duties) == seen(evaluated(ledger).duties)


@often
@given(ledgers(), st.sets(st.sampled_from(KINDS), min_size=1, max_size=4))
def test_what_nobody_can_tell_names_what_is_not_held(ledger: Ledger, kinds: set[str]) -> None:
    for duty in with_gap(ledger, tuple(sorted(kinds))).duties:
        if duty.outcome == "unknown":
            assert duty.waits_for is not None
            assert duty.waits_for.startswith("not held: ")
            assert set(duty.waits_for.removeprefix("not held: ").split(", ")) <= kinds
            assert duty.closed is None
        else:
            assert duty.opens is not None


@often
@given(ledgers(), st.sets(st.sampled_from(KINDS), min_size=1, max_size=4), st.integers(-5, 200))
def test_a_gap_that_ended_before_a_day_leaves_no_rule_silent_after_it(
    ledger: Ledger, kinds: set[str], after: int
) -> None:
    """Every duty is either known, or says until when the record did not hold what it rests on."""
    until = max(min(fact.day for fact in ledger.facts), min(fact.day for fact in ledger.facts) + after)
    for duty in with_gap(ledger, tuple(sorted(kinds)), until).duties:
        if duty.outcome == "unknown":
            assert duty.waits_for is not None
            assert duty.waits_for.startswith(f"not held until {date.fromordinal(until).isoformat()}: ")
            assert duty.opens is None or duty.opens.toordinal() < until
