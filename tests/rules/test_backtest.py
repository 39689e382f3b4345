"""Looking back at subjects whose fate is known, and the sums over them."""

from datetime import date

import pytest

from fingerpost.rules.backtest import Fate, Found, Question, look_back, narrowed, standing_of
from fingerpost.rules.concept import read_as
from fingerpost.rules.duties import forecast
from fingerpost.rules.facts import Fact
from fingerpost.rules.patterns import Pattern
from fingerpost.rules.policy import Policy
from fingerpost.rules.shares import Share
from fingerpost.rules.worth import Catch, weigh
from tests.rules.slow.count import histories, horizon
from tests.rules.telling import ENROLMENT, PROVIDER, day, facts_of, on, terms_of, told

START = {"learner": "person:P-1", "programme_type": "apprenticeship", "nation": "england"}
STARTED = on("2026-01-05", "started", **START)
"""A Monday; 42 days later is 16 February, and the silence is too long on the 17th."""
LAST = day("2026-12-31")


def question_of(policy: Policy, finding: str = "send-notice-1", **outcome: object) -> Question:
    pattern = read_as(Pattern, outcome or {"kind": "withdrew"})
    return Question(pattern, policy.procedures["escalation"], finding, standing_of(policy, "escalation"))


def found(policy: Policy, *lines: tuple[str, str, dict[str, object]], provider: tuple[Fact, ...] = ()) -> Found:
    facts = told(STARTED, *lines)
    seen = look_back(question_of(policy), policy, terms_of(policy, *provider), ENROLMENT, facts, LAST)
    assert seen is not None
    return seen


def flagged_on(seen: Found) -> str | None:
    return None if seen.flagged_on is None else date.fromordinal(seen.flagged_on).isoformat()


def test_who_left_is_flagged_from_the_day_on_which_the_finding_opens(policy: Policy) -> None:
    seen = found(policy, on("2026-03-02", "withdrew"))
    assert (seen.fate, flagged_on(seen), seen.days_before, seen.trigger) == ("left", "2026-02-17", 13, "no-progress")


def test_how_far_it_had_come_supposes_every_step_taken_in_time(policy: Policy) -> None:
    levels = {text: found(policy, on(text, "withdrew")).level for text in ("2026-02-18", "2026-03-02", "2026-05-01")}
    assert levels == {"2026-02-18": "stage-1", "2026-03-02": "stage-2", "2026-05-01": "stage-3"}


def test_a_finding_on_the_day_of_the_outcome_comes_too_late(policy: Policy) -> None:
    late = found(policy, on("2026-02-17", "withdrew"))
    assert (late.fate, late.flagged_on, late.days_before) == ("left", None, None)
    assert found(policy, on("2026-02-18", "withdrew")).days_before == 1


def test_to_one_who_stayed_a_finding_on_the_last_day_is_a_false_alarm(policy: Policy) -> None:
    seen = found(policy, on("2026-02-17", "completed"))
    assert (seen.fate, flagged_on(seen), seen.days_before) == ("stayed", "2026-02-17", None)


def test_who_left_on_the_first_day_left_and_was_not_flagged(policy: Policy) -> None:
    seen = found(policy, on("2026-01-05", "withdrew"))
    assert (seen.fate, seen.flagged_on, seen.rules) == ("left", None, ())


def test_what_is_told_after_the_outcome_changes_nothing(policy: Policy) -> None:
    lines = [on("2026-01-20", "progress"), on("2026-03-20", "withdrew")]
    later = [on("2026-03-25", "progress"), on("2026-04-01", "session", sort="session", outcome="absent_without_notice")]
    assert found(policy, *lines, *later) == found(policy, *lines)


def test_what_was_recorded_only_after_the_outcome_was_not_known_before_it(policy: Policy) -> None:
    kind = policy.kinds["progress"]
    facts = told(STARTED, on("2026-03-20", "withdrew"))
    late = Fact(kind, ENROLMENT, date(2026, 2, 10), {}, "L1", recorded_at=facts[1].recorded_at)
    question, terms = question_of(policy), terms_of(policy)
    with_late = look_back(question, policy, terms, ENROLMENT, [*facts, late], LAST)
    assert with_late == look_back(question, policy, terms, ENROLMENT, facts, LAST)
    assert with_late is not None
    assert flagged_on(with_late) == "2026-02-17"


def test_a_life_without_an_end_is_neither_of_those_who_left_nor_of_those_who_stayed(policy: Policy) -> None:
    seen = found(policy)
    assert (seen.fate, flagged_on(seen), seen.until) == ("no_end", "2026-02-17", LAST)


def test_nothing_is_found_of_one_who_never_started(policy: Policy) -> None:
    facts = told(on("2026-01-05", "progress"))
    assert look_back(question_of(policy), policy, terms_of(policy), ENROLMENT, facts, LAST) is None


def test_an_outcome_may_ask_for_a_field(policy: Policy) -> None:
    question = question_of(policy, kind="withdrew", reason="moved")
    for reason, fate in (("moved", "left"), ("ill", "stayed")):
        facts = told(STARTED, on("2026-05-01", "withdrew", reason=reason))
        seen = look_back(question, policy, terms_of(policy), ENROLMENT, facts, LAST)
        assert seen is not None
        assert seen.fate == fate


def test_what_did_happen_stays(policy: Policy) -> None:
    answer = on("2026-02-20", "response", party="learner", commitment=True)
    seen = found(policy, answer, on("2026-03-20", "withdrew"))
    assert (flagged_on(seen), seen.level) == ("2026-02-17", "answered")


def test_the_trigger_is_the_one_that_opened_the_case(policy: Policy) -> None:
    absence = on("2026-01-20", "session", sort="session", outcome="absent_without_notice")
    seen = found(policy, absence, on("2026-03-20", "withdrew"))
    assert (flagged_on(seen), seen.trigger) == ("2026-01-20", "absence")


def test_where_nothing_that_the_finding_rests_on_is_held_it_is_unknown(policy: Policy) -> None:
    kinds = ["progress", "session", "notice_sent"]
    gap = Fact(policy.kinds["not_held"], PROVIDER, date(2026, 1, 1), {"kinds": kinds}, "N1")
    seen = found(policy, on("2026-05-01", "withdrew"), provider=(gap,))
    assert (seen.fate, seen.flagged_on, seen.is_unknown) == ("left", None, True)


def test_what_is_not_held_in_part_leaves_the_rest_to_be_read(policy: Policy) -> None:
    gap = Fact(policy.kinds["not_held"], PROVIDER, date(2026, 1, 1), {"kinds": ["session"]}, "N1")
    silent = found(policy, on("2026-05-01", "withdrew"), provider=(gap,))
    heard = found(policy, on("2026-02-10", "withdrew"), provider=(gap,))
    assert (flagged_on(silent), silent.is_unknown) == ("2026-02-17", False)
    assert (heard.flagged_on, heard.is_unknown) == (None, False)


@pytest.mark.parametrize("finding", ["send-notice-1", "call-2"])
def test_the_rules_that_a_finding_does_not_need_change_nothing_in_it(policy: Policy, finding: str) -> None:
    question, terms = question_of(policy, finding), terms_of(policy)
    few = narrowed(policy, question.rule)
    assert [rule.id for rule, _ in few.rules_about["enrolment"]] == ["escalation", "engagement-contract"]
    for events in histories(80, seed=11):
        facts = facts_of(events, policy.kinds)
        last = horizon(events)
        whole, part = (look_back(question, each, terms, ENROLMENT, facts, last) for each in (policy, few))
        assert (whole is None) == (part is None)
        if whole is not None and part is not None:
            assert (whole.flagged_on, whole.trigger, whole.level) == (part.flagged_on, part.trigger, part.level)


def test_a_rule_whose_acts_another_reads_is_needed_with_it(policy: Policy) -> None:
    rules = {rule.id: rule for rule in policy.pack.rules}
    few = {rule.id for rule, _ in narrowed(policy, rules["support-review"]).rules_about["enrolment"]}
    assert {"support-plan", "support-review"} <= few, "a plan agreed is when the reviews begin to be counted"
    assert few.isdisjoint({"start-indicators", "regular-contact", "one-to-ones"})
    assert rules["one-to-ones"] in [rule for rule, _ in policy.rules_about["enrolment"]], "the policy is left as it is"


def test_what_supposing_flags_is_what_a_forecast_from_before_the_start_flags(policy: Policy) -> None:
    facts = told(STARTED)
    ahead = forecast(policy, terms_of(policy), ENROLMENT, facts, LAST, day("2025-06-02"))
    first = next(duty.opens for duty in ahead.duties if duty.action == "send-notice-1")
    assert first is not None
    assert flagged_on(found(policy, on("2026-05-01", "withdrew"))) == first.isoformat()


def seen_as(fate: Fate, flagged: int | None = None, level: str | None = None, is_unknown: bool = False) -> Found:
    trigger = None if flagged is None else "silence"
    return Found("enrolment:-", fate, 100, flagged, trigger, level, ("a-rule",), is_unknown)


def test_the_sums_say_who_was_flagged_how_early_and_for_nothing() -> None:
    left = [seen_as("left", 101 - days, "low") for days in (1, 7, 14, 28, 40)] + [seen_as("left")] * 5
    stayed = [seen_as("stayed", 50, "high")] * 3 + [seen_as("stayed")] * 7
    worth = weigh([*left, *stayed])
    assert (worth.recall, worth.false_alarms, worth.precision) == (Share(5, 10), Share(3, 10), Share(5, 8))
    assert worth.days == (1, 7, 14, 28, 40)
    assert worth.quartiles == (7, 14, 28)
    assert [worth.early(days) for days in (7, 14, 28)] == [4, 3, 2]
    assert worth.levels == {"high": Catch(0, 3), "low": Catch(5, 0)}
    assert worth.triggers == {"silence": Catch(5, 3)}
    assert worth.rules == {"a-rule": Catch(10, 10)}


def test_no_end_and_unknown_are_counted_apart() -> None:
    worth = weigh(
        [seen_as("no_end", 50), seen_as("no_end"), seen_as("left", is_unknown=True), seen_as("stayed", is_unknown=True)]
    )
    assert (worth.left, worth.stayed, worth.flagged) == (0, 0, Catch(0, 0))
    assert worth.no_end == Share(1, 2)
    assert worth.unknown == {"left": 1, "stayed": 1}
