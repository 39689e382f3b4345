"""Deciding about a duty: done, waived, passed on, put off. Each is a fact and a line of the journal."""

from datetime import date

import pytest

from fingerpost.duties import decisions
from fingerpost.duties.actions import forget
from fingerpost.duties.models import Duty
from fingerpost.duties.rebuilding import rebuild
from fingerpost.facts.models import Entry
from fingerpost.journal.models import Line
from fingerpost.people.errors import RefusedError
from tests.rooms.duties.conftest import SignIn
from tests.rooms.duties.looking import lines, page_of, text
from tests.rooms.duties.telling import absent, duty, tell
from tests.rooms.people.cast import NOW, House

BY = "person:somebody"


@pytest.fixture
def late(house: House) -> Duty:
    """A stage 1 notice about Amina that was due on Friday."""
    absent(house, "amina")
    return duty("amina", "send-notice-1")


@pytest.fixture
def to_tick(house: House) -> Duty:
    """A check that no recorded act does, about Amina."""
    told = {"learner": "person:x", "programme_type": "apprenticeship", "nation": "england"}
    tell(house.subject("amina"), "13", "started", **told)
    return duty("amina", "check-start-indicators")


def test_ticking_off_closes_the_duty_and_outlives_a_rebuild(to_tick: Duty, sign_in: SignIn) -> None:
    answer = sign_in("coach").post(f"/duties/{to_tick.key}/done", {"next": "/today?show=week"}, follow=True)
    assert answer.redirect_chain == [("/today?show=week", 302)]
    assert "Ticked off." in text(page_of(answer))
    forget()
    rebuild()
    again = Duty.objects.get(key=to_tick.key)
    assert (again.closed, again.outcome) == (date(2026, 2, 16), "done")
    assert Line.objects.filter(act="duty-ticked-off", about="enrolment:amina").count() == 1


def test_a_second_tap_records_nothing_and_says_so(to_tick: Duty, sign_in: SignIn) -> None:
    coach = sign_in("coach")
    coach.post(f"/duties/{to_tick.key}/done")
    answer = coach.post(f"/duties/{to_tick.key}/done", follow=True)
    assert "somebody has closed it meanwhile" in text(page_of(answer))
    assert Entry.objects.filter(kind="duty_done", on=date(2026, 2, 16)).count() == 1


def test_a_tick_leads_back_to_our_own_pages_only(to_tick: Duty, sign_in: SignIn) -> None:
    answer = sign_in("coach").post(f"/duties/{to_tick.key}/done", {"next": "https://elsewhere.example/"})
    assert answer.headers["Location"] == "/today"


def test_what_acts_do_cannot_be_ticked_off(late: Duty, sign_in: SignIn) -> None:
    assert sign_in("coach").post(f"/duties/{late.key}/done").status_code == 404
    with pytest.raises(RefusedError, match="by recording what was done"):
        decisions.tick_off(duty=late, by=BY, at=NOW)


def test_who_does_not_owe_it_cannot_tick_it_off(to_tick: Duty, sign_in: SignIn) -> None:
    assert sign_in("quality").post(f"/duties/{to_tick.key}/done").status_code == 404
    assert sign_in("coach2").post(f"/duties/{to_tick.key}/done").status_code == 404
    assert sign_in("sector").post(f"/duties/{to_tick.key}/done").status_code == 302
    assert sign_in("sector").get(f"/duties/{to_tick.key}/done").status_code == 405


def test_a_manager_waives_with_a_reason(late: Duty, sign_in: SignIn) -> None:
    sector = sign_in("sector")
    assert "Waive this" in text(page_of(sector.get(f"/duties/{late.key}/waiver")))
    answer = sector.post(f"/duties/{late.key}/waiver", {"reason": "She was at a funeral."}, follow=True)
    said = text(page_of(answer))
    assert "Waived. It is no longer asked for." in said and "She was at a funeral." in said
    late.refresh_from_db()
    assert (late.closed, late.outcome) == (date(2026, 2, 16), "waived")
    line = Line.objects.get(act="duty-waived")
    assert "funeral" not in str(line.details)


def test_a_waiver_without_a_reason_says_so_beside_the_field_and_on_top(late: Duty, sign_in: SignIn) -> None:
    answer = sign_in("sector").post(f"/duties/{late.key}/waiver", {"reason": "  "})
    page = page_of(answer)
    assert text(page.find_class("summary")[0]).endswith("Say why, in a few words: others will ask.")
    assert text(page.find_class("error")[0]) == "Say why, in a few words: others will ask."
    late.refresh_from_db()
    assert late.closed is None


def test_a_duty_is_passed_on_to_somebody_who_may_see_it(late: Duty, house: House, sign_in: SignIn) -> None:
    sector = sign_in("sector")
    page = page_of(sector.get(f"/duties/{late.key}/passing-on"))
    offered = {text(each) for each in page.xpath(".//option")}
    expected = {"Coach", "Sector", "Head", "Quality", "Senior", "Safe"}
    assert offered == {"Choose a person", *(f"{name} Example" for name in expected)}
    answer = sector.post(f"/duties/{late.key}/passing-on", {"to": house.people["head"].key, "reason": ""}, follow=True)
    assert "Passed on." in text(page_of(answer)) and "Who Head Example" in text(page_of(answer))
    assert {row.action for row in lines(sign_in("head").get("/today"))} == {"Send the stage 1 notice"}


def test_nobody_else_can_be_passed_a_duty(late: Duty, house: House, sign_in: SignIn) -> None:
    given = {"to": house.people["business"].key, "reason": "He is nearer."}
    page = page_of(sign_in("sector").post(f"/duties/{late.key}/passing-on", given))
    assert "Choose a person from the list" in text(page.find_class("error")[0])
    assert text(page.find(".//textarea")) == "He is nearer."


def test_whoever_has_a_duty_is_not_passed_it_again(late: Duty, house: House, sign_in: SignIn) -> None:
    head = {"to": house.people["head"].key}
    sector = sign_in("sector")
    sector.post(f"/duties/{late.key}/passing-on", head)
    page = page_of(sector.post(f"/duties/{late.key}/passing-on", head))
    assert text(page.find_class("error")[0]) == "Head Example has it already."


def test_a_duty_is_put_off_to_a_later_day(late: Duty, sign_in: SignIn) -> None:
    given = {"until_day": "27", "until_month": "2", "until_year": "2026", "reason": "He is on leave."}
    answer = sign_in("sector").post(f"/duties/{late.key}/postponement", given, follow=True)
    assert "Put off. It has a new last day." in text(page_of(answer))
    late.refresh_from_db()
    assert late.due == date(2026, 2, 27)


@pytest.mark.parametrize(
    ("day", "month", "year", "error"),
    [
        ("", "", "", "Enter a day, a month and a year, for example 16 3 2026."),
        ("31", "2", "2026", "February 2026 has 28 days: enter a day from 1 to 28."),
        ("16", "2", "2026", "Enter a day no earlier than Tuesday 17 February 2026."),
        ("1", "6", "2062", "Enter a day no later than Wednesday 17 February 2027."),
    ],
)
def test_a_day_that_cannot_be_is_named_and_what_was_typed_stays(
    late: Duty, sign_in: SignIn, day: str, month: str, year: str, error: str
) -> None:
    given = {"until_day": day, "until_month": month, "until_year": year, "reason": "He is on leave."}
    page = page_of(sign_in("sector").post(f"/duties/{late.key}/postponement", given))
    assert [text(each) for each in page.find_class("error")] == [error]
    assert error in text(page.find_class("summary")[0])
    assert text(page.find(".//textarea")) == "He is on leave."
    assert page.xpath('.//input[@name="until_day"]')[0].get("value", "") == day
    late.refresh_from_db()
    assert late.due == date(2026, 2, 13)


def test_a_day_no_later_than_the_last_one_is_refused(late: Duty) -> None:
    with pytest.raises(RefusedError, match="due on Friday 13 February 2026 already"):
        decisions.put_off(duty=late, until=date(2026, 2, 13), reason="x", by=BY, at=NOW)


def test_what_is_not_open_cannot_be_decided_about(house: House) -> None:
    ahead = duty("amina", "send-notice-1")
    with pytest.raises(RefusedError, match="no longer open"):
        decisions.waive(duty=ahead, reason="x", by=BY, at=NOW)


def test_a_decision_lies_in_the_compartment_of_its_duty(late: Duty) -> None:
    decisions.waive(duty=late, reason="x", by=BY, at=NOW)
    assert Entry.objects.get(kind="duty_waived").compartment == "at-risk"


@pytest.mark.parametrize("page", ["waiver", "passing-on", "postponement"])
def test_only_managers_who_see_the_learner_may_decide(late: Duty, house: House, sign_in: SignIn, page: str) -> None:
    may = {"sector", "head", "senior"}
    for who in house.people:
        expected = 200 if who in may else 404
        assert sign_in(who).get(f"/duties/{late.key}/{page}").status_code == expected, who
    assert "Waive this" not in text(page_of(sign_in("coach").get(f"/duties/{late.key}")))
