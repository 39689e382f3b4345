"""What people do about letters, and what the database holds to."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from fingerpost.letters.models import Attempt, Letter
from fingerpost.letters.sending import send_waiting
from fingerpost.letters.settling import note_posted, settle, write_again
from fingerpost.people.errors import RefusedError
from tests.rooms.letters.world import PERHAPS, REFUSED, SENT, Answers, again, failures, office, written
from tests.rooms.people.cast import NOW, House


def test_what_failed_is_settled_with_a_reason(house: House) -> None:
    (letter,) = written(house)
    send_waiting(office(Answers([PERHAPS])))
    with pytest.raises(RefusedError, match="how you know"):
        settle(letter=letter.key, how="arrived", reason=" ", by="person:c", at=NOW)
    with pytest.raises(RefusedError, match="Choose what became"):
        settle(letter=letter.key, how="lost", reason="I think so", by="person:c", at=NOW)
    settle(letter=letter.key, how="arrived", reason="She told me on the phone", by="person:c", at=NOW)
    assert again(letter).state == "settled"
    assert failures(house)[-1] == ("letter_settled", {"letter": letter.key, "how": "arrived"})
    with pytest.raises(RefusedError, match="Nothing is open"):
        settle(letter=letter.key, how="arrived", reason="Again", by="person:c", at=NOW)


def test_a_failure_is_in_the_record_before_it_is_settled(house: House) -> None:
    (letter,) = written(house)
    Letter.objects.filter(pk=letter.pk).update(state="refused", next_try=None)
    settle(letter=letter.key, how="sent_otherwise", reason="By post", by="person:c", at=NOW)
    assert [kind for kind, _ in failures(house)] == ["letter_failed", "letter_settled"]


def test_a_person_writes_again_and_only_that_letter_goes_out(house: House) -> None:
    (letter,) = written(house)
    send_waiting(office(Answers([REFUSED])))
    with pytest.raises(RefusedError, match="not an email address"):
        write_again(letter=letter.key, reason="Wrong address", by="person:c", at=NOW, address="nowhere")
    new = write_again(letter=letter.key, reason="Wrong address", by="person:c", at=NOW, address="amina@home.example")
    post = Answers([SENT])
    send_waiting(office(post))
    assert [mail["To"].addresses[0].addr_spec for mail in post.given] == ["amina@home.example"]
    assert (again(new).state, again(letter).state) == ("sent", "settled")
    assert (new.text, new.instead_of_id) == (letter.text, letter.key)
    with pytest.raises(RefusedError):
        write_again(letter=letter.key, reason="Wrong address", by="person:c", at=NOW)


@pytest.mark.parametrize("letter", ["letter:nowhere", ""])
def test_a_letter_that_is_not_there_or_did_not_fail_is_refused(house: House, letter: str) -> None:
    with pytest.raises(RefusedError):
        settle(letter=letter or written(house)[0].key, how="arrived", reason="Yes", by="person:c", at=NOW)


def test_paper_is_never_sent_by_mail_and_counts_as_sent_when_it_is_posted(house: House) -> None:
    (letter,) = written(house)
    Letter.objects.filter(pk=letter.pk).update(way="letter", address="1 High Street")
    assert send_waiting(office(Answers([SENT]))) == 0
    note_posted(letter=letter.key, by="person:c", at=NOW)
    assert again(letter).state == "sent"
    assert (Attempt.objects.get().by, Attempt.objects.get().outcome) == ("person:c", "sent")
    with pytest.raises(RefusedError, match="does not wait to be posted"):
        note_posted(letter=letter.key, by="person:c", at=NOW)


WRONGS: dict[str, dict[str, Any]] = {
    "letter_key": {"key": "x:1"},
    "letter_language": {"language": "fr"},
    "letter_way": {"way": "drum"},
    "letter_state": {"state": "lost", "next_try": None},
    "letter_held_while_sending": {"state": "sending", "next_try": None},
    "letter_tried_while_waiting": {"next_try": None},
    "letter_no_copy_of_itself": {"copy_of": "self"},
    "letter_not_instead_of_itself": {"instead_of": "self"},
}


@pytest.mark.parametrize("name", WRONGS)
def test_the_database_holds_to_what_a_letter_may_be(house: House, name: str) -> None:
    (letter,) = written(house)
    wrong = {field: letter.pk if value == "self" else value for field, value in WRONGS[name].items()}
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Letter.objects.filter(pk=letter.pk).update(**wrong)


def test_an_attempt_has_an_end_and_an_outcome_or_neither(house: House) -> None:
    with pytest.raises(IntegrityError, match="attempt_ended_has_outcome"), transaction.atomic():
        Attempt.objects.create(letter=written(house)[0], began=NOW, outcome="sent", message_id="<a@b>")
