"""Sending by a mail server. How far the conversation came tells whether a mail did not go out or perhaps did."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.message import EmailMessage
from socket import SHUT_RDWR
from threading import Event, Thread

from fingerpost.letters.posting import Outcome

ANSWER_WITHIN = 60.0
"""Seconds that a server may take for one answer."""
CONVERSATION_WITHIN = 240.0
"""Seconds that a whole conversation may take; then the line is cut."""


class NotTakenError(Exception):
    """The server said, before it had any of the text, that it does not take the mail: the code, and what it said."""

    def __init__(self, code: int, said: bytes) -> None:
        super().__init__(code, said)
        self.code, self.said = code, said


@dataclass(frozen=True, slots=True)
class Server:
    """A mail server, and how it is spoken to. `security` is `tls` (from the first word on), `starttls` (demanded) or
    `none`. Certificates are checked by the machine's own list unless another `context` is given."""

    host: str
    port: int
    sender: str
    security: str = "starttls"
    user: str = ""
    password: str = ""
    context: ssl.SSLContext | None = None
    answer_within: float = ANSWER_WITHIN
    conversation_within: float = CONVERSATION_WITHIN

    def send(self, mail: EmailMessage, *, to: str, token: str) -> Outcome:
        """Holds one conversation. Until the server has asked for the text nothing has gone out; from the first sign of
        it on only its answer tells."""
        try:
            text = mail.as_bytes()
            with self._line() as server:
                self._introduce(server, to, token)
                return _hand_over(server, text)
        except NotTakenError as error:
            return Outcome.of("refused" if 500 <= error.code < 600 else "again", _said(error.code, error.said))
        except (smtplib.SMTPException, OSError, ValueError) as error:  # its greeting, its certificate, our name there
            return Outcome.of("again", _told(error))

    @contextmanager
    def _line(self) -> Iterator[smtplib.SMTP]:
        """A line to the server, secured and signed in; cut when the conversation takes too long."""
        context = self.context or ssl.create_default_context()
        if self.security == "tls":
            server: smtplib.SMTP = smtplib.SMTP_SSL(timeout=self.answer_within, context=context)
        else:
            server = smtplib.SMTP(timeout=self.answer_within)
        ended = Event()
        Thread(target=_cut_when_late, args=(server, ended, self.conversation_within), daemon=True).start()
        try:
            # SMTP_SSL checks the certificate for this name, which is set only by a connection made in the constructor.
            server._host = self.host  # type: ignore[attr-defined]
            code, said = server.connect(self.host, self.port)
            if code != 220:
                raise smtplib.SMTPConnectError(code, said)
            if self.security == "starttls":
                server.starttls(context=context)
            if self.user:
                server.login(self.user, self.password)
            yield server
        finally:
            ended.set()
            server.close()

    def _introduce(self, server: smtplib.SMTP, to: str, token: str) -> None:
        """Says from whom and to whom, up to the server's asking for the text. Raises NotTakenError."""
        server.ehlo_or_helo_if_needed()
        reports = server.has_extn("dsn")
        server_takes(server.mail(self.sender, ["RET=HDRS", f"ENVID={token}"] if reports else []))
        server_takes(server.rcpt(to, ["NOTIFY=FAILURE,DELAY"] if reports else []))
        server.putcmd("data")
        code, said = server.getreply()
        if code != 354:
            raise NotTakenError(code, said)


def server_takes(answer: tuple[int, bytes]) -> None:
    """Raises NotTakenError where a server has said no."""
    if not 200 <= answer[0] < 300:
        raise NotTakenError(*answer)


def _hand_over(server: smtplib.SMTP, text: bytes) -> Outcome:
    """Gives the server the text, and waits for its answer."""
    try:
        server.send(_with_stuffed_dots(text) + b".\r\n")
        code, said = server.getreply()
    except (smtplib.SMTPException, OSError) as error:
        return Outcome.of("perhaps_sent", _told(error))
    if 200 <= code < 300:
        with suppress(smtplib.SMTPException, OSError):
            server.quit()  # it has answered for the mail: whatever it says now changes nothing
        return Outcome.of("sent", _said(code, said))
    return Outcome.of("refused" if 500 <= code < 600 else "again", _said(code, said))


def _with_stuffed_dots(text: bytes) -> bytes:
    """A line that begins with a dot gets another, as a single one ends the text."""
    lines = text.removesuffix(b"\r\n").split(b"\r\n")
    return b"".join((b"." if line.startswith(b".") else b"") + line + b"\r\n" for line in lines)


def _cut_when_late(server: smtplib.SMTP, ended: Event, within: float) -> None:
    """Cuts the line of a conversation that takes too long, so that whoever waits at it is told."""
    late = within
    while not ended.wait(late):
        late = 1.0  # it may be connecting still
        line = server.sock
        if line is not None:
            with suppress(OSError):
                line.shutdown(SHUT_RDWR)


def _said(code: int, said: bytes) -> str:
    return f"{code} {said.decode('utf-8', 'replace')}"


def _told(error: Exception) -> str:
    """What went wrong, in the server's words where it had some."""
    if isinstance(error, smtplib.SMTPResponseException):
        said = error.smtp_error
        return _said(error.smtp_code, said if isinstance(said, bytes) else str(said).encode())
    return f"{type(error).__name__}: {error}"
