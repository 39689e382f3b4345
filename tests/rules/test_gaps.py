"""What the source of a record cannot hold is unknown: it is said, and no rule fires on it."""

from datetime import date

from fingerpost.rules.duties import evaluate, forecast
from fingerpost.rules.duty import Duty
from fingerpost.rules.facts import Fact
from fingerpost.rules.gaps import UNKNOWN, gap_of, gaps_told
from fingerpost.rules.history import History
from fingerpost.rules.reading import Reading
from tests.rules.telling import ENROLMENT, PROVIDER, Line, at_risk, day, on, terms_of, told

START = on("2026-01-05", "started", learner="person:1", programme_type="apprenticeship", nation="england")
ABSENT = on("2026-02-02", "session", sort="session", outcome="absent_without_notice")
HIGH = on("2026-02-02", "rating", level="high")


def not_held(*kinds: str, since: str = "2026-01-05") -> Line:
    return on(since, "not_held", kinds=list(kinds))


def held(*kinds: str, since: str) -> Line:
    return on(since, "held", kinds=list(kinds))


def reading(*lines: Line, provider: tuple[Fact, ...] = ()) -> Reading:
    policy = at_risk()
    return Reading(History(ENROLMENT, told(*lines)), terms_of(policy, *provider), policy)


def duties(*lines: Line, provider: tuple[Fact, ...] = ()) -> list[Duty]:
    policy = at_risk()
    return evaluate(policy, terms_of(policy, *provider), History(ENROLMENT, told(*lines))).duties


def of(action: str, found: list[Duty]) -> list[tuple[date | None, str | None, str | None]]:
    return [(duty.opens, duty.outcome, duty.waits_for) for duty in found if duty.action == action]


def test_a_silence_of_what_is_not_held_brings_nothing_and_is_said() -> None:
    assert of("send-notice-1", duties(START)) == [(date(2026, 2, 17), None, "notice_sent stage=1")]
    assert of("send-notice-1", duties(START, not_held("progress"))) == [(None, "unknown", "not held: progress")]


def test_another_trigger_of_which_all_is_held_still_counts() -> None:
    found = of("send-notice-1", duties(START, not_held("progress"), ABSENT))
    assert found == [(None, "unknown", "not held: progress"), (date(2026, 2, 2), None, "notice_sent stage=1")]


def test_whether_a_duty_was_done_is_unknown_where_its_act_is_not_held() -> None:
    found = duties(START, not_held("duty_done"))
    assert of("check-start-indicators", found) == [(date(2026, 1, 5), "unknown", "not held: duty_done")]
    (check,) = [duty for duty in found if duty.action == "check-start-indicators"]
    assert (check.due, check.closed) == (date(2026, 1, 12), None)


def test_a_duty_that_lapsed_may_have_been_done() -> None:
    left = on("2026-01-20", "withdrew")
    assert of("check-start-indicators", duties(START, left)) == [(date(2026, 1, 5), "lapsed", None)]
    found = duties(START, not_held("duty_done"), left)
    assert of("check-start-indicators", found) == [(date(2026, 1, 5), "unknown", "not held: duty_done")]


def test_a_duty_that_a_fact_took_away_may_have_been_done_before() -> None:
    moves = [on(text, "changed", employer=name) for text, name in (("2026-01-12", "Mill"), ("2026-02-02", "Shop"))]
    first = (date(2026, 1, 12), "lapsed", None)
    assert of("decide-plan-transfer", duties(START, *moves))[0] == first
    unknown = (date(2026, 1, 12), "unknown", "not held: plan_transfer_decided")
    assert of("decide-plan-transfer", duties(START, *moves, not_held("plan_transfer_decided")))[0] == unknown


def test_what_is_told_all_the_same_is_taken() -> None:
    ticked = on("2026-01-07", "duty_done", duty="start-indicators/check-start-indicators")
    found = duties(START, not_held("duty_done"), ticked)
    assert of("check-start-indicators", found) == [(date(2026, 1, 5), "done", None)]


def test_what_is_not_held_about_the_provider_is_not_held_of_anyone() -> None:
    provider = tuple(told(not_held("progress"), subject=PROVIDER))
    assert of("send-notice-1", duties(START, provider=provider)) == [(None, "unknown", "not held: progress")]


def test_a_silence_counts_from_the_day_from_which_all_is_held() -> None:
    lines = (START, not_held("progress"), held("progress", since="2026-03-02"))
    assert of("send-notice-1", duties(*lines)) == [
        (None, "unknown", "not held until 2026-03-02: progress"),
        (date(2026, 4, 13), None, "notice_sent stage=1"),
    ]


def test_what_is_told_is_so_although_the_source_holds_no_such_thing() -> None:
    opened = of("send-notice-1", duties(START, not_held("session"), ABSENT))
    assert opened == [(None, "unknown", "not held: session"), (date(2026, 2, 2), None, "notice_sent stage=1")]


def test_a_row_counts_only_while_all_is_held_that_could_break_it() -> None:
    answered = (
        on("2026-02-03", "notice_sent", stage=1),
        on("2026-02-04", "response", party="learner", commitment=True),
    )
    reviews = [on(text, "progress", review=True, percent=20, expected=20) for text in ("2026-02-10", "2026-02-17")]
    lines = (START, ABSENT, *answered, *reviews)
    assert [opens for opens, _, _ in of("consider-removal", duties(*lines))] == [date(2026, 2, 17)]
    assert of("consider-removal", duties(*lines, not_held("progress"))) == []


def test_a_standing_is_unknown_until_a_fact_says_otherwise_or_all_is_held() -> None:
    lines = (START, not_held("rating"))
    assert reading(*lines).standing("rating").level(day("2026-03-01")) == UNKNOWN
    assert reading(*lines, HIGH).standing("rating").level(day("2026-03-01")) == "high"
    later = reading(*lines, held("rating", since="2026-02-01"))
    assert [later.standing("rating").level(day(text)) for text in ("2026-01-31", "2026-02-01")] == [UNKNOWN, "low"]


def test_the_worst_of_several_is_unknown_unless_one_is_at_the_worst() -> None:
    behind = on("2026-02-02", "progress", percent=10, expected=15)
    far_behind = on("2026-02-02", "progress", percent=10, expected=50)
    indicated = not_held("indicator")
    level = {
        line[2]["expected"]: reading(START, indicated, line).standing("computed-rating").level(day("2026-02-10"))
        for line in (behind, far_behind)
    }
    assert level == {15: UNKNOWN, 50: "high"}


def test_the_worst_of_several_stays_as_it_is_when_a_gap_ends() -> None:
    far_behind = on("2026-02-02", "progress", percent=10, expected=50)
    rating = reading(START, not_held("indicator"), far_behind, held("indicator", since="2026-03-02"))
    level = rating.standing("computed-rating").level
    assert [level(day(text)) for text in ("2026-01-10", "2026-02-02", "2026-03-02")] == [UNKNOWN, "high", "high"]


def test_any_of_several_holds_if_one_does_and_is_unknown_if_one_may() -> None:
    without_ratings = reading(START, not_held("rating"))
    assert without_ratings.standing("at-risk").level(day("2026-01-10")) == UNKNOWN
    assert reading(START, not_held("rating"), ABSENT).standing("at-risk").level(day("2026-02-10")) == "yes"
    assert reading(START).standing("at-risk").level(day("2026-01-10")) == "no"


def test_no_two_standings_part_over_what_is_unknown() -> None:
    found = duties(START, not_held("indicator"), HIGH)
    assert [duty.opens for duty in found if duty.action == "review-rating"] == [None]


def test_a_forecast_supposes_acts_that_are_not_held() -> None:
    policy = at_risk()
    facts = told(START, ABSENT, not_held("notice_sent", "contact"))
    result = forecast(policy, terms_of(policy), ENROLMENT, facts, day("2026-12-31"), day("2026-01-05"))
    steps = {duty.action for duty in result.duties}
    assert {"send-notice-1", "attempts-1", "call-2", "send-notice-2"} <= steps


def test_a_kind_that_is_lost_again_is_not_held_again() -> None:
    gaps = gaps_told(
        told(
            not_held("progress", "session"),
            held("progress", since="2026-02-01"),
            not_held("progress", since="2026-03-01"),
            held("contact", since="2026-03-02"),
        )
    )
    gap = gap_of(frozenset({"progress", "contact"}), gaps)
    assert gap is not None
    assert (gap.kinds, gap.until, [fact.id for fact in gap.facts]) == (("progress",), None, ["F03"])
    assert gap_of(frozenset({"contact"}), gaps) is None


def test_a_gate_is_shut_where_nobody_can_tell_and_says_so() -> None:
    gate = at_risk().gates["fast-track"]
    shut = gate.on(day("2026-03-01"), reading(START))
    assert (shut.is_open, len(shut.missing), shut.unknown) == (False, 2, ())
    unknown = gate.on(day("2026-03-01"), reading(START, not_held("milestone")))
    assert (unknown.is_open, unknown.missing, unknown.unknown) == (False, (), shut.missing)


def test_a_cycle_counts_from_a_fact_that_was_told_although_the_source_holds_no_such_thing() -> None:
    adopted = on("2026-01-05", "policy_adopted", policy="learners-at-risk", version="1.0")
    history = History(PROVIDER, told(adopted, not_held("policy_adopted"), subject=PROVIDER))
    panels = of("leaver-panel", evaluate(at_risk(), terms_of(at_risk()), history, day("2026-03-31")).duties)
    assert panels == [(None, "unknown", "not held: policy_adopted"), (date(2026, 2, 16), None, None)]
