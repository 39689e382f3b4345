"""What nobody can tell, in sentences: it is said apart, and "nothing is due" is never said for want of knowing."""

from tests.rules.telling import on, told
from tests.story.stories import life, sentence, started

UNKNOWN, UNKNOWN_CY = "What nobody can tell", "Yr hyn na all neb ei ddweud"
DUE, DUE_CY = "What is due now, and why", "Beth sydd i'w wneud nawr, a pham"
WHERE = "Where things stand on Monday 12 January 2026"
START = started("2026-01-05")
TICKED = on("2026-01-06", "duty_done", duty="start-indicators/check-start-indicators")
NOT_HELD = on("2026-01-05", "not_held", kinds=["session", "progress"])


def test_what_is_not_held_is_named_in_each_language() -> None:
    facts = told(START, TICKED, NOT_HELD)
    assert sentence(life(facts, "2026-01-12")[UNKNOWN], "Send") == (
        "Send the stage 1 notice. Coach: nobody can tell whether it is due. "
        "This record does not hold: progress recorded and session."
    )
    assert sentence(life(facts, "2026-01-12", "cy")[UNKNOWN_CY], "Anfon") == (
        "Anfon yr hysbysiad cam 1. Anogwr: ni all neb ddweud a yw hyn i'w wneud. "
        "Nid yw'r cofnod hwn yn cadw: cofnodwyd cynnydd, sesiwn."
    )


def test_nothing_is_due_only_as_far_as_the_record_can_tell() -> None:
    assert life(told(START, TICKED), "2026-01-12")[DUE] == ["Nothing is due."]
    facts = told(START, TICKED, NOT_HELD)
    assert life(facts, "2026-01-12")[DUE] == ["Nothing is due, as far as this record can tell."]
    assert life(facts, "2026-01-12", "cy")[DUE_CY] == ["Nid oes dim i'w wneud, hyd y gall y cofnod hwn ddweud."]


def test_a_duty_that_may_have_been_done_is_not_due_but_told_apart() -> None:
    facts = told(START, on("2026-01-05", "not_held", kinds=["duty_done"]))
    story = life(facts, "2026-01-12")
    assert story[UNKNOWN] == [
        "Check the risk indicators at the start. Coach: due since Monday 5 January 2026; nobody can tell whether it "
        "was done. This record does not hold: duty done."
    ]
    assert story[DUE] == ["Nothing is due, as far as this record can tell."]


def test_a_gap_that_has_ended_says_until_when_it_lasted() -> None:
    facts = told(START, TICKED, NOT_HELD, on("2026-01-08", "held", kinds=["session", "progress"]))
    assert sentence(life(facts, "2026-01-12")[UNKNOWN], "Send").endswith(
        "Until Thursday 8 January 2026 this record did not hold: progress recorded and session."
    )


def test_standings_of_which_nobody_can_tell_are_told_together() -> None:
    assert life(told(START, TICKED, NOT_HELD), "2026-01-12")[WHERE] == [
        "Not known: stage, on the at-risk register, at risk and rating by the facts."
    ]


def test_a_gate_says_what_the_record_does_not_hold() -> None:
    facts = told(START, TICKED, on("2026-01-05", "not_held", kinds=["milestone"]))
    (fast_track,) = [each for each in life(facts, "2026-01-12")["What must wait"] if each.startswith("Fast-track")]
    assert fast_track == (
        "Fast-tracking the programme. Needed, and this record does not hold it: minimum duration met and off-the-job "
        "hours met."
    )
