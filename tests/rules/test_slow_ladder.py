"""The slow ladder on histories worked out by hand from the policy.

In 2024 the fourth of March is a Monday; Good Friday is 29 March, Easter Monday 1 April.
"""

import pytest

from tests.rules.slow.told import (
    Fact,
    absence,
    answer,
    attempt,
    call,
    duties_of,
    fact,
    notice,
    review,
    started,
    visit,
    waiver,
)

APPRENTICE = started("2024-02-26", "apprenticeship", "england", "employer:M-1")
ON_A_COURSE = started("2024-02-26", "course", "england")
TO_STAGE_2 = (notice("2024-03-04", 1), answer("2024-03-04", False))
TO_STAGE_3 = (*TO_STAGE_2, notice("2024-03-05", 2), answer("2024-03-05", False))


def test_an_apprentice_in_england_is_led_to_stage_2_and_answers_there() -> None:
    assert duties_of(
        APPRENTICE,
        absence("2024-03-04"),
        notice("2024-03-05", 1),
        attempt("2024-03-06", "phone"),
        attempt("2024-03-08", "email"),
        call("2024-03-13", "learner"),
        call("2024-03-14", "employer"),
        notice("2024-03-18", 2),
        answer("2024-03-20", True),
        fact("2024-03-27", "contract_agreed"),
        until="2024-03-28",
    ) == [
        "send-notice-1 coach 03-04 03-05 03-05 done",
        "attempts-1 coach 03-05 03-12 03-08 done",
        "call-2 sector_manager 03-13 03-14 03-14 done",
        "send-notice-2 sector_manager 03-14 03-15 03-18 done",
        "attempts-2 coach 03-18 03-25 03-20 lapsed",
        "agree-contract coach 03-20 03-27 03-27 done",
    ]


def test_easter_lies_inside_a_window_and_one_attempt_of_two_keeps_the_ladder_waiting() -> None:
    assert duties_of(
        ON_A_COURSE,
        notice("2024-03-26", 1),
        attempt("2024-03-27", "phone"),
        until="2024-04-20",
    ) == ["attempts-1 coach 03-26 04-04"]


def test_a_traineeship_has_shorter_windows_and_late_attempts_move_on_the_day_after() -> None:
    assert duties_of(
        started("2024-02-26", "traineeship", "england"),
        absence("2024-03-04"),
        notice("2024-03-04", 1),
        attempt("2024-03-05", "phone"),
        attempt("2024-03-12", "email"),
        call("2024-03-13", "learner"),
        notice("2024-03-13", 2),
        attempt("2024-03-14", "email"),
        attempt("2024-03-14", "phone"),
        until="2024-03-20",
    ) == [
        "attempts-1 coach 03-04 03-07 03-12 done",
        "send-notice-1 coach 03-04 03-05 03-04 done",
        "attempts-2 coach 03-13 03-15 03-14 done",
        "call-2 traineeship_manager 03-13 03-14 03-13 done",
        "send-notice-2 traineeship_manager 03-13 03-14 03-13 done",
        "call-3 head_of_operations 03-16 03-18",
    ]


def test_in_wales_silence_lasts_49_days_and_counts_anew_from_a_waiving() -> None:
    assert duties_of(
        started("2024-01-08", "apprenticeship", "wales"),
        waiver("2024-02-28", "send-notice-1"),
        until="2024-05-31",
    ) == [
        "send-notice-1 coach 02-27 02-28 02-28 waived",
        "send-notice-1 coach 04-18 04-19",
    ]


@pytest.mark.parametrize(
    ("progress", "expected"),
    [
        ("2024-02-27", ["send-notice-1 coach 02-27 02-28"]),  # on the day itself: too late
        ("2024-02-26", ["send-notice-1 coach 04-09 04-10"]),
    ],
)
def test_a_break_of_seven_days_moves_the_42_days_by_seven(progress: str, expected: list[str]) -> None:
    assert (
        duties_of(
            started("2024-01-08", "apprenticeship", "england"),
            fact("2024-01-15", "break_began"),
            fact("2024-01-22", "break_ended"),
            fact(progress, "progress"),
            until="2024-04-30",
        )
        == expected
    )


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        (visit("2024-04-01", "employer"), ["send-notice-1 coach 04-01 04-02"]),
        (visit("2024-04-02", "employer"), []),
        (visit("2024-03-11", "provider"), []),
    ],
)
def test_two_visits_cancelled_at_most_28_days_apart(second: Fact, expected: list[str]) -> None:
    progress = fact("2024-03-20", "progress")
    facts = (APPRENTICE, progress, visit("2024-03-04"), second)
    assert duties_of(*facts, until="2024-04-20") == expected


def test_a_break_moves_a_due_day_and_holds_a_stage_back() -> None:
    sent = notice("2024-03-04", 1)
    early = (fact("2024-03-07", "break_began"), fact("2024-03-14", "break_ended"))
    assert duties_of(ON_A_COURSE, sent, *early, until="2024-04-01") == ["attempts-1 coach 03-04 03-18"]
    made = (attempt("2024-03-05", "phone"), attempt("2024-03-05", "email"))
    late = (fact("2024-03-12", "break_began"), fact("2024-03-20", "break_ended"))
    assert duties_of(ON_A_COURSE, sent, *made, *late, until="2024-04-01") == [
        "attempts-1 coach 03-04 03-11 03-05 done",
        "call-2 sector_manager 03-20 03-21",
    ]
    yes = answer("2024-03-13", True)
    assert duties_of(ON_A_COURSE, sent, *made, *late, yes, until="2024-04-01") == [
        "attempts-1 coach 03-04 03-11 03-05 done",
        "agree-contract coach 03-13 03-26",
    ]


def test_a_break_without_an_end_leaves_no_due_day_and_opens_no_stage() -> None:
    assert duties_of(
        ON_A_COURSE,
        notice("2024-03-04", 1),
        fact("2024-03-06", "break_began"),
        waiver("2024-03-07", "attempts-1"),
        answer("2024-03-08", False),
        until="2025-03-31",
    ) == ["attempts-1 coach 03-04 - 03-07 waived"]


def test_the_noes_of_one_day_move_once_and_after_notice_2_a_no_needs_no_call() -> None:
    assert duties_of(
        started("2024-02-26", "course", "wales"),
        notice("2024-03-04", 1),
        answer("2024-03-06", False),
        answer("2024-03-06", False),
        notice("2024-03-06", 2),
        answer("2024-03-08", False),
        until="2024-03-11",
    ) == [
        "attempts-1 coach 03-04 03-11 03-06 lapsed",
        "call-2 operational_support_coordinator 03-06 03-07 03-08 lapsed",
        "call-3 operational_support_coordinator 03-08 03-11",
    ]


def test_consent_not_answered_in_five_working_days_opens_the_decision_and_stage_3_comes_again() -> None:
    assert duties_of(
        APPRENTICE,
        *TO_STAGE_3,
        call("2024-03-06", "learner"),
        call("2024-03-06", "employer"),
        notice("2024-03-07", 3),
        fact("2024-03-08", "consent_sought"),
        fact("2024-03-12", "withdrawal_decided", withdraws=True),
        fact("2024-03-20", "withdrawal_decided", withdraws=True),
        fact("2024-03-20", "withdrawal_decided", withdraws=False),
        absence("2024-03-20"),
        absence("2024-03-21"),
        until="2024-03-25",
    ) == [
        "call-2 sector_manager 03-04 03-05 03-05 lapsed",
        "call-3 head_of_operations 03-05 03-06 03-06 done",
        "seek-employer-consent head_of_operations 03-06 03-07 03-08 done",
        "send-withdrawal-notice head_of_operations 03-06 03-07 03-07 done",
        "decide-withdrawal head_of_operations 03-16 03-22 03-20 done",
        "agree-contract coach 03-20 03-27 03-21 lapsed",
        "call-3 head_of_operations 03-21 03-22",
    ]


def test_off_an_apprenticeship_no_consent_is_asked_and_once_decided_a_yes_moves_nothing() -> None:
    assert duties_of(
        ON_A_COURSE,
        *TO_STAGE_3,
        notice("2024-03-05", 3),
        call("2024-03-06", "learner"),
        fact("2024-03-07", "withdrawal_decided", withdraws=True),
        answer("2024-03-08", True),
        fact("2024-03-11", "withdrew"),
        until="2024-04-30",
    ) == [
        "call-2 sector_manager 03-04 03-05 03-05 lapsed",
        "call-3 head_of_operations 03-05 03-06 03-06 done",
        "decide-withdrawal head_of_operations 03-06 03-13 03-07 done",
        "record-withdrawal head_of_operations 03-07 03-08 03-11 done",
    ]


def test_a_trigger_on_the_day_of_removal_opens_nothing_and_one_the_day_after_a_new_case() -> None:
    assert duties_of(
        APPRENTICE,
        absence("2024-03-04"),
        notice("2024-03-05", 1),
        fact("2024-03-06", "register_removed"),
        absence("2024-03-06"),
        absence("2024-03-07"),
        until="2024-03-10",
    ) == [
        "send-notice-1 coach 03-04 03-05 03-05 done",
        "attempts-1 coach 03-05 03-12 03-06 lapsed",
        "send-notice-1 coach 03-07 03-08",
    ]


def test_two_reviews_in_a_row_ask_for_a_removal_once() -> None:
    assert duties_of(
        APPRENTICE,
        notice("2024-03-04", 1),
        answer("2024-03-05", True),
        waiver("2024-03-06", "agree-contract"),
        review("2024-03-11", 50, 50),
        review("2024-03-12", 20, None),
        review("2024-03-18", 20, 50),
        review("2024-03-18", 60, 50),
        fact("2024-03-19", "removal_considered"),
        review("2024-03-25", 70, 60),
        until="2024-03-31",
    ) == [
        "attempts-1 coach 03-04 03-11 03-05 lapsed",
        "agree-contract coach 03-05 03-12 03-06 waived",
        "consider-removal sector_manager 03-18 03-25 03-19 done",
    ]


@pytest.mark.parametrize(
    ("start", "facts", "closed"),
    [
        (APPRENTICE, (call("2024-03-05", "employer"),), ""),
        (APPRENTICE, (call("2024-03-05", "learner"), call("2024-03-06", "employer")), "03-06"),
        (APPRENTICE, (fact("2024-03-05", "not_appropriate", party="learner"),), ""),
        (ON_A_COURSE, (call("2024-03-05", "learner"),), "03-05"),
        (APPRENTICE, (waiver("2024-03-06", "call-2"),), "03-06"),
    ],
)
def test_the_call_reaches_every_party_that_is_asked(start: Fact, facts: tuple[Fact, ...], closed: str) -> None:
    lines = duties_of(start, *TO_STAGE_2, *facts, until="2024-03-08")
    call_2 = "call-2 sector_manager 03-04 03-05"
    assert lines[0].startswith(f"{call_2} {closed} " if closed else call_2)
    assert (lines == [call_2]) is not bool(closed)


def test_the_learner_can_be_left_out_only_if_the_employer_is_called() -> None:
    left_out = fact("2024-03-05", "not_appropriate", party="learner")
    called = call("2024-03-06", "employer")
    with_employer = duties_of(APPRENTICE, *TO_STAGE_2, left_out, called, until="2024-03-06")
    assert with_employer == [
        "call-2 sector_manager 03-04 03-05 03-06 done",
        "send-notice-2 sector_manager 03-06 03-07",
    ]
    without = duties_of(ON_A_COURSE, *TO_STAGE_2, left_out, called, until="2024-03-06")
    assert without == ["call-2 sector_manager 03-04 03-05"]


def test_the_end_closes_what_is_open_and_nothing_opens_after_it() -> None:
    assert duties_of(
        ON_A_COURSE,
        notice("2024-03-04", 1),
        fact("2024-03-06", "completed"),
        absence("2024-03-07"),
        until="2024-04-30",
    ) == ["attempts-1 coach 03-04 03-11 03-06 lapsed"]
