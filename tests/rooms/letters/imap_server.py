"""A mailbox behind a real socket: as much of IMAP as a reader of reports speaks, and what it did there."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from socketserver import StreamRequestHandler, ThreadingTCPServer
from ssl import SSLContext
from threading import Thread
from typing import Any

from fingerpost.letters.mailbox import Mailbox

USER, PASSWORD = "letters", 'kettles "seven"'


class Held(ThreadingTCPServer):
    """The mails by number, which of them are read, and what was asked."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, mails: dict[int, bytes], context: SSLContext | None = None) -> None:
        super().__init__(("127.0.0.1", 0), Talk)
        self.mails, self.seen = mails, set[int]()
        self.context = context

    def get_request(self) -> tuple[Any, Any]:
        line, address = super().get_request()
        return (self.context.wrap_socket(line, server_side=True) if self.context else line), address

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Somebody hung up: that is theirs to tell."""


class Talk(StreamRequestHandler):
    """One conversation."""

    server: Held

    def handle(self) -> None:
        self._say("* OK ready")
        while line := self.rfile.readline():
            tag, _, words = line.decode().strip().partition(" ")
            if "Nowhere" in words:
                self._say(f"{tag} NO no such folder")
                continue
            if words.upper().startswith("LOGIN") and PASSWORD.replace('"', '\\"') not in words:
                self._say(f"{tag} NO not you")
                continue
            self._answer(words)
            self._say(f"{tag} OK done")
            if words.upper() == "LOGOUT":
                return

    def _answer(self, words: str) -> None:
        mails, seen = self.server.mails, self.server.seen
        if words.upper() == "CAPABILITY":
            self._say("* CAPABILITY IMAP4rev1")
        elif words.startswith("SELECT"):
            self._say(f"* {len(mails)} EXISTS")
        elif words.startswith("UID SEARCH UNSEEN"):
            self._say("* SEARCH " + " ".join(str(number) for number in mails if number not in seen))
        elif found := re.match(r"UID STORE (\d+) \+FLAGS \(\\Seen\)", words):
            seen.add(int(found[1]))
        elif found := re.match(r"UID FETCH (\d+) \(BODY.PEEK\[(.*)\](?:<0\.(\d+)>)?\)", words):
            self._fetch(int(found[1]), found[2], found[3])

    def _fetch(self, number: int, part: str, most: str | None) -> None:
        raw = self.server.mails[number]
        if part:
            heads = re.findall(rb"(?im)^content-type:.*(?:\r\n[ \t].*)*", raw.split(b"\r\n\r\n")[0])
            raw = b"".join(heads) + b"\r\n\r\n"
        raw = raw[: int(most)] if most else raw
        self._say(f"* 1 FETCH (UID {number} BODY[{part}] {{{len(raw)}}}")
        self.wfile.write(raw)
        self._say(")")

    def _say(self, line: str) -> None:
        self.wfile.write(line.encode() + b"\r\n")


@contextmanager
def mailbox_of(
    mails: dict[int, bytes], secured: SSLContext | None = None, **others: Any
) -> Iterator[tuple[Held, Mailbox]]:
    """A server that holds some mails, and the mailbox as the product reads it."""
    with Held(mails, secured) as server:
        Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        told: dict[str, Any] = {"user": USER, "password": PASSWORD, "security": "none", "answer_within": 10.0} | others
        yield server, Mailbox("127.0.0.1", server.server_address[1], **told)
        server.shutdown()
