"""The pages of the way through a programme and of any kind of fact, through the real client."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from fingerpost.facts.models import Entry
from fingerpost.people.actions import add_employer
from fingerpost.people.models import Placement
from tests.rooms.caseload_write.conftest import today
from tests.rooms.caseload_write.world import AT, OFFICE, World, day, person, signed_in

Send = Callable[..., Any]


def page(world: World, rest: str) -> str:
    return f"/learners/{world.code}/{rest}"


def test_a_break_begins_and_ends(world: World, coach: Client, send: Send) -> None:
    back = {"expected_return_day": "16", "expected_return_month": "march", "expected_return_year": "26"}
    assert send(coach, page(world, "breaks/new"), reason="Surgery.", **back).status_code == 302
    assert Entry.objects.get(kind="break_began").data == {"expected_return": "2026-03-16"}
    assert "The break began on" in send(coach, page(world, "breaks/end")).content.decode()


def test_a_break_that_ends_before_it_begins_is_sent_back(world: World, coach: Client, send: Send) -> None:
    back = {"expected_return_day": "2", "expected_return_month": "3", "expected_return_year": "2026"}
    text = send(coach, page(world, "breaks/new"), reason="Surgery.", **back).content.decode()
    assert "must lie after the first day of the break" in text
    assert "Surgery." in text


def test_the_employer_is_typed_by_name(world: World, coach: Client, send: Send) -> None:
    new = add_employer(name="Bryn Glas Care", place="Welshpool", by=OFFICE, at=AT)
    assert "Hartwell House Care, Shrewsbury" in coach.get(page(world, "employer")).content.decode()
    assert send(coach, page(world, "employer"), employer="bryn glas care, welshpool").status_code == 302
    assert Placement.objects.get(pk=world.enrolment).employer == new


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("Bryn", "Bryn Glas Care, Welshpool; Bryn Glas Care, Wrexham"),
        ("Bryn Glas Care", "as the list has it"),
        ("Nobody Ltd", "No employer has this name"),
        ("Hartwell House Care", "with this employer already"),
    ],
)
def test_an_employer_that_is_not_clear_is_asked_for_again(
    world: World, coach: Client, send: Send, typed: str, message: str
) -> None:
    for place in ("Welshpool", "Wrexham"):
        add_employer(name="Bryn Glas Care", place=place, by=OFFICE, at=AT)
    text = send(coach, page(world, "employer"), employer=typed).content.decode()
    assert message in text
    assert f'value="{typed}"' in text


def test_a_coach_gives_no_learner_away(world: World, coach: Client) -> None:
    answer = coach.get(page(world, "coach"))
    assert answer.status_code == 403
    assert "Sector manager" in answer.content.decode()


def test_a_coach_is_chosen_from_those_there_are(world: World, manager: Client, send: Send) -> None:
    assert "Rhys Morgan" not in manager.get(page(world, "coach")).content.decode()
    assert "Select a valid choice" in send(manager, page(world, "coach"), coach=world.other_coach.key).content.decode()
    assert "in this coach" in send(manager, page(world, "coach"), coach=world.coach.key).content.decode()


def test_a_withdrawal_needs_a_reason(world: World, coach: Client, send: Send) -> None:
    text = send(coach, page(world, "withdrawal"), destination="A job in retail").content.decode()
    assert 'id="id_reason_error"' in text
    assert 'value="A job in retail"' in text
    assert send(coach, page(world, "withdrawal"), reason="New job.", destination="A job in retail").status_code == 302
    assert Placement.objects.get(pk=world.enrolment).until_on == day("2026-03-03")


def test_a_programme_is_completed_once(world: World, coach: Client, send: Send) -> None:
    assert send(coach, page(world, "completion")).status_code == 302
    assert "recorded already" in send(coach, page(world, "completion")).content.decode()


@pytest.mark.parametrize(
    ("kind", "answers", "data"),
    [
        ("notice_sent", {"stage": "1", "to": ["learner"]}, {"stage": 1, "to": ["learner"]}),
        ("notice_sent", {"stage": "2", "copied_to": ["sector_manager"]}, {"stage": 2, "copied_to": ["sector_manager"]}),
        ("response", {"party": "learner", "commitment": "false"}, {"party": "learner", "commitment": False}),
        ("response", {"party": "learner", "commitment": ""}, {"party": "learner"}),
        ("support_decision", {"plan": "true", "contract": "false"}, {"plan": True, "contract": False}),
        (
            "plan_agreed",
            {"options": ["bursary"], "parties": ["learner"]},
            {"options": ["bursary"], "parties": ["learner"]},
        ),
        ("support_reviewed", {"outcome": "changed"}, {"outcome": "changed"}),
        ("contract_agreed", {"parties": ["learner"], "how": "link"}, {"parties": ["learner"], "how": "link"}),
        (
            "support_given",
            {"option": "bursary", "sort": "support", **today("discussed_on")},
            {"option": "bursary", "sort": "support", "discussed_on": "2026-03-02"},
        ),
        ("equipment", {"step": "asked", "item": "laptop"}, {"step": "asked", "item": "laptop"}),
        ("bursary", {"step": "asked", "amount": "150"}, {"step": "asked", "amount": 150}),
        ("call_asked", {"party": "employer"}, {"party": "employer"}),
        ("help_asked", {"about": "money", "wants": "call"}, {"about": "money", "wants": "call"}),
        ("letter_settled", {"letter": "L-1", "how": "arrived"}, {"letter": "L-1", "how": "arrived"}),
        ("milestone", {"code": "gateway"}, {"code": "gateway"}),
        ("consent_sought", {}, {}),
        ("transferred", {"to": "another provider"}, {}),
        ("changed", {"programme": "Lead Adult Care Worker"}, {"programme": "Lead Adult Care Worker"}),
    ],
)
def test_any_kind_of_fact_has_its_form(
    world: World, coach: Client, send: Send, kind: str, answers: dict[str, Any], data: dict[str, Any]
) -> None:
    assert send(coach, page(world, f"facts/{kind}/new"), **answers).status_code == 302
    entry = Entry.objects.get(kind=kind)
    assert Entry.objects.get(pk=entry.pk).data == data


def test_a_form_of_any_kind_says_what_is_missing(world: World, coach: Client, send: Send) -> None:
    text = send(coach, page(world, "facts/notice_sent/new"), said="Dear Amina").content.decode()
    assert 'id="id_stage_error"' in text
    assert "Dear Amina" in text


@pytest.mark.parametrize(
    ("kind", "query", "address"),
    [
        ("contact", "way=phone&purpose=welfare", "contacts/new?way=phone&purpose=welfare"),
        ("rating_stands", "", "ratings/new"),
        ("changed", "employer=x", "employer?employer=x"),
    ],
)
def test_kinds_with_a_page_of_their_own_lead_there(
    world: World, coach: Client, kind: str, query: str, address: str
) -> None:
    answer = coach.get(page(world, f"facts/{kind}/new") + (f"?{query}" if query else ""))
    assert answer.headers["Location"] == page(world, address)


@pytest.mark.parametrize("kind", ["started", "duty_done", "policy_adopted", "nonsense"])
def test_what_is_not_recorded_here_is_not_there(world: World, coach: Client, kind: str) -> None:
    assert coach.get(page(world, f"facts/{kind}/new")).status_code == 404


def test_a_coach_passes_a_concern_on_and_reads_it_no_more(world: World, coach: Client, send: Send) -> None:
    assert send(coach, page(world, "facts/concern_raised/new"), said="Afraid to go home.").status_code == 302
    assert Entry.objects.get(kind="concern_raised").compartment == "safeguarding"
    assert "is recorded." in coach.get(f"/learners/{world.code}").content.decode()
    text = coach.get(f"/learners/{world.code}").content.decode()
    assert "Amina" in text
    assert "Afraid to go home." not in text
    assert "Concern raised" not in text
    assert coach.get(page(world, "facts/concern_answered/new")).status_code == 403


def test_what_a_role_may_not_record_is_refused(world: World, coach: Client) -> None:
    assert coach.get(page(world, "facts/register_removed/new")).status_code == 403
    assert coach.get(page(world, "facts/withdrawal_decided/new")).status_code == 403


def test_a_group_is_changed_to_one_within_reach(world: World, manager: Client, send: Send) -> None:
    address = page(world, "facts/changed/new")
    assert "Nothing has been entered" in send(manager, address).content.decode()
    assert "Select a valid choice" in send(manager, address, group=world.digital.key).content.decode()


def test_every_page_speaks_welsh(world: World) -> None:
    world.coach.language = "cy"
    world.coach.save(update_fields=["language"])
    text = signed_in(world.coach).get(page(world, "contacts/new")).content.decode()
    assert '<html lang="cy">' in text
    assert "Neges destun" in text


def test_several_choices_can_be_filled_in_by_the_address(world: World, coach: Client) -> None:
    address = page(world, "facts/plan_agreed/new?options=bursary&options=fast-track&sort=support")
    assert coach.get(address).content.decode().count("checked") == 4  # with "not said" how it was agreed


def test_a_manager_gives_the_learner_to_another_coach(world: World, manager: Client, send: Send) -> None:
    new = person("Sian Pugh", coach=world.care)
    assert send(manager, page(world, "coach"), coach=new.key).status_code == 302
    assert Placement.objects.get(pk=world.enrolment).assignments.get(until_on=None).person == new
