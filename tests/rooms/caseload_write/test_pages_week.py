"""The pages of contacts, sessions and progress, through the real client."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from fingerpost.caseload import actions
from fingerpost.duties.models import Duty
from fingerpost.facts.models import Entry
from tests.rooms.caseload_write.conftest import hidden, today
from tests.rooms.caseload_write.refusing import TELL
from tests.rooms.caseload_write.world import TODAY, World, day, person, signed_in

Send = Callable[..., Any]


def log(world: World) -> str:
    return f"/learners/{world.code}/contacts/new"


def test_a_call_is_logged_with_two_fields(world: World, coach: Client) -> None:
    answer = coach.post(log(world), {"way": "phone", "said": "She is well."})
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/learners/{world.code}")
    entry = Entry.objects.get(kind="contact")
    assert (entry.on, entry.recorded_by, entry.words.texts) == (TODAY, world.coach.key, {"said": "She is well."})
    assert entry.data == {"way": "phone", "direction": "out", "party": "learner"}


def test_the_rest_of_a_contact_can_be_changed(world: World, coach: Client, send: Send) -> None:
    rest = {"party": "employer", "direction": "in", "outcome": "reached", "purpose": "support"}
    send(coach, log(world), way="email", said="They agree.", on_day="27", on_month="2", **rest)
    entry = Entry.objects.get(kind="contact")
    assert entry.data == {"way": "email", **rest}
    assert entry.on == day("2026-02-27")


def test_a_double_tap_logs_once(world: World, coach: Client) -> None:
    told: dict[str, Any] = {**hidden(coach.get(log(world))), "way": "phone", "said": "She is well."}
    coach.post(log(world), told)
    again = coach.post(log(world), told, follow=False)
    assert again.status_code == 302
    assert Entry.objects.filter(kind="contact").count() == 1
    assert "had been saved already" in said(coach)


def said(client: Client) -> str:
    return client.get("/learners/sessions/new").content.decode()


def test_what_is_missing_is_said_beside_the_field_and_on_top_and_what_was_typed_is_kept(
    world: World, coach: Client, send: Send
) -> None:
    text = send(coach, log(world), said="She is “well” & <fine>.", on_day="31", on_month="2").content.decode()
    assert 'class="summary" role="alert"' in text
    assert 'href="#id_way_0"' in text
    assert 'id="id_way_error"' in text
    assert "February 2026 has 28 days" in text
    assert "She is “well” &amp; &lt;fine&gt;." in text
    assert 'value="31"' in text
    assert '<details class="field" open>' in text
    assert Entry.objects.filter(kind="contact").count() == 0


def test_a_contact_without_words_needs_an_outcome(world: World, coach: Client, send: Send) -> None:
    assert "Write a few words" in send(coach, log(world), way="phone").content.decode()
    assert send(coach, log(world), way="phone", outcome="no_answer").status_code == 302


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"on_year": "2025"}, "The programme began on Monday 5 January 2026"),
        ({"on_day": "3"}, "no later than Monday 2 March 2026"),
        ({"way": "pigeon"}, "Select a valid choice"),
        ({"said": "x" * 5001}, "at most 5000"),
    ],
)
def test_what_cannot_be_is_refused_gently(
    world: World, coach: Client, send: Send, typed: dict[str, str], message: str
) -> None:
    answer = send(coach, log(world), **{"way": "phone", "said": "Well.", **typed})
    assert message in answer.content.decode()
    assert Entry.objects.filter(kind="contact").count() == 0


def test_the_address_fills_in_what_a_duty_asks_for(world: World, coach: Client) -> None:
    actions.record_session(subject=world.enrolment, on=day("2026-02-27"), sort="session",
                           outcome="absent_without_notice", **TELL)  # fmt: skip
    actions.act_on(subject=world.enrolment, on=TODAY, kind="notice_sent", data={"stage": 1}, **TELL)
    duty = Duty.objects.get(subject_id=world.enrolment, action="attempts-1")
    address = f"{log(world)}?way=phone&purpose=welfare&duty={duty.key}"
    text = coach.get(address).content.decode()
    assert "Make two welfare attempts, by telephone and by email" in text
    assert 'value="welfare" required' not in text
    coach.post(address, {"way": "phone", "purpose": "welfare", "said": "No answer."})
    assert "Still open: Make two welfare attempts" in said(coach)
    coach.post(address, {"way": "email", "purpose": "welfare", "said": "Sent."})
    assert "Done with it: Make two welfare attempts" in said(coach)


def test_a_duty_about_somebody_else_is_not_shown(world: World, coach: Client) -> None:
    other = world.enrol(coach=world.other_coach.key, group=world.digital.key)
    duty = Duty.objects.filter(subject_id=other).first()
    assert duty is not None
    assert "for-duty" not in coach.get(f"{log(world)}?duty={duty.key}").content.decode()


def test_htmx_gets_the_form_alone_and_is_led_on(world: World, coach: Client) -> None:
    part = coach.get(log(world), headers={"HX-Request": "true"})
    assert part.content.decode().lstrip().startswith("<form")
    wrong = coach.post(log(world), {"said": "Well."}, headers={"HX-Request": "true"})
    assert (wrong.status_code, "id_way_error" in wrong.content.decode()) == (200, True)
    done = coach.post(log(world), {"way": "phone", "said": "Well."}, headers={"HX-Request": "true"})
    assert done.headers["HX-Redirect"] == f"/learners/{world.code}"


def test_one_is_led_back_to_where_one_came_from_but_never_to_another_site(world: World, coach: Client) -> None:
    told: dict[str, Any] = {"way": "phone", "said": "Well."}
    assert coach.post(f"{log(world)}?next=/learners", told).headers["Location"] == "/learners"
    assert coach.post(f"{log(world)}?next=https://example.org/", told).headers["Location"] == f"/learners/{world.code}"


def test_the_draft_of_a_contact_is_kept_on_the_device_but_not_that_of_the_safeguarding_team(
    world: World, coach: Client
) -> None:
    assert f'data-draft="contact:{world.code}"' in coach.get(log(world)).content.decode()
    officer = signed_in(person("Non Rees", safeguarding_team=None))
    assert "data-draft=" not in officer.get(log(world)).content.decode()


def test_the_safeguarding_team_writes_in_its_own_compartment(world: World, coach: Client, send: Send) -> None:
    officer = signed_in(person("Non Rees", safeguarding_team=None))
    send(officer, log(world), way="phone", said="Told me.", compartment="safeguarding")
    assert Entry.objects.get(kind="contact").compartment == "safeguarding"
    assert "Only the safeguarding team" not in coach.get(log(world)).content.decode()
    send(coach, log(world), way="phone", said="Told me.", compartment="safeguarding")
    assert Entry.objects.filter(kind="contact").count() == 1


def test_a_learner_of_somebody_else_is_not_there(world: World) -> None:
    other = signed_in(world.other_coach)
    assert other.get(log(world)).status_code == 404
    assert other.post(log(world), {"way": "phone", "said": "Well."}).status_code == 404


def test_who_may_not_is_told_who_may(world: World) -> None:
    senior = signed_in(person("Gareth Ellis", senior_manager=None))
    answer = senior.post(log(world), {"way": "phone", "said": "Well."})
    assert answer.status_code == 403
    assert "Coach" in answer.content.decode()
    assert Entry.objects.filter(kind="contact").count() == 0


def test_who_is_signed_out_comes_back_to_the_form(world: World, db: None) -> None:
    answer = Client().post(log(world), {"way": "phone", "said": "Well."})
    assert answer.status_code == 302
    assert answer.headers["Location"].endswith(f"?next=/learners/{world.code}/contacts/new")


def test_htmx_leads_who_is_signed_out_to_the_whole_sign_in_page_and_back(world: World) -> None:
    place = f"http://testserver/learners/{world.code}?show=all"
    answer = Client().post(log(world), {"way": "phone"}, headers={"HX-Request": "true", "HX-Current-URL": place})
    assert answer.headers["HX-Redirect"].endswith(f"?next=/learners/{world.code}%3Fshow%3Dall")
    assert "Location" not in answer.headers


def test_a_session_is_recorded(world: World, coach: Client, send: Send) -> None:
    address = f"/learners/{world.code}/sessions/new"
    told: dict[str, Any] = {
        "sort": "visit",
        "outcome": "cancelled",
        "cancelled_by": "employer",
        "said": "Short of staff.",
    }
    assert send(coach, address, **told).status_code == 302
    assert Entry.objects.get(kind="session").data == {
        "sort": "visit",
        "outcome": "cancelled",
        "cancelled_by": "employer",
    }


def test_a_cancelled_session_without_who_is_sent_back(world: World, coach: Client, send: Send) -> None:
    address = f"/learners/{world.code}/sessions/new"
    text = send(coach, address, sort="visit", outcome="cancelled", said="Short of staff.").content.decode()
    assert "Say who cancelled the session" in text
    assert 'id="id_cancelled_by_error"' in text
    assert "Short of staff." in text


def test_progress_is_recorded(world: World, coach: Client, send: Send) -> None:
    address = f"/learners/{world.code}/progress/new"
    assert send(coach, address, percent="33", expected="48", review="on").status_code == 302
    assert Entry.objects.get(kind="progress").data == {"percent": 33, "expected": 48, "review": True}


@pytest.mark.parametrize("typed", [{"percent": "lots"}, {"percent": "101"}, {"expected": "-1", "percent": "3"}, {}])
def test_progress_is_a_figure(world: World, coach: Client, send: Send, typed: dict[str, str]) -> None:
    text = send(coach, f"/learners/{world.code}/progress/new", **typed).content.decode()
    assert "Enter a figure from 0 to 100" in text
    assert all(f'value="{value}"' in text for value in typed.values())


def test_a_group_session_has_a_row_for_each_learner(world: World, coach: Client) -> None:
    second = world.enrol().partition(":")[2]
    world.enrol("Not Ours", coach=world.other_coach.key, group=world.digital.key)
    text = coach.get("/learners/sessions/new?all=attended").content.decode()
    assert "Mali Price" in text
    assert "Not Ours" not in text
    told: dict[str, Any] = {
        "sort": "session",
        f"outcome-{world.code}": "absent_without_notice",
        f"outcome-{second}": "attended",
        **today(),
    }
    answer = coach.post("/learners/sessions/new", told)
    assert answer.headers["Location"] == "/learners"
    assert sorted((entry.data or {})["outcome"] for entry in Entry.objects.filter(kind="session")) == [
        "absent_without_notice",
        "attended",
    ]


def test_a_group_session_is_for_all_or_for_none(world: World, coach: Client) -> None:
    later = world.enrol(on=day("2026-02-27")).partition(":")[2]
    told: dict[str, Any] = {
        f"outcome-{world.code}": "attended",
        f"outcome-{later}": "attended",
        "sort": "session",
        "said": "Hygiene.",
    }
    text = coach.post("/learners/sessions/new", {**told, **today(), "on_day": "26", "on_month": "2"}).content.decode()
    assert "The programme began on Friday 27 February 2026" in text
    assert "Hygiene." in text
    assert Entry.objects.filter(kind="session").count() == 0


def test_a_group_session_needs_somebody_who_was_there(world: World, coach: Client, send: Send) -> None:
    assert "Nobody has been marked" in send(coach, "/learners/sessions/new", sort="session").content.decode()


def test_a_row_that_is_not_ours_is_left_out(world: World, coach: Client) -> None:
    other = world.enrol("Not Ours", coach=world.other_coach.key, group=world.digital.key).partition(":")[2]
    told: dict[str, Any] = {f"outcome-{other}": "attended", "sort": "session", **today()}
    assert "Nobody has been marked" in coach.post("/learners/sessions/new", told).content.decode()


def test_a_group_session_can_be_narrowed_to_a_group(world: World) -> None:
    world.enrol("Digital Learner", coach=world.other_coach.key, group=world.digital.key)
    head = signed_in(person("Gareth Ellis", head_of_operations=None))
    text = head.get(f"/learners/sessions/new?group={world.digital.key}").content.decode()
    assert "Digital Learner" in text
    assert "Amina Yusuf" not in text


def test_who_records_no_sessions_is_told_who_does(world: World) -> None:
    senior = signed_in(person("Gareth Ellis", senior_manager=None))
    assert senior.get("/learners/sessions/new").status_code == 403
