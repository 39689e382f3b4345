"""Delivery reports: what came back is known of its letter, and what is no report does no harm and stays as it was."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest_django import Settings

from fingerpost.facts.models import Entry
from fingerpost.letters.mailbox import ENOUGH, MailboxError
from fingerpost.letters.models import Attempt, Letter, Report
from fingerpost.letters.reports import reported_in, take_report
from fingerpost.letters.sending import send_waiting
from fingerpost.letters.settling import settle, write_again
from fingerpost.letters.working import post_as_it_comes, read_reports
from tests.rooms.letters.bounces import SORTS, bounce
from tests.rooms.letters.imap_server import mailbox_of
from tests.rooms.letters.mail_server import certificate
from tests.rooms.letters.world import PERHAPS, REFUSED, SENT, Answers, again, later, office, written
from tests.rooms.people.cast import NOW, House

FORGED = "<" + "0" * 32 + "@provider.example>"


def sent(house: House, answer: object = SENT) -> tuple[Letter, str]:
    """A letter that was sent, and its Message-ID."""
    (letter,) = written(house)
    send_waiting(office(Answers([answer])))  # type: ignore[list-item]
    return letter, Attempt.objects.get(letter=letter).message_id


def told_of(letter: Letter) -> list[str]:
    facts = Entry.objects.filter(subject=letter.subject_id, kind="letter_failed").order_by("id")
    return [fact.data["why"] for fact in facts if fact.data and fact.data["letter"] == letter.key]


@pytest.mark.parametrize("sort", SORTS)
def test_what_came_back_is_known_and_its_proof_of_sending_stays(house: House, sort: str) -> None:
    letter, name = sent(house)
    assert take_report(bounce(name, sort), later(hours=1))
    send_waiting(office(Answers([SENT]), later(hours=1)))
    assert again(letter).state == "came_back"
    assert told_of(letter) == ["came_back"]
    report = Report.objects.get()
    assert (report.action, report.recipient) == ("failed", "amina@example.org")
    assert report.status.startswith("5.")
    assert report.said.startswith("55")
    assert Attempt.objects.get().outcome == "sent"


def test_a_report_that_is_read_twice_counts_once(house: House) -> None:
    letter, name = sent(house)
    assert take_report(bounce(name), NOW)
    settle(letter=letter.key, how="arrived", reason="She has it", by="person:c", at=NOW)
    assert take_report(bounce(name), later(hours=1))
    assert Report.objects.count() == 1
    assert again(letter).state == "settled"


@pytest.mark.parametrize("action", ["delayed", "delivered", "relayed", "expanded"])
def test_what_is_only_late_or_arrived_fails_nothing(house: House, action: str) -> None:
    letter, name = sent(house)
    assert take_report(bounce(name, action=action), NOW)
    assert again(letter).state == "sent"
    assert Report.objects.get().action == action


def test_what_was_thought_arrived_and_came_back_is_open_again(house: House) -> None:
    letter, name = sent(house, PERHAPS)
    settle(letter=letter.key, how="arrived", reason="I think so", by="person:c", at=NOW)
    take_report(bounce(name), NOW)
    send_waiting(office(Answers([SENT])))
    assert again(letter).state == "came_back"
    assert told_of(letter) == ["perhaps_sent", "came_back"]


def test_what_is_open_or_sent_in_another_way_already_is_not_opened_again(house: House) -> None:
    letter, name = sent(house, REFUSED)
    take_report(bounce(name), NOW)
    assert again(letter).state == "refused"
    write_again(letter=letter.key, reason="Full", by="person:c", at=NOW)
    take_report(bounce(name, "exim"), NOW)
    assert again(letter).state == "settled"
    assert told_of(letter) == ["refused"]


HOSTILE = {
    "nothing": b"",
    "no mail": b"\xff\xfe\0 hello",
    "somebody's answer": b"Subject: Re: Please\r\nContent-Type: text/plain\r\n\r\nI am well",
    "an answer that quotes us": b"Content-Type: text/plain\r\n\r\nAction: failed\r\nMessage-ID: MESSAGE_ID",
    "no boundary": b"Content-Type: multipart/report; report-type=delivery-status\r\n\r\nMESSAGE_ID",
    "never ended": bounce("MESSAGE_ID")[:700],
    "an odd action": bounce("MESSAGE_ID", action="exploded"),
    "forged": bounce(FORGED),
    "a name that finds everything": bounce("<%@provider.example>"),
    "an unknown charset": b"Content-Type: multipart/report; boundary=\"=?utf-99?q?x?=\"; charset*=x''%FF\r\n\r\n--x",
    "deep": b"".join(b"Content-Type: multipart/report; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(400)),
}


@pytest.mark.parametrize("raw", HOSTILE.values(), ids=HOSTILE)
def test_what_is_no_report_of_a_letter_of_ours_does_no_harm(house: House, raw: bytes) -> None:
    letter, name = sent(house)
    assert not take_report(raw.replace(b"MESSAGE_ID", name.encode() if b"Action: exp" in raw else b"x"), NOW)
    assert again(letter).state == "sent"
    assert not Report.objects.exists()


def test_a_report_in_odd_characters_is_still_read(house: House) -> None:
    letter, name = sent(house)
    raw = bounce(name).replace(b"User unknown", b"\xe9\xff\0 unbekannt " + b"x" * 9000)
    assert take_report(raw, NOW)
    assert again(letter).state == "came_back"
    assert len(Report.objects.get().said) == 500
    assert Report.objects.get().said.isprintable()


@settings(max_examples=200)
@given(cut=st.integers(0, 2000), put=st.binary(max_size=30))
def test_whatever_is_done_to_a_report_reading_it_never_fails(cut: int, put: bytes) -> None:
    raw = bounce(FORGED)
    reported_in(raw[:cut] + put + raw[cut + len(put) :])


def test_reports_are_read_from_a_mailbox_and_all_else_stays_unread(house: House) -> None:
    letter, name = sent(house)
    long = bounce(name).replace(b"\r\n--4Zb.1771--", b"\r\n" + b"x" * 10_000_000)
    mails = {7: HOSTILE["somebody's answer"], 8: bounce(FORGED), 12: long, 13: bounce(name, action="delayed")}
    with mailbox_of(mails) as (server, box):
        assert box.read_reports(NOW) == 2
        assert server.seen == {12, 13}
        assert box.read_reports(NOW) == 0
    assert again(letter).state == "came_back"
    assert len(long) > ENOUGH
    assert Report.objects.count() == 2


def test_one_mail_that_cannot_be_kept_keeps_no_other_from_being_read(
    house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    _letter, name = sent(house)
    odd = bounce(FORGED)

    def stumbles(raw: bytes, at: object) -> bool:
        if raw == odd:
            raise ValueError("an odd mail")
        return take_report(raw, NOW)

    monkeypatch.setattr("fingerpost.letters.mailbox.take_report", stumbles)
    with mailbox_of({1: bounce(name), 2: odd}) as (server, box):
        assert box.read_reports(NOW) == 1
    assert server.seen == {1}
    assert "could not be kept" in caplog.text


def test_a_mailbox_that_cannot_be_read_is_said_to_be_so(house: House) -> None:
    with mailbox_of({}, password="guessed") as (_, box), pytest.raises(MailboxError, match="not you"):
        box.read_reports(NOW)
    with pytest.raises(MailboxError, match="cannot be read"):
        box.read_reports(NOW)
    with mailbox_of({}, folder="Nowhere") as (_, box), pytest.raises(MailboxError, match="no such folder"):
        box.read_reports(NOW)


def test_a_mailbox_is_read_over_a_line_that_is_secure_and_over_no_other(house: House, tmp_path: Path) -> None:
    ours, trusting = certificate(tmp_path)
    _letter, name = sent(house)
    with mailbox_of({1: bounce(name)}, ours, security="tls", context=trusting) as (_, box):
        assert box.read_reports(NOW) == 1
    with mailbox_of({}, ours, security="tls") as (_, box), pytest.raises(MailboxError, match="certificate"):
        box.read_reports(NOW)
    with mailbox_of({}, security="starttls") as (_, box), pytest.raises(MailboxError, match="TLS"):
        box.read_reports(NOW)


def test_the_worker_sends_reads_and_lives_on(house: House, settings: Settings, tmp_path: object) -> None:
    settings.EMAIL_FILE_PATH, settings.MAIL_SERVER, settings.MAIL_BOX = tmp_path, None, None
    (letter,) = written(house)
    assert read_reports() == 0
    rounds = iter([True] * 4)
    post_as_it_comes(goes_on=lambda: next(rounds, False))
    name = Attempt.objects.get(letter=letter).message_id
    with mailbox_of({1: bounce(name)}) as (_, box):
        settings.MAIL_BOX = {name: getattr(box, name) for name in ("host", "port", "user", "password", "security")}
        assert read_reports() == 1
    assert again(letter).state == "came_back"
    assert told_of(letter) == ["came_back"]
    with pytest.raises(MailboxError):
        read_reports()
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("send")
    rounds = iter([True] * 4)
    post_as_it_comes(goes_on=lambda: next(rounds, False))


def test_the_worker_lives_on_where_something_goes_wrong(
    house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def away(*_: object, **__: object) -> int:
        raise OperationalError("the database is away")

    monkeypatch.setattr("fingerpost.letters.working.send_waiting", away)
    monkeypatch.setattr("fingerpost.letters.working.connections.close_all", lambda: None)
    rounds = iter([True] * 2)
    post_as_it_comes(goes_on=lambda: next(rounds, False))
    assert "another try follows" in caplog.text


def test_the_command_may_go_on_sending(monkeypatch: pytest.MonkeyPatch, settings: Settings, house: House) -> None:
    followed: list[bool] = []
    monkeypatch.setattr(
        "fingerpost.letters.management.commands.send.post_as_it_comes", lambda goes_on: followed.append(goes_on())
    )
    settings.MAIL_BOX = None
    call_command("send", "--follow", stdout=StringIO())
    assert followed == [True]
