"""What the environment says of mail: by which server it goes, and where what comes back is read."""

from pathlib import Path
from typing import Any

import pytest

from fingerpost.project.environment import Environment, UnfitEnvironmentError
from fingerpost.project.mailing import Mailing, MailServer, as_settings

FROM = "Letters <letters@provider.example>"
SMTP = "smtp://let%40ters:p%2Fw%3Ard@mail.example"


def read(home: Path, **said: str) -> Mailing:
    given = {f"FINGERPOST_{name}": value for name, value in said.items()}
    return Environment.read({"FINGERPOST_HOME": str(home), **given}).mailing


def test_without_a_word_nothing_leaves_this_machine(tmp_path: Path) -> None:
    place = read(tmp_path)
    assert (place.smtp, place.imap, place.address) == (None, None, "fingerpost@localhost")
    assert place.of_django()["EMAIL_BACKEND"].endswith("filebased.EmailBackend")
    assert as_settings(place.smtp) is None


def test_a_demonstration_sends_nothing_whatever_is_said(tmp_path: Path) -> None:
    place = read(tmp_path, SMTP=SMTP, MAIL_FROM=FROM, IMAP="imaps://a:b@mail.example", DEMO="1")
    assert (place.smtp, place.imap) == (None, None)


@pytest.mark.parametrize(
    ("address", "port", "security"),
    [
        ("smtp://mail.example", 587, "starttls"),
        ("smtp://mail.example:25", 25, "starttls"),
        ("smtps://mail.example", 465, "tls"),
        ("smtp://localhost:25?tls=no", 25, "none"),
    ],
)
def test_what_is_said_is_encrypted_unless_it_stays_here(tmp_path: Path, address: str, port: int, security: str) -> None:
    server = read(tmp_path, SMTP=address, MAIL_FROM=FROM).smtp
    assert server is not None
    assert (server.port, server.security) == (port, security)


def test_name_and_password_are_unquoted_and_all_mail_goes_by_the_same_server(tmp_path: Path) -> None:
    place = read(tmp_path, SMTP=SMTP, MAIL_FROM=FROM)
    assert place.smtp == MailServer("mail.example", 587, "let@ters", "p/w:rd", "starttls")
    assert place.address == "letters@provider.example"
    told: dict[str, Any] = place.of_django()
    assert (told["EMAIL_HOST_USER"], told["EMAIL_HOST_PASSWORD"], told["EMAIL_PORT"]) == ("let@ters", "p/w:rd", 587)
    assert (told["EMAIL_USE_TLS"], told["EMAIL_USE_SSL"]) == (True, False)


def test_the_mailbox_has_a_folder(tmp_path: Path) -> None:
    box = read(tmp_path, IMAP="imaps://letters:secret@mail.example/Bounces").imap
    assert box == MailServer("mail.example", 993, "letters", "secret", "tls", "Bounces")


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ({"SMTP": "mail.example"}, "must look like smtps://user:password@host"),
        ({"SMTP": "imap://a:secret@mail.example"}, "must look like"),
        ({"SMTP": "smtp://"}, "must look like"),
        ({"SMTP": "smtp://a:secret@mail.example:lots"}, "must look like"),
        ({"SMTP": "smtp://a:secret@mail.example?tls=maybe"}, "must look like"),
        ({"SMTP": "smtp://a:secret@mail.example?tls=no"}, "only for smtp://localhost"),
        ({"SMTP": "smtp://a:secret@mail.example", "MAIL_FROM": ""}, "MAIL_FROM must name the address"),
        ({"IMAP": "imaps://mail.example"}, "needs user and password"),
    ],
)
def test_what_cannot_be_is_refused_and_no_password_is_said(tmp_path: Path, said: dict[str, str], says: str) -> None:
    with pytest.raises(UnfitEnvironmentError, match=says) as refusal:
        read(tmp_path, **{"MAIL_FROM": FROM, **said})
    assert "secret" not in str(refusal.value)
