"""The pages of indicators and ratings, through the real client."""

from collections.abc import Callable
from typing import Any

from django.test import Client

from fingerpost.caseload import actions
from fingerpost.duties.models import Duty
from fingerpost.facts.models import Entry
from tests.rooms.caseload_write.conftest import hidden, today
from tests.rooms.caseload_write.refusing import TELL
from tests.rooms.caseload_write.world import TODAY, World, day, person, signed_in

Send = Callable[..., Any]


def noting(world: World) -> str:
    return f"/learners/{world.code}/indicators/new"


def rating(world: World) -> str:
    return f"/learners/{world.code}/ratings/new"


def test_indicators_are_chosen_from_the_policys_list(world: World, coach: Client, send: Send) -> None:
    assert "Bereavement" in coach.get(noting(world)).content.decode()
    assert "On probation with the employer" in coach.get(f"{noting(world)}?list=start").content.decode()
    assert send(coach, noting(world), codes=["illness", "travel"], said="Two buses.").status_code == 302
    assert sorted((entry.data or {})["code"] for entry in Entry.objects.filter(kind="indicator")) == [
        "illness",
        "travel",
    ]


def test_an_indicator_that_holds_is_not_offered_again(world: World, coach: Client) -> None:
    actions.note_indicator(subject=world.enrolment, on=TODAY, codes=["illness"], **TELL)
    assert 'value="illness"' not in coach.get(noting(world)).content.decode()
    assert 'value="travel"' in coach.get(noting(world)).content.decode()


def test_nothing_chosen_is_sent_back_with_what_was_typed(world: World, coach: Client, send: Send) -> None:
    text = send(coach, noting(world), said="Two buses each way.").content.decode()
    assert "Choose at least one indicator" in text
    assert 'class="summary" role="alert"' in text
    assert "Two buses each way." in text


def test_a_safeguarding_referral_leaves_no_trace_for_its_author(world: World, coach: Client, send: Send) -> None:
    assert send(coach, noting(world), codes=["safeguarding-referral"], said="Told me.").status_code == 302
    entry = Entry.objects.get(kind="indicator")
    assert entry.compartment == "safeguarding"
    assert 'value="safeguarding-referral"' in coach.get(noting(world)).content.decode()
    assert send(coach, noting(world), codes=["safeguarding-referral"]).status_code == 302
    for address in (f"indicators/{entry.pk}/end", f"entries/{entry.pk}/correct", f"entries/{entry.pk}/take-back"):
        assert coach.get(f"/learners/{world.code}/{address}").status_code == 404


def test_the_message_after_a_referral_tells_nothing_of_hidden_duties(world: World, coach: Client, send: Send) -> None:
    send(coach, noting(world), codes=["safeguarding-referral"])
    text = coach.get(rating(world)).content.decode()
    assert "Review the at-risk rating" not in text


def test_others_see_that_something_is_confidential_if_the_author_chose_so(
    world: World, coach: Client, send: Send
) -> None:
    send(coach, noting(world), codes=["safeguarding-referral"], confidential="on")
    assert sorted(
        ((entry.data or {})["code"], entry.compartment) for entry in Entry.objects.filter(kind="indicator")
    ) == [
        ("confidential", "at-risk"),
        ("safeguarding-referral", "safeguarding"),
    ]


def test_the_safeguarding_team_ends_a_referral(world: World, coach: Client, send: Send) -> None:
    send(coach, noting(world), codes=["safeguarding-referral"], confidential="on")
    officer = signed_in(person("Non Rees", safeguarding_team=None))
    entry = Entry.objects.get(compartment="safeguarding")
    assert send(officer, f"/learners/{world.code}/indicators/{entry.pk}/end").status_code == 302
    ended = [
        (entry.data or {})["code"]
        for entry in Entry.objects.filter(kind="indicator")
        if (entry.data or {}).get("ended")
    ]
    assert sorted(ended) == ["confidential", "safeguarding-referral"]


def test_having_looked_at_the_start_closes_the_duty(world: World, coach: Client, send: Send) -> None:
    duty = Duty.objects.get(subject_id=world.enrolment, action="check-start-indicators")
    address = f"{noting(world)}?duty={duty.key}"
    assert "Leave all of them empty" in coach.get(address).content.decode()
    assert send(coach, address).status_code == 302
    duty.refresh_from_db()
    assert duty.outcome == "done"


def test_an_indicator_ends(world: World, coach: Client, send: Send) -> None:
    (entry,) = actions.note_indicator(subject=world.enrolment, on=day("2026-02-16"), codes=["illness"], **TELL)
    address = f"/learners/{world.code}/indicators/{entry.pk}/end"
    assert "Illness" in coach.get(address).content.decode()
    assert "does not hold on that day" in send(coach, address, on_day="15", on_month="2").content.decode()
    assert send(coach, address, said="Well again.").status_code == 302


def test_a_learner_is_rated(world: World, coach: Client, send: Send) -> None:
    assert send(coach, rating(world), level="medium", reason="Two deadlines missed.").status_code == 302
    assert Entry.objects.get(kind="rating").data == {"level": "medium"}
    assert (
        "Consider a support plan and an engagement contract by Monday 9 March 2026"
        in coach.get(rating(world)).content.decode()
    )


def test_the_rating_stands_beside_what_the_record_says(world: World, coach: Client) -> None:
    actions.note_indicator(subject=world.enrolment, on=day("2026-02-16"), codes=["illness"], **TELL)
    text = coach.get(rating(world)).content.decode()
    assert "Rating by the facts" in text
    assert "since Monday 16 February 2026" in text
    assert "Risk indicator, Monday 16 February 2026" in text


def test_a_rating_that_stands_needs_its_reason(world: World, coach: Client, send: Send) -> None:
    text = send(coach, rating(world), level="stands").content.decode()
    assert "Say why the rating stands." in text
    assert 'id="id_reason_error"' in text
    assert send(coach, rating(world), level="stands", reason="She has caught up.").status_code == 302
    assert Entry.objects.get(kind="rating_stands").words.texts == {"reason": "She has caught up."}


def test_a_rating_other_than_the_records_needs_its_reason(world: World, coach: Client, send: Send) -> None:
    assert "Why? (needed where the rating is not what the record says)" in coach.get(rating(world)).content.decode()
    text = send(coach, rating(world), level="high").content.decode()
    assert "The record says otherwise. Say why you rate the risk so." in text
    assert 'id="id_reason_error"' in text
    assert send(coach, rating(world), level="high", reason="He says he will leave.").status_code == 302


def test_a_rating_that_is_the_records_needs_no_reason(world: World, coach: Client, send: Send) -> None:
    actions.note_indicator(subject=world.enrolment, on=day("2026-02-16"), codes=["illness"], **TELL)
    before = send(coach, rating(world), level="medium", on_day="15", on_month="2").content.decode()
    assert 'id="id_reason_error"' in before
    assert send(coach, rating(world), level="medium").status_code == 302


def test_the_same_rating_again_is_refused_beside_the_field(world: World, coach: Client, send: Send) -> None:
    text = send(coach, rating(world), level="low", reason="As before.").content.decode()
    assert 'id="id_level_error"' in text
    assert "As before." in text


def test_a_rating_that_is_sent_twice_is_given_once(world: World, coach: Client) -> None:
    told: dict[str, Any] = {**hidden(coach.get(rating(world))), **today(), "level": "high", "reason": "Silence."}
    coach.post(rating(world), told)
    assert coach.post(rating(world), told).status_code == 302
    assert Entry.objects.filter(kind="rating").count() == 1


def test_what_is_typed_about_risk_is_not_kept_on_the_device(world: World, coach: Client) -> None:
    for address in (rating(world), noting(world)):
        assert "data-draft=" not in coach.get(address).content.decode()


def test_the_safeguarding_team_answers_what_a_referral_asks_without_telling_others_why(
    world: World, coach: Client, send: Send
) -> None:
    actions.record_progress(subject=world.enrolment, on=day("2026-02-09"), percent=10, expected=10, **TELL)
    send(coach, noting(world), codes=["safeguarding-referral"])
    duty = Duty.objects.get(subject_id=world.enrolment, action="review-rating")
    assert (duty.owner, duty.compartment) == ("safeguarding_team", "safeguarding")
    team = signed_in(person("Safe Guard", safeguarding_team=None))
    given = {"level": "stands", "reason": "The family is supported."}
    assert send(team, f"{rating(world)}?duty={duty.key}", **given).status_code == 302
    assert Entry.objects.get(kind="rating_stands").compartment == "safeguarding"
    duty.refresh_from_db()
    assert duty.outcome == "done"
    assert "The family is supported." not in coach.get(f"/learners/{world.code}/log").content.decode()


def test_why_a_rating_stands_is_no_less_hidden_than_ratings_are(world: World, coach: Client, send: Send) -> None:
    duty = Duty.objects.filter(subject_id=world.enrolment).first()
    assert duty is not None
    Duty.objects.filter(pk=duty.pk).update(compartment="ordinary")
    send(coach, f"{rating(world)}?duty={duty.key}", level="stands", reason="She is well.")
    assert Entry.objects.get(kind="rating_stands").compartment == "at-risk"
