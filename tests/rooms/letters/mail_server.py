"""Mail servers to hold real conversations with: as they should be, and as they should not."""

import ssl
from asyncio import Server as Listening
from asyncio import Transport, sleep
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from fingerpost.letters.smtp import Server

USER, PASSWORD = "letters", "seven green kettles"
HANGS = 30.0


@dataclass
class Says:
    """What a server says at each point, the last answer time and again: a reply, or a word for what it does instead."""

    rcpt: list[str] = field(default_factory=lambda: ["250 OK"])
    data: list[str] = field(default_factory=lambda: ["250 queued"])
    kept: list[Any] = field(default_factory=list)
    hangs: bool = False

    async def handle_RCPT(self, server: SMTP, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802
        said = await self._done(server, _next(self.rcpt))
        if said.startswith("250"):
            envelope.rcpt_tos.append(address)
        return said

    async def handle_DATA(self, server: SMTP, session: Any, envelope: Any) -> str:  # noqa: N802
        said = _next(self.data)
        if said.startswith(("250", "then ")):
            self.kept.append(envelope)
        return await self._done(server, said.removeprefix("then "))

    async def _done(self, server: SMTP, said: str) -> str:
        """Hangs, or breaks the line off, where it is told to; gives the reply."""
        if said == "hang":
            self.hangs = True
            await sleep(HANGS)
        if said == "slow":
            self.hangs = True
            await sleep(1)
            return "250 queued"
        if said == "break":
            break_off(server)
        return said


def _next(answers: list[str]) -> str:
    return answers.pop(0) if len(answers) > 1 else answers[0]


def break_off(server: SMTP) -> None:
    """Breaks the line off at once."""
    assert isinstance(server.transport, Transport)
    server.transport.abort()


class BreaksInContent(SMTP):
    """A server that breaks the line off once it has asked for the text."""

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802
        await self.push("354 go on")
        break_off(self)


class BreaksBefore(SMTP):
    """A server that breaks the line off where it should ask for the text."""

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802
        break_off(self)


class RefusesData(SMTP):
    """A server that does not want the text."""

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802
        await self.push("554 no")


@contextmanager
def listening(says: Says, sort: type[SMTP] = SMTP, **how: Any) -> Iterator[Callable[..., Server]]:
    """A server on a port of its own, and how one speaks to it."""

    class Listens(Controller):
        def factory(self) -> SMTP:
            return sort(self.handler, **self.SMTP_kwargs)

        def _trigger_server(self) -> None:
            assert isinstance(self.server, Listening)
            self.port = self.server.sockets[0].getsockname()[1]
            super()._trigger_server()  # type: ignore[no-untyped-call]

    controller = Listens(says, hostname="127.0.0.1", port=0, **how)
    controller.start()
    try:
        yield lambda **others: _spoken_to(controller.port, **others)
    finally:
        controller.stop()


def _spoken_to(port: int, **others: Any) -> Server:
    told: dict[str, Any] = {"sender": "letters@provider.example", "security": "none"}
    return Server("127.0.0.1", port, **(told | others))


def knows(server: SMTP, session: Any, envelope: Any, mechanism: str, told: LoginPassword) -> AuthResult:
    """Whether somebody may sign in."""
    return AuthResult(success=told == LoginPassword(USER.encode(), PASSWORD.encode()), handled=False)


def certificate(folder: Path) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """How a server with a certificate of its own speaks, and how somebody does who trusts it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mail.example")])
    begins = datetime(2020, 1, 1, tzinfo=UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(begins + timedelta(days=36500))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (folder / "both.pem").write_bytes(secret + made.public_bytes(serialization.Encoding.PEM))
    (folder / "certificate.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    ours = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    ours.load_cert_chain(folder / "both.pem")
    return ours, ssl.create_default_context(cafile=str(folder / "certificate.pem"))
