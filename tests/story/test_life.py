"""A person's story, in sentences."""

from dataclasses import replace
from datetime import datetime

from tests.rules.telling import Line, on, told
from tests.story.stories import ABSENT, CALL, EMAIL, life, sentence, started

DUE, DUE_CY = "What is due now, and why", "Beth sydd i'w wneud nawr, a pham"
TIME, TIME_CY = "What time alone will bring", "Beth a ddaw gydag amser yn unig"
AHEAD = "What comes next if we do what is due and nobody answers"
HAPPENED, HAPPENED_CY = "What happened", "Beth sydd wedi digwydd"
BEFORE = "What was due before"

NOTICE: list[Line] = [
    started("2026-01-05"),
    on("2026-01-20", "session", **ABSENT),
    on("2026-01-21", "notice_sent", stage=1, to=["learner"]),
]
"""A case at stage 1, whose window ends on Wednesday 28 January 2026."""


def where(day: str) -> str:
    return f"Where things stand on {day}"


def test_an_absence_tells_who_must_do_what_by_when_and_why() -> None:
    story = life(told(*NOTICE[:2]), "2026-01-20")
    assert sentence(story[DUE], "Send") == (
        "Send the stage 1 notice. Coach, by Wednesday 21 January 2026. "
        "Why: missed a session without notice, Tuesday 20 January 2026. "
        "What closes it: the stage 1 notice. "
        "Clause 5.3.2. Stage 1: a notice goes to learner and employer, then two more attempts by "
        "telephone and email in a short window."
    )


def test_an_absence_is_told_in_welsh() -> None:
    story = life(told(*NOTICE[:2]), "2026-01-20", "cy")
    assert sentence(story[DUE_CY], "Anfon").startswith(
        "Anfon yr hysbysiad cam 1. Anogwr, erbyn dydd Mercher 21 Ionawr 2026. "
        "Pam: yn absennol heb rybudd: sesiwn, dydd Mawrth 20 Ionawr 2026. "
        "Beth sy'n ei chau: yr hysbysiad cam 1. Cymal 5.3.2. Cam 1: "
    )


def test_what_happened_begins_with_its_day_in_each_language() -> None:
    facts = told(*NOTICE)
    assert life(facts, "2026-01-21")[HAPPENED] == [
        "Monday 5 January 2026: Started (apprenticeship in England).",
        "Tuesday 20 January 2026: Missed a session without notice.",
        "Wednesday 21 January 2026: Stage 1 notice sent to learner.",
    ]
    assert life(facts, "2026-01-21", "cy")[HAPPENED_CY] == [
        "Dydd Llun 5 Ionawr 2026: Dechreuodd (prentisiaeth, Lloegr).",
        "Dydd Mawrth 20 Ionawr 2026: Yn absennol heb rybudd: sesiwn.",
        "Dydd Mercher 21 Ionawr 2026: Anfonwyd hysbysiad cam 1 at y dysgwr.",
    ]


def test_a_silence_says_since_when_nothing_was_recorded() -> None:
    facts = told(started("2026-01-05"), on("2026-01-12", "progress", percent=4, expected=4))
    assert sentence(life(facts, "2026-02-16")[TIME], "Tuesday 24 February 2026: Send") == (
        "Tuesday 24 February 2026: Send the stage 1 notice. Coach, by Wednesday 25 February 2026. "
        "Why: nothing recorded since Monday 12 January 2026. "
        "The last was: progress: 4% achieved, 4% expected."
    )
    assert "Pam: dim byd wedi'i gofnodi ers dydd Llun 12 Ionawr 2026." in sentence(
        life(facts, "2026-02-16", "cy")[TIME_CY], "Dydd Mawrth 24 Chwefror 2026: Anfon"
    )


def test_a_silence_is_also_why_the_rating_is_reviewed() -> None:
    story = life(told(started("2026-01-05")), "2026-02-17")
    review = sentence(story[DUE], "Review the at-risk rating")
    assert "Why: nothing recorded since Monday 5 January 2026. The last was: started" in review


def test_a_fact_that_waited_for_the_end_of_a_break_is_no_silence() -> None:
    facts = told(
        *NOTICE,
        on("2026-01-22", "response", party="learner", commitment=True),
        on("2026-01-26", "break_began"),
        on("2026-01-28", "response", party="learner", commitment=False),
        on("2026-02-02", "break_ended"),
    )
    story = life(facts, "2026-02-02")
    assert sentence(story[where("Monday 2 February 2026")], "Stage 2") == (
        "Stage 2 since Monday 2 February 2026. Why: the learner answered: there is no commitment to "
        "go on, Wednesday 28 January 2026."
    )


def test_a_stage_that_opened_for_want_of_an_answer_says_so() -> None:
    facts = told(*NOTICE, on("2026-01-22", "contact", **CALL), on("2026-01-23", "contact", **EMAIL))
    story = life(facts, "2026-01-29")
    assert sentence(story[where("Thursday 29 January 2026")], "Stage 2").startswith(
        "Stage 2 since Thursday 29 January 2026. Why: no answer came in time. Before that: stage 1 "
        "notice sent to learner, Wednesday 21 January 2026; telephoned the learner (welfare), "
    )
    assert "Why: no answer came in time." in sentence(story[DUE], "Telephone learner and employer")


def test_one_attempt_of_two_is_overdue_and_the_case_waits_for_the_other() -> None:
    facts = told(*NOTICE, on("2026-01-22", "contact", **CALL))
    attempts = sentence(life(facts, "2026-02-02")[DUE], "Make two welfare attempts")
    assert ". Coach, overdue since Wednesday 28 January 2026. " in attempts
    assert "What closes it: a welfare call and a welfare email. " in attempts
    assert "The case waits for a welfare email. " in attempts
    attempts = sentence(life(facts, "2026-02-02", "cy")[DUE_CY], "Gwneud dwy ymgais")
    assert ". Anogwr, yn hwyr ers dydd Mercher 28 Ionawr 2026. " in attempts
    assert "Mae'r achos yn aros am hyn: e-bost ynghylch lles. " in attempts


def test_a_duty_in_a_break_without_an_end_has_no_due_day() -> None:
    facts = told(*NOTICE, on("2026-01-22", "break_began", reason="Illness"))
    attempts = sentence(life(facts, "2026-02-02")[DUE], "Make two welfare attempts")
    assert ". Coach, with no due day while the break has no end. " in attempts
    attempts = sentence(life(facts, "2026-02-02", "cy")[DUE_CY], "Gwneud dwy ymgais")
    assert ". Anogwr, heb ddyddiad tra nad oes diwedd i'r toriad. " in attempts


def test_a_duty_that_may_be_done_in_two_ways_names_both() -> None:
    story = life(told(*NOTICE[:2]), "2026-01-20")
    review = sentence(story[DUE], "Review the at-risk rating")
    assert "What closes it: a new rating or a note that the rating stands. " in review


def test_a_cycle_says_that_it_comes_round_again_and_first_that_a_standing_began() -> None:
    first = sentence(life(told(*NOTICE), "2026-01-21")[TIME], "Saturday 24 January 2026: Keep")
    assert first.endswith("Why: at risk since Tuesday 20 January 2026.")
    facts = told(*NOTICE, on("2026-01-22", "contact", **CALL))
    again = sentence(life(facts, "2026-01-22")[TIME], "Monday 26 January 2026: Keep in contact")
    assert again.endswith(
        "Why: it comes round again. The last time: telephoned the learner (welfare), Thursday 22 January 2026."
    )


def test_what_comes_next_leads_to_a_choice_and_stops_there() -> None:
    ahead = life(told(*NOTICE), "2026-01-21")[AHEAD]
    assert ahead[0] == (
        "Thursday 29 January 2026: Telephone learner and employer (stage 2). Sector manager, by Friday 30 January 2026."
    )
    assert ahead[-1].endswith("That is a choice, which nobody can suppose: the forecast stops there.")
    assert sum("forecast stops" in each for each in ahead) == 1


def test_what_comes_next_does_not_repeat_what_is_due_already() -> None:
    story = life(told(*NOTICE), "2026-01-21")
    assert not any("Keep in contact" in each for each in story[AHEAD])


def test_what_was_done_again_and_again_is_one_sentence() -> None:
    days = ("2026-01-22", "2026-01-26", "2026-02-10")
    facts = told(*NOTICE, *(on(day, "contact", **CALL) for day in days))
    assert sentence(life(facts, "2026-02-10")[BEFORE], "Keep in contact") == (
        "Keep in contact. Coach. Done 2 times, the last on Tuesday 10 February 2026 (late)."
    )


def test_what_lapsed_and_what_was_waived_is_told_in_both_languages() -> None:
    waived = on("2026-01-09", "duty_waived", duty="start-indicators/check-start-indicators", reason="-")
    facts = told(*NOTICE, waived, on("2026-01-22", "withdrew"))
    assert life(facts, "2026-01-23")[BEFORE] == [
        "Check the risk indicators at the start. Coach. Waived on Friday 9 January 2026.",
        "Send the stage 1 notice. Coach. Done on Wednesday 21 January 2026.",
        "Review the at-risk rating. Coach. "
        "It opened on Tuesday 20 January 2026 and lapsed on Thursday 22 January 2026.",
        "Make two welfare attempts, by telephone and by email. Coach. "
        "It opened on Wednesday 21 January 2026 and lapsed on Thursday 22 January 2026.",
    ]
    assert life(facts, "2026-01-23", "cy")["Beth oedd i'w wneud o'r blaen"][2] == (
        "Adolygu'r lefel risg. Anogwr. Agorodd ddydd Mawrth 20 Ionawr 2026 a darfod ddydd Iau 22 Ionawr 2026."
    )


def test_a_fact_recorded_late_a_correction_and_a_note_are_told_as_such() -> None:
    start, absence = told(*NOTICE[:2])
    late = replace(absence, recorded_at=datetime(2026, 1, 22, 9))
    story = life([start, late], "2026-01-23", texts={late.id: "Bus on strike."})
    assert story[HAPPENED][1] == (
        "Tuesday 20 January 2026: Missed a session without notice. "
        "Recorded on Thursday 22 January 2026. Note: Bus on strike."
    )
    data = {"sort": "session", "outcome": "absent_with_notice"}
    again = replace(late, data=data, id="again", supersedes=late.id)
    assert life([start, late, again], "2026-01-23")[HAPPENED][1] == (
        "Tuesday 20 January 2026: Missed a session, with notice. (This corrects what was recorded first.)"
    )


def test_what_is_planned_has_not_happened() -> None:
    start, session = told(started("2026-01-05"), on("2026-02-20", "session", sort="three_way"))
    planned = replace(session, recorded_at=datetime(2026, 1, 6, 9))
    story = life([start, planned], "2026-01-06")
    assert len(story[HAPPENED]) == 1
    assert story["What is planned"] == ["Friday 20 February 2026: A three-way meeting was planned."]


def test_a_learner_without_trouble_has_nothing_due() -> None:
    facts = told(
        started("2026-01-05", programme_type="course"),
        on("2026-01-07", "duty_done", duty="start-indicators/check-start-indicators"),
    )
    story = life(facts, "2026-01-08")
    assert story[DUE] == ["Nothing is due."]
    assert where("Thursday 8 January 2026") not in story and TIME not in story
    assert life(facts, "2026-01-08", "cy")[DUE_CY] == ["Nid oes dim i'w wneud."]


def test_the_story_is_called_by_the_name_of_the_person() -> None:
    people = {"person:P-1": "Ann Example"}
    facts = told(started("2026-01-05"))
    assert next(iter(life(facts, "2026-01-08", people=people))) == "Ann Example (E-1): the story so far"
    assert next(iter(life(facts, "2026-01-08", "cy"))) == "E-1: yr hanes hyd yma"


def test_who_has_not_started_has_a_story_of_one_sentence() -> None:
    assert life(told(started("2026-01-05")), "2026-01-02") == {
        "E-1: the story so far": [
            "E-1 had not started by Friday 2 January 2026, as far as was known then. Nothing is due."
        ]
    }


def test_a_day_past_the_published_calendar_is_marked_as_projected() -> None:
    check = sentence(life(told(started("2028-01-05")), "2028-01-05")[DUE], "Check")
    assert "The day is projected, because its bank holidays are not published yet." in check


def test_a_shut_gate_says_what_is_missing_and_an_open_one_nothing() -> None:
    waits = life(told(*NOTICE[:1]), "2026-01-06")["What must wait"]
    assert sentence(waits, "Fast-tracking") == (
        "Fast-tracking the programme. Still missing: minimum duration met and off-the-job hours met."
    )
    assert not any(each.startswith("Sending") for each in waits)


def test_a_standing_that_no_longer_holds_says_so() -> None:
    facts = told(*NOTICE, on("2026-01-22", "register_removed"))
    standings = life(facts, "2026-01-22")[where("Thursday 22 January 2026")]
    assert sentence(standings, "On the at-risk register: no longer since Thursday 22 January 2026.")


def test_a_break_that_runs_is_told_with_its_end_where_that_is_known() -> None:
    began = on("2026-01-12", "break_began")
    heading = where("Monday 19 January 2026")
    assert life(told(*NOTICE[:1], began), "2026-01-19")[heading] == [
        "On a break in learning since Monday 12 January 2026, with no end known yet."
    ]
    start, pause, back = told(*NOTICE[:1], began, on("2026-01-26", "break_ended"))
    planned = replace(back, recorded_at=datetime(2026, 1, 16, 9))
    assert life([start, pause, planned], "2026-01-19")[heading] == [
        "On a break in learning since Monday 12 January 2026. First day back: Monday 26 January 2026."
    ]
    after = life([start, pause, planned], "2026-01-26")
    assert where("Monday 26 January 2026") not in after


def test_a_programme_that_ended_says_so() -> None:
    facts = told(*NOTICE[:1], on("2026-01-16", "completed"))
    assert life(facts, "2026-01-19")[where("Monday 19 January 2026")] == ["Ended on Friday 16 January 2026."]
    assert life(facts, "2026-01-19", "cy")["Sut mae pethau'n sefyll, dydd Llun 19 Ionawr 2026"] == [
        "Daeth i ben ddydd Gwener 16 Ionawr 2026."
    ]


def test_what_is_recorded_twice_in_the_same_words_is_told_once() -> None:
    twice = on("2026-01-12", "progress", percent=3, expected=3)
    assert len(life(told(*NOTICE[:1], twice, twice), "2026-01-19")[HAPPENED]) == 2


def test_a_cycle_that_a_fact_began_names_it_and_one_that_a_fact_did_comes_round_again() -> None:
    policy = {"policy": "learners-at-risk"}
    adopted = on("2025-02-17", "policy_adopted", **policy)
    first = life(told(adopted, subject="provider:self"), "2026-02-16")[DUE]
    assert "Why: policy adopted: Managing learners at risk, " in sentence(first, "Review the policy")
    reviewed = on("2025-03-03", "policy_reviewed", **policy)
    again = life(told(adopted, reviewed, subject="provider:self"), "2026-02-16")[DUE]
    assert "Why: it comes round again. The last time: policy reviewed" in sentence(again, "Review the policy")


def test_the_first_review_of_support_is_due_because_a_plan_runs() -> None:
    plan = on("2026-01-12", "plan_agreed", review_on="2026-01-23", parties=["learner"])
    review = sentence(life(told(*NOTICE[:1], plan), "2026-01-19")[DUE], "Review the support")
    assert "by Friday 23 January 2026. Why: support plan running since Monday 12 January 2026. " in review
