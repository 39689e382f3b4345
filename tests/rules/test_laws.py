"""Laws of the rules: what holds of every ledger, whatever is recorded in it and in whatever order."""

from collections import Counter
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from fingerpost.rules.duty import Duty
from fingerpost.rules.facts import day_recorded
from tests.rules.evaluated import evaluated, seen
from tests.rules.ledgers import Ledger, ledgers

often = settings(max_examples=250)


@often
@given(ledgers(), st.integers())
def test_the_order_in_which_facts_are_given_is_irrelevant(ledger: Ledger, seed: int) -> None:
    facts, provider = list(ledger.facts), list(ledger.provider)
    Random(seed).shuffle(facts)
    Random(seed).shuffle(provider)
    assert seen(evaluated(Ledger(tuple(facts), tuple(provider))).duties) == seen(evaluated(ledger).duties)


@often
@given(ledgers())
def test_known_at_the_last_recording_is_all_that_is_known(ledger: Ledger) -> None:
    last = max(day_recorded(fact) for fact in (*ledger.facts, *ledger.provider))
    assert seen(evaluated(ledger, known_at=last).duties) == seen(evaluated(ledger).duties)


@often
@given(ledgers())
def test_a_duty_is_due_no_earlier_than_it_opens_and_closes_no_earlier(ledger: Ledger) -> None:
    for duty in evaluated(ledger).duties:
        assert duty.opens is not None
        assert duty.due is None or duty.opens <= duty.due
        assert duty.closed is None or duty.opens <= duty.closed
        assert (duty.closed is None) == (duty.outcome is None)


@often
@given(ledgers())
def test_no_duty_opens_before_the_start_or_after_the_end(ledger: Ledger) -> None:
    result = evaluated(ledger)
    history = result.reading.history
    for duty in result.duties:
        assert duty.opens is not None
        assert history.lives_on(duty.opens.toordinal())


@often
@given(ledgers())
def test_a_duty_says_which_facts_opened_it_and_its_key_is_its_own(ledger: Ledger) -> None:
    duties = evaluated(ledger).duties
    assert all(duty.because for duty in duties)
    keys = Counter(duty.key for duty in duties if not rests_on_an_answer(duty))
    assert [key for key, times in keys.items() if times > 1] == []


@often
@given(ledgers(), st.data())
def test_an_evaluation_until_a_day_gives_the_duties_that_open_by_it(ledger: Ledger, data: st.DataObject) -> None:
    days = [fact.day for fact in ledger.facts]
    until = data.draw(st.integers(min(days) - 2, max(days) + 10))
    whole = evaluated(ledger).duties
    by_then = [duty for duty in whole if duty.opens is not None and duty.opens.toordinal() <= until]
    assert seen(evaluated(ledger, until=until).duties) == seen(by_then)


def rests_on_an_answer(duty: Duty) -> bool:
    """Whether an answer alone began what the duty goes with: there two may share a key (test_cases_found_by_laws)."""
    goes_with_a_standing = duty.rule in ("regular-contact", "one-to-ones", "rating-review")
    return goes_with_a_standing and [fact.kind.name for fact in duty.because] == ["response"]
