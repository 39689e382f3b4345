"""How mail goes out and comes back, by the addresses in the environment: `smtp://user:password@host`, `imaps://…`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from email.utils import parseaddr
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

PORTS = {"smtp": 587, "smtps": 465, "imap": 143, "imaps": 993}
LOCAL = ("localhost", "127.0.0.1", "::1")


class UnfitMailError(ValueError):
    """An address that mail cannot go by; the message says what would be right, and never what was said: that may hold a
    password."""


@dataclass(frozen=True, slots=True)
class MailServer:
    """A server that takes mail (SMTP) or holds what has come (IMAP). `security` is `tls`, `starttls` or `none`."""

    host: str
    port: int
    user: str
    password: str
    security: str
    folder: str = ""

    @classmethod
    def read(cls, name: str, address: str, sort: str) -> MailServer | None:
        """The server of an address in the environment; None where there is none. Without `?tls=no`, which only a server
        on this machine may have, what is said is encrypted. Raises UnfitMailError."""
        if not address:
            return None
        like = f"{name} must look like {sort}s://user:password@host or {sort}://user:password@host"
        try:
            parts = urlsplit(address)
            port = parts.port or PORTS[parts.scheme]
        except (ValueError, KeyError):
            raise UnfitMailError(like) from None
        said = dict(parse_qsl(parts.query))
        if parts.scheme not in (sort, f"{sort}s") or not parts.hostname or said not in ({}, {"tls": "no"}):
            raise UnfitMailError(like)
        if said and (parts.scheme != sort or parts.hostname not in LOCAL):
            raise UnfitMailError(f"{name}: ?tls=no is only for {sort}://localhost; a password would be read on the way")
        security = "none" if said else "starttls" if parts.scheme == sort else "tls"
        user, password = unquote(parts.username or ""), unquote(parts.password or "")
        return cls(parts.hostname, port, user, password, security, unquote(parts.path.strip("/")))


def as_settings(server: MailServer | None) -> dict[str, Any] | None:
    """A server as the room of letters reads it; None where there is none."""
    return None if server is None else asdict(server)


@dataclass(frozen=True, slots=True)
class Mailing:
    """The whole of it: the way out, the mailbox that delivery reports come to, and the address letters come from."""

    smtp: MailServer | None
    imap: MailServer | None
    address: str

    @classmethod
    def read(cls, said: Mapping[str, str]) -> Mailing:
        """What the environment says. Raises UnfitMailError."""
        smtp = MailServer.read("FINGERPOST_SMTP", said.get("FINGERPOST_SMTP", ""), "smtp")
        imap = MailServer.read("FINGERPOST_IMAP", said.get("FINGERPOST_IMAP", ""), "imap")
        address = parseaddr(said.get("FINGERPOST_MAIL_FROM", ""))[1]
        if smtp is not None and "@" not in address:
            raise UnfitMailError(
                "FINGERPOST_MAIL_FROM must name the address that letters come from, such as letters@provider.example"
            )
        if imap is not None and not imap.user:
            raise UnfitMailError("FINGERPOST_IMAP needs user and password: imaps://user:password@host")
        return cls(smtp, imap, address or "fingerpost@localhost")

    def of_django(self) -> dict[str, Any]:
        """What Django goes by for its own mail, such as invitations: the same server, or a file each in the outbox."""
        if self.smtp is None:
            return {"EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend"}
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "EMAIL_HOST": self.smtp.host,
            "EMAIL_PORT": self.smtp.port,
            "EMAIL_HOST_USER": self.smtp.user,
            "EMAIL_HOST_PASSWORD": self.smtp.password,
            "EMAIL_USE_TLS": self.smtp.security == "starttls",
            "EMAIL_USE_SSL": self.smtp.security == "tls",
            "EMAIL_TIMEOUT": 30,
        }
