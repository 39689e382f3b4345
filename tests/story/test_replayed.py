"""How the picture of one person changed, in sentences."""

from dataclasses import replace
from datetime import datetime

from fingerpost.rules.facts import Fact
from tests.rules.telling import on, told
from tests.story.stories import ABSENT, CALL, replay, sentence, started

CHECK = "start-indicators/check-start-indicators"


def late_notice() -> list[Fact]:
    """An absence that became known three days late, after the notice was sent."""
    start, absence = told(started("2026-01-05"), on("2026-01-20", "session", **ABSENT))
    return [start, replace(absence, recorded_at=datetime(2026, 1, 23, 9))]


def test_a_day_tells_what_was_recorded_and_what_is_due_because_of_it() -> None:
    facts = told(started("2026-01-05"), on("2026-01-20", "session", **ABSENT))
    assert replay(facts, "2026-01-20")["Tuesday 20 January 2026"] == [
        "Recorded: missed a session without notice.",
        "Now due: send the stage 1 notice (coach, by Wednesday 21 January 2026).",
        "Now due: review the at-risk rating (coach, by Tuesday 27 January 2026).",
        "Stage 1.",
        "At risk.",
        "Rating by the facts: medium.",
    ]


def test_a_day_is_told_in_welsh() -> None:
    facts = told(started("2026-01-05"), on("2026-01-20", "session", **ABSENT))
    assert replay(facts, "2026-01-20", "cy")["Dydd Mawrth 20 Ionawr 2026"] == [
        "Cofnodwyd: yn absennol heb rybudd: sesiwn.",
        "I'w wneud nawr: anfon yr hysbysiad cam 1 (anogwr, erbyn dydd Mercher 21 Ionawr 2026).",
        "I'w wneud nawr: adolygu'r lefel risg (anogwr, erbyn dydd Mawrth 27 Ionawr 2026).",
        "Cam 1.",
        "Mewn perygl.",
        "Lefel risg yn ôl y ffeithiau: canolig.",
    ]


def test_what_is_recorded_late_appears_on_the_day_of_its_recording() -> None:
    story = replay(late_notice(), "2026-01-30")
    assert "Tuesday 20 January 2026" not in story
    day = story["Friday 23 January 2026"]
    assert day[0] == "Recorded late: missed a session without notice, on Tuesday 20 January 2026."
    assert "Now due: send the stage 1 notice (coach, by Wednesday 21 January 2026)." in day
    day = replay(late_notice(), "2026-01-30", "cy")["Dydd Gwener 23 Ionawr 2026"]
    assert day[0] == "Cofnodwyd yn hwyr: yn absennol heb rybudd: sesiwn, ddydd Mawrth 20 Ionawr 2026."


def test_time_alone_has_days_of_its_own() -> None:
    story = replay(told(started("2026-01-05")), "2026-02-17")
    assert story["Tuesday 17 February 2026"][0] == (
        "Now due: send the stage 1 notice (coach, by Wednesday 18 February 2026)."
    )


def test_a_correction_says_what_was_said_before_and_what_goes_because_of_it() -> None:
    start, absence = late_notice()
    excused = replace(
        absence,
        data={"sort": "session", "outcome": "absent_with_notice"},
        id="again",
        supersedes=absence.id,
        recorded_at=datetime(2026, 1, 26, 9),
    )
    day = replay([start, absence, excused], "2026-01-30")["Monday 26 January 2026"]
    assert day[0] == (
        "Corrected for Tuesday 20 January 2026: missed a session, with notice. "
        "Before, it said: missed a session without notice."
    )
    assert "Gone, because what called for it was corrected: send the stage 1 notice." in day
    assert "At risk: no longer." in day


def test_a_fact_taken_back_is_named_and_not_its_id() -> None:
    start, absence = late_notice()
    taken = replace(absence, data=None, id="gone", supersedes="F02", recorded_at=datetime(2026, 1, 26, 9))
    facts = [start, absence, taken]
    assert replay(facts, "2026-01-30")["Monday 26 January 2026"][0] == (
        "Taken back for Tuesday 20 January 2026: missed a session without notice. It should not have been recorded."
    )
    assert replay(facts, "2026-01-30", "cy")["Dydd Llun 26 Ionawr 2026"][0] == (
        "Diddymwyd ar gyfer dydd Mawrth 20 Ionawr 2026: yn absennol heb rybudd: sesiwn. Ni ddylai fod wedi'i gofnodi."
    )


def test_what_was_done_or_waived_or_lapsed_closes_on_its_day() -> None:
    facts = told(
        started("2026-01-05"),
        on("2026-01-07", "duty_done", duty=CHECK),
        on("2026-01-20", "session", **ABSENT),
        on("2026-01-21", "duty_waived", duty="rating-review/review-rating", reason="A slip"),
        on("2026-01-22", "withdrew"),
    )
    story = replay(facts, "2026-01-30")
    assert "Done: check the risk indicators at the start." in story["Wednesday 7 January 2026"]
    day = story["Wednesday 21 January 2026"]
    assert day[0] == "Recorded: “Review the at-risk rating” was waived (A slip)."
    assert "Waived: review the at-risk rating." in day
    assert "Lapsed: send the stage 1 notice." in story["Thursday 22 January 2026"]


def test_a_duty_put_off_and_passed_on_says_both() -> None:
    facts = told(
        started("2026-01-05"),
        on("2026-01-08", "duty_put_off", duty=CHECK, until="2026-01-16", reason="Snow"),
        on("2026-01-09", "duty_passed_on", duty=CHECK, to="quality_team"),
    )
    story = replay(facts, "2026-01-12")
    assert story["Thursday 8 January 2026"][-1] == (
        "New due day for check the risk indicators at the start: Friday 16 January 2026, "
        "no longer Monday 12 January 2026."
    )
    assert story["Friday 9 January 2026"][-1] == ("Passed on to quality team: check the risk indicators at the start.")


def test_a_break_without_an_end_takes_the_due_day_away() -> None:
    facts = told(
        started("2026-01-05"),
        on("2026-01-20", "session", **ABSENT),
        on("2026-01-21", "notice_sent", stage=1, to=["learner"]),
        on("2026-01-22", "contact", **CALL),
        on("2026-01-23", "break_began"),
    )
    day = replay(facts, "2026-01-23")["Friday 23 January 2026"]
    assert sentence(day, "New due day for make two welfare attempts").endswith(
        ": a day not yet known, no longer Wednesday 28 January 2026."
    )
