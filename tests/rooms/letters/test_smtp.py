"""Real conversations with mail servers: what became of a mail is known, or known to be unknown."""

from email.message import EmailMessage
from email.policy import SMTP as FORM
from pathlib import Path
from socket import create_server, socket
from threading import Thread
from typing import Any

import pytest
from aiosmtpd.smtp import SMTP

from fingerpost.letters.posting import Outcome
from fingerpost.letters.smtp import Server
from tests.rooms.letters.mail_server import (
    PASSWORD,
    USER,
    BreaksBefore,
    BreaksInContent,
    RefusesData,
    Says,
    certificate,
    knows,
    listening,
)

TEXT = "Annwyl ddysgwr,\n\n.\n.a line with a dot\nŵŷâêîôû\n" + "long " * 400


def mail() -> EmailMessage:
    made = EmailMessage(policy=FORM)
    made["From"], made["To"], made["Subject"] = "letters@provider.example", "amina@example.org", "Ŵyna"
    made.set_content(TEXT, cte="quoted-printable")
    return made


def sent_to(says: Says, sort: type[SMTP] = SMTP, **how: Any) -> Outcome:
    with listening(says, sort) as server:
        return server(**how).send(mail(), to="amina@example.org", token="a" * 32)


def test_it_is_accepted_as_it_was_written() -> None:
    says = Says()
    outcome = sent_to(says)
    assert outcome == Outcome("sent", "250 queued")
    (envelope,) = says.kept
    assert (envelope.mail_from, envelope.rcpt_tos) == ("letters@provider.example", ["amina@example.org"])
    assert envelope.content == mail().as_bytes()


@pytest.mark.parametrize(
    ("says", "became", "said"),
    [
        (Says(rcpt=["550 no such user"]), "refused", "550 no such user"),
        (Says(rcpt=["451 greylisted"]), "again", "451 greylisted"),
        (Says(data=["554 spam"]), "refused", "554 spam"),
        (Says(data=["452 full"]), "again", "452 full"),
        (Says(rcpt=["break"]), "again", ""),
    ],
    ids=["refused at RCPT", "greylisted", "refused after the text", "full", "broken at RCPT"],
)
def test_what_the_server_did_not_take_did_not_go_out(says: Says, became: str, said: str) -> None:
    outcome = sent_to(says)
    assert outcome.became == became
    assert said in outcome.said
    assert says.kept == []


def test_what_is_refused_at_data_did_not_go_out() -> None:
    assert sent_to(Says(), RefusesData) == Outcome("refused", "554 no")


def test_a_line_that_breaks_before_the_text_is_tried_again() -> None:
    assert sent_to(Says(), BreaksBefore).became == "again"


def test_a_line_that_breaks_in_the_text_leaves_nobody_knowing() -> None:
    assert sent_to(Says(), BreaksInContent).became == "perhaps_sent"


@pytest.mark.parametrize("does", ["then break", "break"])
def test_a_line_that_breaks_after_the_text_leaves_nobody_knowing(does: str) -> None:
    says = Says(data=[does])
    assert sent_to(says).became == "perhaps_sent"
    assert len(says.kept) == (1 if does.startswith("then") else 0)


def test_a_server_that_hangs_before_the_text_is_tried_again() -> None:
    assert sent_to(Says(rcpt=["hang"]), answer_within=0.3).became == "again"


def test_a_server_that_hangs_after_the_text_leaves_nobody_knowing() -> None:
    assert sent_to(Says(data=["then hang"]), answer_within=0.3).became == "perhaps_sent"


def test_a_conversation_has_an_end_even_where_each_answer_comes_in_time() -> None:
    assert sent_to(Says(data=["hang"]), answer_within=20, conversation_within=0.3).became == "perhaps_sent"


def test_nobody_there_is_tried_again() -> None:
    with create_server(("127.0.0.1", 0)) as nobody:
        port = nobody.getsockname()[1]
    outcome = Server("127.0.0.1", port, "a@b.org").send(mail(), to="amina@example.org", token="t")
    assert outcome.became == "again"
    assert "refused" in outcome.said.lower()


def _turn_away(busy: socket) -> None:
    with busy.accept()[0] as line:
        line.sendall(b"554 go away\r\n")
        line.recv(1)


def test_a_server_that_does_not_greet_is_tried_again() -> None:
    with create_server(("127.0.0.1", 0)) as busy:
        Thread(target=_turn_away, args=(busy,), daemon=True).start()
        server = Server("127.0.0.1", busy.getsockname()[1], "a@b.org", answer_within=5)
        outcome = server.send(mail(), to="amina@example.org", token="t")
    assert (outcome.became, outcome.said) == ("again", "554 go away")


def test_a_secured_line_with_a_name_and_a_password(tmp_path: Path) -> None:
    ours, trusting = certificate(tmp_path)
    says = Says()
    how: dict[str, Any] = {"tls_context": ours, "require_starttls": True, "authenticator": knows, "auth_required": True}
    with listening(says, **how) as server:
        secured = {"security": "starttls", "context": trusting, "user": USER}
        right = server(**secured, password=PASSWORD).send(mail(), to="amina@example.org", token="a" * 32)
        wrong = server(**secured, password="guessed").send(mail(), to="amina@example.org", token="a" * 32)
        unknown = server(security="starttls").send(mail(), to="amina@example.org", token="a" * 32)
    assert right.became == "sent"
    assert wrong.became == "again", "a wrong password is the provider's fault, not the letter's"
    assert wrong.said.startswith("535")
    assert unknown.became == "again"
    assert "certificate" in unknown.said.lower()
    assert len(says.kept) == 1


def test_a_line_that_is_secure_from_the_first_word(tmp_path: Path) -> None:
    ours, trusting = certificate(tmp_path)
    with listening(Says(), ssl_context=ours) as server:
        assert server(security="tls", context=trusting).send(mail(), to="a@b.org", token="t").became == "sent"
        assert server(security="tls").send(mail(), to="a@b.org", token="t").became == "again"


def test_a_server_that_cannot_be_secured_gets_nothing() -> None:
    says = Says()
    assert sent_to(says, security="starttls").became == "again"
    assert says.kept == []


def test_what_a_server_says_is_kept_short_and_in_one_line() -> None:
    outcome = sent_to(Says(rcpt=["550 " + "no " * 300]))
    assert outcome.became == "refused"
    assert len(outcome.said) <= 500
