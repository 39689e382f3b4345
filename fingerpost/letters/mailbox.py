"""The mailbox to which delivery reports come, read by IMAP. What is no report of a letter of ours stays as it was."""

import imaplib
import logging
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from fingerpost.letters.reports import take_report

ANSWER_WITHIN = 60.0
ENOUGH = 256 * 1024
"""Bytes of a mail that are read. What a report says stands before what it gives back, so that a long one is no harm."""
AT_ONCE = 200
"""How many unread mails are looked at, the newest first."""
log = logging.getLogger(__name__)


class MailboxError(OSError):
    """The mailbox cannot be read; the message says what it said."""


@dataclass(frozen=True, slots=True)
class Mailbox:
    """A folder at a server. `security` is `tls`, `starttls` or `none`."""

    host: str
    port: int
    user: str
    password: str
    security: str = "tls"
    folder: str = "INBOX"
    context: ssl.SSLContext | None = None
    answer_within: float = ANSWER_WITHIN

    def read_reports(self, at: datetime) -> int:
        """Reads the unread mails, keeps what they report and marks those as read; gives how many. Raises
        MailboxError."""
        try:
            with self._opened() as server:
                return sum(_read(server, number, at) for number in _unread(server))
        except (imaplib.IMAP4.error, OSError, ValueError) as error:
            raise MailboxError(f"the mailbox at {self.host} cannot be read: {error}") from error

    @contextmanager
    def _opened(self) -> Iterator[imaplib.IMAP4]:
        context = self.context or ssl.create_default_context()
        server: imaplib.IMAP4
        if self.security == "tls":
            server = imaplib.IMAP4_SSL(self.host, self.port, ssl_context=context, timeout=self.answer_within)
        else:
            server = imaplib.IMAP4(self.host, self.port, timeout=self.answer_within)
        try:
            if self.security == "starttls":
                server.starttls(ssl_context=context)
            server.login(self.user, self.password)
            status, said = server.select(_quoted(self.folder or "INBOX"))
            _insist((status, list(said)))
            yield server
        finally:
            with suppress(imaplib.IMAP4.error, OSError):
                server.logout()


def _unread(server: imaplib.IMAP4) -> list[str]:
    found = _insist(server.uid("SEARCH", "UNSEEN"))
    numbers = sorted(int(each) for line in found if isinstance(line, bytes) for each in line.split())
    return [str(number) for number in reversed(numbers[-AT_ONCE:])]


def _read(server: imaplib.IMAP4, number: str, at: datetime) -> bool:
    """Reads one mail, whole only where its head says that it is a report; gives whether it was one of ours."""
    head = _fetched(server, number, "BODY.PEEK[HEADER.FIELDS (CONTENT-TYPE)]")
    if b"multipart/report" not in head.lower():
        return False
    try:
        is_ours = take_report(_fetched(server, number, f"BODY.PEEK[]<0.{ENOUGH}>"), at)
    except (imaplib.IMAP4.error, OSError):
        raise
    except Exception:  # one mail, whatever is in it, keeps no other from being read
        log.exception("a delivery report could not be kept; it stays unread")
        return False
    if is_ours:
        _insist(server.uid("STORE", number, "+FLAGS", r"(\Seen)"))
    return is_ours


def _fetched(server: imaplib.IMAP4, number: str, what: str) -> bytes:
    """What a server holds of a mail; empty where the mail is gone."""
    parts = _insist(server.uid("FETCH", number, f"({what})"))
    return b"".join(part[1] for part in parts if isinstance(part, tuple))


def _insist(answer: tuple[str, list[Any]]) -> list[Any]:
    status, parts = answer
    if status != "OK":
        raise imaplib.IMAP4.error(str(parts[:1]))
    return parts


def _quoted(folder: str) -> str:
    return '"' + folder.replace("\\", "\\\\").replace('"', '\\"') + '"'
