"""A learner's page: what it says, what it keeps to itself, what it costs, and that a visit is written down."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest

from fingerpost.caseload import telling
from fingerpost.facts.actions import withdraw
from fingerpost.facts.rows import Told
from fingerpost.journal.models import Line
from fingerpost.people.actions import give_role
from tests.rooms.caseload_read.cast import NOW, OFFICE, TODAY, Cast, on
from tests.rooms.caseload_read.reading import text_of

MOST_QUERIES = 12
MOST_BYTES = 60_000
SUBPAGES = ("", "/log", "/ratings", "/progress")


def page(cast: Cast, who: str, learner: str, rest: str = "") -> str:
    """The text of a page about a learner, as somebody sees it."""
    answer = cast.browser(who).get(f"/learners/{cast.codes[learner]}{rest}")
    assert answer.status_code == 200
    return text_of(answer)


def test_the_head_says_stage_rating_and_what_the_record_says(cast: Cast) -> None:
    text = page(cast, "Hannah", "Amina")
    assert "Stage 1 of 3" in text
    assert "Rated Medium" in text
    assert "The record says High" in text
    assert "33 of 66, ends Friday 9 October 2026" in text
    assert "England, apprenticeship" in text


def test_the_first_open_duty_stands_on_top_with_its_reason(cast: Cast) -> None:
    text = page(cast, "Hannah", "Amina")
    assert "Next: Consider a support plan and an engagement contract" in text
    assert "Due Tuesday 27 January 2026, 14 working days late" in text
    assert "20 January: rated medium" in text
    assert "3 more things are open" in text


def test_the_ladder_shows_what_was_done_and_what_follows_if_nobody_answers(cast: Cast) -> None:
    text = page(cast, "Hannah", "Amina")
    assert "11 February: Send the stage 1 notice: done" in text
    assert "by 18 February: Make two welfare attempts" in text
    assert "Stage 2, forecast" in text
    assert "by 20 February: Telephone learner and employer (stage 2) – Priya Nair" in text
    assert "the next step is on Thursday 19 February 2026: Stage 2" in text


def test_silence_to_come_begins_the_ladder_in_the_forecast(cast: Cast) -> None:
    text = page(cast, "Hannah", "Tom")
    assert "Stage 1, forecast" in text
    assert "If nothing more is recorded, the ladder begins on Tuesday 24 March 2026: Stage 1." in text


def test_progress_is_told_as_a_finding(cast: Cast) -> None:
    text = page(cast, "Hannah", "Amina")
    assert "15 points behind expected; 49 days since progress was last recorded." in text
    assert "2 points ahead of expected; 7 days since progress was last recorded." in page(cast, "Hannah", "Tom")


def test_a_correction_shows_what_was_said_before_and_until_when(cast: Cast) -> None:
    text = page(cast, "Hannah", "Amina")
    assert "Telephoned the learner (welfare): message left" in text
    assert "Was “Telephoned the learner (welfare): no answer”, 13 February, until Fri 13 February, 10:00." in text
    assert "“Rang twice.”" in text


def test_an_entry_taken_back_says_so_and_has_no_link_to_correct_it(cast: Cast) -> None:
    (number,) = cast.tell("Tom", telling.contact(on("2026-02-13"), "text", "out", "learner", said="Wrong person."))
    withdraw(number=number, by=cast.people["Hannah"].key, at=NOW)
    text = page(cast, "Hannah", "Tom")
    assert "Sent the learner a text message" in text
    assert "Taken back Mon 16 February, 10:30: it should not have been recorded." in text


def test_a_break_is_on_the_head(cast: Cast) -> None:
    assert "On a break, no end known yet" in page(cast, "Hannah", "Kai")


def test_a_programme_that_is_over_asks_for_nothing(cast: Cast) -> None:
    text = page(cast, "Hannah", "Zoe")
    assert "Ended on Monday 1 December 2025" in text
    assert "Nothing is due" in text
    assert "Begin a break" not in text


@pytest.mark.parametrize("rest", SUBPAGES)
@pytest.mark.parametrize(
    ("who", "learner"),
    [("Hannah", "Ffion"), ("Rhian", "Amina"), ("Priya", "Ffion"), ("Mari", "Amina"), ("Diana", "Tom")],
)
def test_who_may_not_know_of_a_learner_finds_no_page(cast: Cast, who: str, learner: str, rest: str) -> None:
    assert cast.browser(who).get(f"/learners/{cast.codes[learner]}{rest}").status_code == 404


def test_no_such_learner_is_no_page(cast: Cast) -> None:
    assert cast.browser("Gareth").get("/learners/nobody234567").status_code == 404


def test_who_is_not_signed_in_is_sent_to_the_door(cast: Cast, client: Any) -> None:
    answer = client.get(f"/learners/{cast.codes['Amina']}")
    assert answer.status_code == 302
    assert "/account/" in answer["Location"]


@pytest.mark.parametrize("who", ["Bea", "Denise"])
def test_who_sees_ordinary_records_only_finds_nothing_about_risk(cast: Cast, who: str) -> None:
    text = page(cast, who, "Amina")
    assert "33% achieved" in text
    for word in ("Stage", "Rated", "indicator", "Ladder", "Telephoned", "Support plan", "Consider"):
        assert word not in text
    code = cast.codes["Amina"]
    assert cast.browser(who).get(f"/learners/{code}/ratings").status_code == 404
    assert "Nothing of this sort" in page(cast, who, "Amina", "/log?show=stages")


def test_who_sees_names_only_finds_no_record(cast: Cast) -> None:
    text = page(cast, "Ada", "Amina")
    assert "Hartwell House Care" in text
    assert "no record about them" in text
    assert "33%" not in text
    assert cast.browser("Ada").get(f"/learners/{cast.codes['Amina']}/progress").status_code == 404


def test_a_learner_sees_their_own_progress_and_nobody_elses(cast: Cast) -> None:
    give_role(person=cast.people["Amina"], role="learner", on=on("2025-07-07"), by=OFFICE, at=NOW)
    assert "33% achieved" in page(cast, "Amina", "Amina")
    assert cast.browser("Amina").get(f"/learners/{cast.codes['Tom']}").status_code == 404


def test_what_is_kept_by_the_safeguarding_team_leaves_no_trace_for_others(cast: Cast) -> None:
    before = page(cast, "Hannah", "Tom")
    indicator = telling.indicator(
        on("2026-02-16"), "safeguarding-referral", said="Secret words.", compartment="safeguarding"
    )
    contact = telling.contact(on("2026-02-16"), "phone", "out", "learner", said="More secret words.")
    cast.tell("Tom", indicator, Told(contact.kind, contact.on, contact.data, contact.said, "safeguarding"), by="Sana")
    assert page(cast, "Hannah", "Tom") == before
    seen = page(cast, "Sana", "Tom")
    assert "Secret words." in seen
    assert "Referral to the safeguarding team" in seen
    assert "By the record Medium" in seen


def test_a_correction_of_what_is_hidden_stands_by_itself(cast: Cast) -> None:
    told = telling.contact(on("2026-02-16"), "phone", "out", "learner", said="Hidden first.")
    (number,) = cast.tell("Tom", Told(told.kind, told.on, told.data, told.said, "safeguarding"), by="Sana")
    cast.tell("Tom", Told(told.kind, told.on, told.data, "Open now.", "at-risk", number), by="Sana")
    text = page(cast, "Hannah", "Tom")
    assert "Open now." in text
    assert "Hidden first." not in text


@pytest.mark.parametrize(
    ("show", "there", "not_there"),
    [
        ("learner", "message left", "The employer got in touch"),
        ("employer", "The employer got in touch", "message left"),
        ("sessions", "Formal progress review", "message left"),
        ("stages", "Stage 1 opened", "message left"),
    ],
)
def test_the_log_can_be_narrowed(cast: Cast, show: str, there: str, not_there: str) -> None:
    cast.tell("Amina", telling.progress(on("2026-02-16"), 34, 49, review=True))
    text = page(cast, "Hannah", "Amina", f"/log?show={show}")
    assert there in text
    assert not_there not in text


def test_a_filter_that_is_none_shows_everything(cast: Cast) -> None:
    assert page(cast, "Hannah", "Amina", "/log?show=nonsense") == page(cast, "Hannah", "Amina", "/log")


def test_the_log_comes_twenty_at_a_time(cast: Cast) -> None:
    days = [TODAY.replace(day=day) for day in range(1, 15)]
    cast.tell("Tom", *(telling.contact(day, "email", "out", "learner", said=f"Letter of {day}.") for day in days))
    first, second = page(cast, "Hannah", "Tom"), page(cast, "Hannah", "Tom", "/log?page=2")
    assert "1 to 20 of" in first
    assert "Earlier entries" in first
    assert "Started Adult Care Worker" in second
    assert "Later entries" in second


def test_the_log_is_a_part_for_htmx(cast: Cast) -> None:
    answer = cast.browser("Hannah").get(f"/learners/{cast.codes['Amina']}/log", headers={"HX-Request": "true"})
    body = answer.content.decode()
    assert body.lstrip().startswith("<section")
    assert "<html" not in body


def test_the_history_of_ratings_stands_beside_what_the_record_said(cast: Cast) -> None:
    text = page(cast, "Hannah", "Amina", "/ratings")
    assert "20 Jan 2026" in text
    assert "Two workbook deadlines missed." in text
    assert "High" in text


def test_the_figures_of_progress_are_a_table(cast: Cast) -> None:
    text = page(cast, "Hannah", "Amina", "/progress")
    assert "29 Dec 2025" in text
    assert "15 points" in text


@pytest.mark.parametrize("who", ["Hannah", "Priya", "Gareth", "Sana", "Quinn"])
def test_a_page_costs_few_queries_and_few_bytes(
    cast: Cast, who: str, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    browser = cast.browser(who)
    for _ in range(2):  # the first visit is written down too
        with django_assert_max_num_queries(MOST_QUERIES):
            answer = browser.get(f"/learners/{cast.codes['Amina']}")
        assert len(answer.content) < MOST_BYTES


def test_visits_are_written_down_once_a_day_save_those_of_coach_and_manager(cast: Cast) -> None:
    for who in ("Hannah", "Priya", "Gareth", "Gareth", "Sana"):
        page(cast, who, "Amina")
    page(cast, "Gareth", "Amina", "/log")
    page(cast, "Gareth", "Tom")
    lines = Line.objects.filter(act="learner-seen").order_by("id").values_list("by", "about")
    gareth, sana = cast.people["Gareth"].key, cast.people["Sana"].key
    amina, tom = cast.subject("Amina"), cast.subject("Tom")
    assert list(lines) == [(gareth, amina), (sana, amina), (gareth, tom)]


def test_a_page_has_neither_script_nor_style_of_its_own(cast: Cast) -> None:
    body = cast.browser("Hannah").get(f"/learners/{cast.codes['Amina']}").content.decode()
    assert "style=" not in body
    assert "<style" not in body
    assert body.count("<script") == body.count('" defer></script>')


def test_a_step_of_the_ladder_that_is_due_leads_to_where_it_is_done(cast: Cast) -> None:
    body = cast.browser("Hannah").get(f"/learners/{cast.codes['Amina']}").content.decode()
    ladder = body[body.index('<ol class="ladder">') : body.index("</ol>", body.index('<ol class="ladder">'))]
    (link,) = re.findall(r'<a href="([^"]+)">([^<]+)</a>', ladder)
    assert "Make two welfare attempts" in link[1]
    assert cast.browser("Hannah").get(unescape(link[0])).status_code == 200
