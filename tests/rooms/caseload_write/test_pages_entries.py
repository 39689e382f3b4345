"""The pages on which entries are corrected and taken back, through the real client."""

from collections.abc import Callable
from typing import Any

from django.test import Client

from fingerpost.caseload import actions
from fingerpost.facts.models import Entry
from fingerpost.people.actions import add_employer
from fingerpost.people.models import Placement
from tests.rooms.caseload_write.refusing import TELL
from tests.rooms.caseload_write.world import AT, OFFICE, TODAY, World, day

Send = Callable[..., Any]


def page(world: World, rest: str) -> str:
    return f"/learners/{world.code}/{rest}"


def test_an_entry_is_corrected_with_its_own_form(world: World, coach: Client, send: Send) -> None:
    (old,) = actions.log_contact(subject=world.enrolment, on=day("2026-02-27"), way="phone", said="Helo.", **TELL)
    address = page(world, f"entries/{old.pk}/correct")
    text = coach.get(address).content.decode()
    assert "Helo." in text
    assert 'value="27"' in text
    answers = {"way": "email", "direction": "out", "party": "learner", "said": "Hello."}
    assert send(coach, address, **answers, on_day="26", on_month="2").status_code == 302
    new = Entry.objects.get(supersedes=old)
    assert (new.on, new.words.texts) == (day("2026-02-26"), {"said": "Hello."})
    assert "meanwhile" in send(coach, address, **answers).content.decode()


def test_an_entry_is_taken_back_with_a_reason(world: World, coach: Client, send: Send) -> None:
    (old,) = actions.record_progress(subject=world.enrolment, on=TODAY, percent=90, **TELL)
    address = page(world, f"entries/{old.pk}/take-back")
    assert 'id="id_reason_error"' in send(coach, address).content.decode()
    assert send(coach, address, reason="Another learner's.").status_code == 302
    assert Entry.objects.get(supersedes=old).data is None


def test_an_entry_of_another_learner_is_not_there(world: World, coach: Client) -> None:
    other = world.enrol()
    (entry,) = actions.record_progress(subject=other, on=TODAY, percent=90, **TELL)
    assert coach.get(page(world, f"entries/{entry.pk}/correct")).status_code == 404
    assert coach.get(page(world, f"entries/{entry.pk}/take-back")).status_code == 404


def test_a_change_of_details_is_corrected_where_it_said_something(world: World, manager: Client, send: Send) -> None:
    actions.change_employer(subject=world.enrolment, on=day("2026-02-16"), employer=other(world), **TELL)
    entry = Entry.objects.get(kind="changed")
    address = page(world, f"entries/{entry.pk}/correct")
    text = manager.get(address).content.decode()
    assert 'value="Bryn Glas Care, Welshpool"' in text
    assert "id_programme" not in text
    told = {"employer": "Bryn Glas Care, Welshpool", "on_day": "9", "on_month": "2"}
    assert send(manager, address, **told).status_code == 302
    assert Entry.objects.get(supersedes=entry).on == day("2026-02-09")


def other(world: World) -> str:
    return add_employer(name="Bryn Glas Care", place="Welshpool", by=OFFICE, at=AT).key


def test_which_indicator_it_was_is_not_corrected(world: World, coach: Client, send: Send) -> None:
    (entry,) = actions.note_indicator(subject=world.enrolment, on=TODAY, codes=["illness"], **TELL)
    address = page(world, f"entries/{entry.pk}/correct")
    assert send(coach, address, code="safeguarding-referral", on_day="27", on_month="2").status_code == 302
    new = Entry.objects.get(supersedes=entry)
    assert (new.data, new.on) == ({"code": "illness"}, day("2026-02-27"))


def test_who_may_not_take_an_entry_back_is_told_who_may(world: World, coach: Client) -> None:
    start = Entry.objects.get(subject_id=world.enrolment, kind="started")
    assert coach.get(page(world, f"entries/{start.pk}/take-back")).status_code == 403


def test_a_start_is_corrected_by_who_may_enrol(world: World, coach: Client, manager: Client, send: Send) -> None:
    start = Entry.objects.get(subject_id=world.enrolment, kind="started")
    address = page(world, f"entries/{start.pk}/correct")
    assert coach.get(address).status_code == 403
    assert 'value="Hartwell House Care, Shrewsbury"' in manager.get(address).content.decode()
    answers = {
        "programme": "Lead Adult Care Worker",
        "programme_type": "apprenticeship",
        "nation": "wales",
        "employer": "Hartwell House Care, Shrewsbury",
        "coach": world.coach.key,
        "group": world.care.key,
    }
    assert send(manager, address, **answers, on_day="12", on_month="1").status_code == 302
    new = Entry.objects.get(supersedes=start)
    assert ((new.data or {})["learner"], (new.data or {})["employer"]) == (world.learner.key, world.employer.key)
    assert Placement.objects.get(pk=world.enrolment).nation == "wales"
