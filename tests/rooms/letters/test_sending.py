"""What waits is sent once; what became of it is kept, and what failed is recorded about the learner."""

from datetime import timedelta
from email.message import EmailMessage
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import OperationalError
from pytest_django import Settings

from fingerpost.facts.keys import PROVIDER
from fingerpost.letters.failing import tell_failures
from fingerpost.letters.mail import Sender
from fingerpost.letters.models import Attempt, Letter
from fingerpost.letters.office import office as named_office
from fingerpost.letters.posting import Outcome
from fingerpost.letters.queries import letters_failed
from fingerpost.letters.sending import LEASE, _claim, _finish, mark_cut_off, send_waiting
from fingerpost.letters.smtp import Server
from tests.rooms.letters.world import (
    AGAIN,
    PERHAPS,
    REFUSED,
    SENT,
    Answers,
    again,
    failures,
    later,
    office,
    written,
)
from tests.rooms.people.cast import NOW, House


def test_a_letter_is_sent_once_and_its_proof_kept(house: House) -> None:
    (letter,) = written(house)
    post = Answers([SENT])
    assert send_waiting(office(post, later(minutes=1))) == 1
    assert send_waiting(office(post, later(days=9))) == 0
    (mail,) = post.given
    attempt = Attempt.objects.get()
    assert again(letter).state == "sent"
    assert (attempt.outcome, attempt.said) == ("sent", "250 ok")
    assert attempt.began == attempt.ended == later(minutes=1)
    assert mail["Message-ID"] == attempt.message_id
    assert failures(house) == []


def test_the_mail_says_what_it_is(house: House) -> None:
    (letter,) = written(house, "ben")
    post = Answers([SENT])
    send_waiting(office(post))
    (mail,) = post.given
    told = {name: str(mail[name]) for name in ("From", "To", "Reply-To", "Content-Language", "Subject")}
    assert told == {
        "From": "Provider of Wales & England <letters@provider.example>",
        "To": "Ben Example <ben@example.org>",
        "Reply-To": "coach@example.org",
        "Content-Language": "cy",
        "Subject": letter.subject_line,
    }
    assert mail["Auto-Submitted"] is None
    assert mail.get_content().strip() == letter.text
    assert mail.as_bytes().isascii()
    assert mail["Date"].datetime == NOW


def test_what_the_product_itself_writes_says_so(house: House) -> None:
    Letter.objects.filter(pk=written(house)[0].pk).update(by=PROVIDER)
    post = Answers([SENT])
    send_waiting(office(post))
    assert post.given[0]["Auto-Submitted"] == "auto-generated"


def test_what_was_not_taken_is_tried_again_later_and_later(house: House) -> None:
    (letter,) = written(house)
    post = Answers([AGAIN])
    at, waits = NOW, []
    for _ in range(5):
        assert send_waiting(office(post, at)) == 1
        assert send_waiting(office(post, at)) == 0
        waits.append((again(letter).next_try or at) - at)
        at = again(letter).next_try or at
    assert [wait.total_seconds() // 60 for wait in waits] == [5, 15, 60, 60, 60]
    assert failures(house) == []


def test_after_a_day_it_is_given_up(house: House) -> None:
    (letter,) = written(house)
    post = Answers([AGAIN])
    send_waiting(office(post))
    send_waiting(office(post, later(hours=23)))
    assert again(letter).state == "waiting"
    send_waiting(office(post, later(hours=24)))
    assert again(letter).state == "refused"
    assert failures(house) == [("letter_failed", {"letter": letter.key, "why": "refused", "party": "learner"})]


def test_greylisted_and_then_sent(house: House) -> None:
    (letter,) = written(house)
    post = Answers([AGAIN, SENT])
    send_waiting(office(post))
    send_waiting(office(post, later(minutes=5)))
    assert again(letter).state == "sent"
    assert [each.outcome for each in letter.attempts.order_by("id")] == ["again", "sent"]
    assert len({each.message_id for each in letter.attempts.all()}) == 2


@pytest.mark.parametrize(("answer", "state"), [(REFUSED, "refused"), (PERHAPS, "perhaps_sent")])
def test_what_failed_is_recorded_about_the_learner_and_never_sent_again(
    house: House, answer: Outcome, state: str
) -> None:
    (letter,) = written(house)
    post = Answers([answer, SENT])
    send_waiting(office(post))
    send_waiting(office(post, later(days=3)))
    assert len(post.given) == 1
    assert again(letter).state == state
    assert failures(house) == [("letter_failed", {"letter": letter.key, "why": state, "party": "learner"})]
    assert list(letters_failed(house.subject("amina"))) == [letter]


def test_what_no_mail_can_be_made_of_is_refused(house: House) -> None:
    Letter.objects.filter(pk=written(house)[0].pk).update(address="not an address")
    post = Answers([SENT])
    send_waiting(office(post))
    assert post.given == []
    assert Attempt.objects.get().said.startswith("no mail can be made of it")
    assert Letter.objects.get().state == "refused"


def test_whoever_was_cut_off_is_perhaps_sent_once_its_lease_is_over(house: House) -> None:
    (letter,) = written(house)
    assert _claim(office(Answers([SENT]))) is not None
    assert again(letter).state == "sending"
    send_waiting(office(Answers([SENT]), NOW + LEASE))
    assert again(letter).state == "sending"
    send_waiting(office(Answers([SENT]), NOW + LEASE + timedelta(seconds=1)))
    assert again(letter).state == "perhaps_sent"
    attempt = Attempt.objects.get()
    assert (attempt.outcome, attempt.said) == ("perhaps_sent", "the sending was cut off before an answer came")
    assert [said["why"] for _, said in failures(house)] == ["perhaps_sent"]


def test_an_answer_that_comes_after_the_lease_changes_nothing(house: House, caplog: pytest.LogCaptureFixture) -> None:
    (letter,) = written(house)
    attempt = _claim(office(Answers([SENT])))
    assert attempt is not None
    mark_cut_off(later(days=1))
    _finish(attempt, AGAIN, later(days=1))
    assert again(letter).state == "perhaps_sent"
    assert "given up before its answer came" in caplog.text


def test_a_failure_that_cannot_be_recorded_keeps_no_other_waiting(
    house: House, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    odd, fine = written(house, "amina")[0], written(house, "cai")[0]
    settings.FACTS_ARE_FOLLOWED_BY = ("tests.rooms.letters.test_sending.stumbles_over_amina",)
    send_waiting(office(Answers([REFUSED])))
    assert (again(odd).failure_told, again(fine).failure_told) != (None, None)
    assert again(odd).failure_told is None
    assert f"the failure of {odd.key} could not be recorded" in caplog.text
    settings.FACTS_ARE_FOLLOWED_BY = ()
    assert tell_failures(NOW) == 1
    assert tell_failures(NOW) == 0
    assert len(failures(house)) == 1


def test_where_the_database_is_away_it_says_so(house: House, settings: Settings) -> None:
    written(house)
    settings.FACTS_ARE_FOLLOWED_BY = ("tests.rooms.letters.test_sending.finds_no_database",)
    with pytest.raises(OperationalError):
        send_waiting(office(Answers([REFUSED])))


def finds_no_database(subjects: list[str]) -> None:
    raise OperationalError("away")


def stumbles_over_amina(subjects: list[str]) -> None:
    if "enrolment:amina" in subjects:
        raise ValueError("an odd record")


def test_the_command_sends_what_waits_into_the_outbox(house: House, settings: Settings, tmp_path: Any) -> None:
    settings.EMAIL_FILE_PATH, settings.MAIL_SERVER, settings.MAIL_BOX = tmp_path / "outbox", None, None
    settings.MAIL_FROM = "letters@provider.example"
    (letter,) = written(house)
    call_command("send", stdout=StringIO())
    (file,) = (tmp_path / "outbox").iterdir()
    assert file.suffix == ".eml"
    assert Attempt.objects.get().said == f"kept in the outbox as {file.name}"
    assert again(letter).state == "sent"


def test_a_server_that_is_named_is_spoken_to(settings: Settings) -> None:
    named = {"host": "mail.example", "port": 587, "user": "a", "password": "b", "security": "starttls"}
    settings.MAIL_FROM, settings.MAIL_SERVER = "letters@provider.example", {**named, "folder": ""}
    assert named_office().post == Server(sender="letters@provider.example", **named)  # type: ignore[arg-type]
    assert named_office().sender == Sender("The Provider", "letters@provider.example")


def test_an_outbox_that_cannot_be_written_is_tried_again(tmp_path: Any) -> None:
    from fingerpost.letters.outbox import Outbox

    (tmp_path / "file").touch()
    outcome = Outbox(tmp_path / "file" / "outbox").send(EmailMessage(), to="a@b.org", token="t")
    assert outcome.became == "again"
