"""Today: what is due, from whom, by when, and the one action that closes it."""

from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from fingerpost.duties.decisions import pass_on
from fingerpost.people import actions
from tests.rooms.duties.conftest import SignIn
from tests.rooms.duties.looking import heading, lines, page_of, section, text
from tests.rooms.duties.telling import ABSENT, CALL, absent, duty, tell
from tests.rooms.people.cast import NOW, SYSTEM, House


def at_stage_1(house: House, learner: str) -> None:
    """Absent on Tuesday, notice on Wednesday: two attempts are due by Wednesday 18 February."""
    absent(house, learner, on="10")
    tell(house.subject(learner), "11", "notice_sent", stage=1, to=["learner"])


def test_who_is_not_signed_in_is_asked_to(db: None) -> None:
    answer = Client().get("/today")
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/account/login/?next=/today"


def test_with_nothing_to_do_today_says_so(sign_in: SignIn) -> None:
    answer = sign_in("coach").get("/today")
    assert heading(answer) == "TodayMonday 16 February 2026. Nothing is late, and nothing is due this week."
    assert lines(answer) == []


def test_what_is_late_comes_first_with_its_action_filled_in(house: House, sign_in: SignIn) -> None:
    absent(house, "amina")
    answer = sign_in("coach").get("/today")
    late = section(answer, "overdue")
    key = duty("amina", "send-notice-1").key
    assert [(row.action, row.on, row.mark, row.state) for row in late] == [
        ("Send the stage 1 notice", "Fri 13 February", "1 working day late", "bad")
    ]
    assert late[0].about == "Amina Example · missed a session without notice, 12 February"
    assert (late[0].clause, late[0].why) == ("5.3.2", f"/duties/{key}")
    assert late[0].button == "Record the notice" and late[0].is_main
    assert late[0].href == f"/learners/amina/facts/notice_sent/new?stage=1&duty={key}"
    assert "1 thing is late. 2 are due this week." in heading(answer)


def test_what_is_due_today_says_today_and_a_choice_says_decide(house: House, sign_in: SignIn) -> None:
    tell(house.subject("amina"), "9", "rating", level="medium")
    week = section(sign_in("coach").get("/today"), "week")
    assert [(row.action, row.mark, row.state, row.button) for row in week] == [
        ("Consider a support plan and an engagement contract", "Today", "warn", "Decide"),
        ("Keep in contact", "Today", "warn", "Log a contact"),
    ]
    assert week[0].href.startswith("/learners/amina/facts/support_decision/new?duty=")
    assert not week[0].is_main


def test_a_choice_that_several_acts_can_make_is_made_where_all_are_offered(house: House, sign_in: SignIn) -> None:
    tell(house.subject("amina"), "11", "progress", percent=20, expected=40)
    row = next(each for each in lines(sign_in("coach").get("/today")) if each.action == "Review the at-risk rating")
    assert (row.button, row.href) == ("Decide", row.why)


def test_acts_recorded_on_one_page_are_offered_at_once(house: House, sign_in: SignIn, settings: Settings) -> None:
    pages = {"enrolment": "caseload:record", "enrolment/rating": "caseload:log_contact"}
    settings.RECORDING_PAGES = {**pages, "enrolment/rating_stands": "caseload:log_contact"}
    tell(house.subject("amina"), "11", "progress", percent=20, expected=40)
    row = next(each for each in lines(sign_in("coach").get("/today")) if each.action == "Review the at-risk rating")
    assert row.href == f"/learners/amina/contacts/new?duty={duty('amina', 'review-rating').key}"


def test_the_action_is_the_act_that_is_still_missing(house: House, sign_in: SignIn) -> None:
    at_stage_1(house, "amina")
    coach = sign_in("coach")
    attempts = "Make two welfare attempts, by telephone and by email"
    row = next(each for each in section(coach.get("/today"), "week") if each.action == attempts)
    assert (row.mark, row.state, row.button) == ("In 2 working days", "warn", "Log the call")
    tell(house.subject("amina"), "13", "contact", **CALL)
    row = next(each for each in section(coach.get("/today"), "week") if each.action == attempts)
    assert row.button == "Log the email"
    assert row.href.startswith("/learners/amina/contacts/new?purpose=welfare&way=email&direction=out&duty=")


def test_what_a_silence_will_bring_is_ahead_and_its_button_prevents_it(house: House, sign_in: SignIn) -> None:
    tell(house.subject("amina"), "2026-02-02", "progress", percent=None)
    subject = house.subject("ben")
    tell(subject, "2026-01-30", "progress", percent=20)
    coming = section(sign_in("coach").get("/today"), "coming")
    assert coming == []  # 42 days are up on 16 and 17 March, a month and more away
    tell(subject, "3", "break_began", expected_return="2026-02-20")
    row = section(sign_in("coach").get("/today"), "coming")[0]
    assert (row.action, row.on, row.mark, row.is_ahead) == (
        "Confirm the return from the break",
        "Opens Fri 20 February",
        "In 4 working days",
        True,
    )


def test_a_cycle_that_opens_later_can_be_done_early(house: House, sign_in: SignIn) -> None:
    tell(house.subject("amina"), "13", "rating", level="medium")
    coming = section(sign_in("coach").get("/today"), "coming")
    row = next(each for each in coming if each.action == "Keep in contact")
    assert (row.on, row.mark, row.state) == ("Opens Tue 17 February", "Tomorrow", "half")
    assert (row.button, row.is_ahead) == ("Log a contact", True)


def test_a_day_that_no_one_knows_yet_is_said_to_be_unknown(house: House, sign_in: SignIn) -> None:
    tell(house.subject("amina"), "13", "rating", level="medium")
    tell(house.subject("amina"), "13", "break_began")
    row = next(each for each in section(sign_in("coach").get("/today"), "coming") if not each.is_ahead)
    assert (row.on, row.mark) == ("No day yet", "When the break ends")


def test_what_nobody_can_tell_stands_apart(house: House, sign_in: SignIn) -> None:
    tell(house.subject("amina"), "2026-01-12", "not_held", kinds=["session", "contact"])
    answer = sign_in("coach").get("/today")
    unknown = section(answer, "unknown")
    assert unknown and {row.mark for row in unknown} == {"Not known"}
    assert "Nothing is late" in heading(answer)


def test_a_duty_without_acts_is_ticked_off_on_the_spot(house: House, sign_in: SignIn) -> None:
    tell(house.subject("amina"), "13", "started", learner="person:x", programme_type="apprenticeship", nation="england")
    row = next(each for each in lines(sign_in("coach").get("/today")) if each.button == "Tick off")
    assert row.action == "Check the risk indicators at the start"
    assert row.href == f"/duties/{duty('amina', 'check-start-indicators').key}/done"


def test_without_a_page_that_records_the_act_the_button_leads_to_why(
    house: House, sign_in: SignIn, settings: Settings
) -> None:
    settings.RECORDING_PAGES = {"enrolment": "nowhere:at_all"}
    settings.SUBJECT_PAGES = {}
    absent(house, "amina")
    row = section(sign_in("coach").get("/today"), "overdue")[0]
    assert (row.button, row.href) == ("Look", row.why)


def test_working_days_are_those_of_the_learners_nation_and_of_the_provider(house: House, sign_in: SignIn) -> None:
    tell("provider:self", "11", "closure", until="2026-02-16")
    absent(house, "amina", on="9")
    assert section(sign_in("coach").get("/today"), "overdue")[0].mark == "1 working day late"


def test_each_role_sees_what_it_owes_and_nothing_else(house: House, sign_in: SignIn) -> None:
    for learner in ("amina", "ben", "cai", "dee", "eve"):
        absent(house, learner)
    owing = {who: {row.about.split(" ·")[0] for row in lines(sign_in(who).get("/today"))} for who in house.people}
    assert owing["coach"] == {"Amina Example", "Ben Example"}
    assert owing["coach2"] == {"Dee Example"}
    assert owing["sector"] == {"Amina Example", "Ben Example"}
    assert owing["sector2"] == {"Dee Example"}
    assert owing["support"] == {"Cai Example"}
    assert owing["quality"] == owing["board"] == {"Fingerpost"}
    rest = owing.keys() - {"coach", "coach2", "sector", "sector2", "support", "quality", "board"}
    assert {who: owing[who] for who in rest} == {who: set() for who in rest}


def test_of_cover_both_see_what_is_due(house: House, sign_in: SignIn) -> None:
    absent(house, "amina")
    actions.arrange_cover(
        covered=house.people["coach"],
        covering=house.people["coach2"],
        from_on=date(2026, 2, 16),
        until_on=date(2026, 2, 20),
        by=SYSTEM,
        at=NOW,
    )
    own, covering = sign_in("coach").get("/today"), sign_in("coach2").get("/today")
    assert section(own, "overdue")[0].about == "Amina Example · missed a session without notice, 12 February"
    assert section(covering, "overdue")[0].about.endswith("12 February · for Coach Example")
    assert "You cover for Coach Example" in heading(covering)


def test_what_was_passed_on_by_name_is_on_that_persons_list(house: House, sign_in: SignIn) -> None:
    absent(house, "amina")
    row = duty("amina", "send-notice-1")
    pass_on(duty=row, to=house.people["sector"], by=house.people["head"].key, at=NOW)
    assert "Send the stage 1 notice" in {each.action for each in lines(sign_in("sector").get("/today"))}
    assert "Send the stage 1 notice" not in {each.action for each in lines(sign_in("coach").get("/today"))}


def test_what_is_kept_from_a_viewer_leaves_no_trace(house: House, sign_in: SignIn) -> None:
    subject = house.subject("amina")
    tell(subject, "12", "session", compartment="safeguarding", **ABSENT)
    answer = sign_in("coach").get("/today")
    assert lines(answer) == []
    assert "Nothing is late" in heading(answer)
    assert sign_in("coach").get(f"/duties/{duty('amina', 'send-notice-1').key}").status_code == 404


def test_a_cause_that_may_not_be_seen_is_left_out_of_the_line(house: House, sign_in: SignIn) -> None:
    tell(house.subject("amina"), "12", "session", compartment="safeguarding", **ABSENT)
    absent(house, "amina", on="12")
    row = section(sign_in("coach").get("/today"), "overdue")[0]
    assert row.about == "Amina Example · missed a session without notice, 12 February"


def test_a_section_shows_so_many_and_the_rest_page_by_page(
    house: House, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fingerpost.duties.today.MOST", 2)
    for day in ("3", "5", "9"):
        tell(house.subject("amina"), day, "support_decision", plan=True, contract=True)
        tell(house.subject("ben"), day, "support_decision", plan=True, contract=True)
    coach = sign_in("coach")
    answer = coach.get("/today")
    assert len(section(answer, "week")) == 2
    link = page_of(answer).xpath('.//a[@href="?show=week"]')[0]
    assert text(link) == "This week: show all 4"
    first, second = coach.get("/today?show=week"), coach.get("/today?show=week&page=2")
    assert len(lines(first)) == len(lines(second)) == 2
    assert {row.why for row in lines(first)}.isdisjoint(row.why for row in lines(second))
    assert coach.get("/today?show=nonsense").status_code == 404


def test_today_takes_no_more_queries_with_more_duties(
    house: House, sign_in: SignIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for learner in ("amina", "ben", "dee"):
        at_stage_1(house, learner)
        tell(house.subject(learner), "12", "changed", employer=house.employers["mason"].key)
    actions.arrange_cover(
        covered=house.people["coach2"],
        covering=house.people["coach"],
        from_on=date(2026, 2, 16),
        until_on=date(2026, 2, 20),
        by=SYSTEM,
        at=NOW,
    )
    coach, business = sign_in("coach"), sign_in("business")
    coach.get("/today")
    with django_assert_max_num_queries(12):
        assert len(lines(coach.get("/today"))) > 6
    with django_assert_max_num_queries(12):
        assert len(lines(business.get("/today"))) == 3
    with django_assert_max_num_queries(12):
        coach.get("/today?show=week")


def test_numbers_of_the_caseload_are_fetched_from_the_desk(house: House, sign_in: SignIn) -> None:
    aside = page_of(sign_in("coach").get("/today")).find(".//aside")
    assert aside.get("hx-get") == "/learners/numbers"
    assert aside.xpath(".//a/@href") == ["/learners/numbers"]


def test_a_learner_is_not_told_of_learners_of_their_own(sign_in: SignIn) -> None:
    assert page_of(sign_in("amina").get("/today")).find(".//aside") is None


def test_while_rules_changed_the_page_says_that_it_is_behind(house: House, sign_in: SignIn) -> None:
    tell("provider:self", "13", "closure")
    assert "Duties are being recalculated" in text(page_of(sign_in("coach").get("/today")))
