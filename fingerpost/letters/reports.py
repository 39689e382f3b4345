"""Delivery reports (RFC 3464): what a mail server, hours or days later, says of a letter that it could not deliver."""

import re
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, message_from_string
from email.message import Message
from hashlib import sha256

from django.db import transaction

from fingerpost.letters.filling import one_line
from fingerpost.letters.models import SAID_LENGTH, Attempt, Letter, Report, Settlement

TOKEN = re.compile(r"\A<?([0-9a-f]{32})(?:@[^\s<>]*)?>?\Z")
"""What we call a mail (`mail.new_message_id`), with or without what stands around it."""
ACTIONS = ("failed", "delayed", "delivered", "relayed", "expanded")
"""What a report may say, the worst first."""
State = Letter.State


@dataclass(frozen=True, slots=True)
class Reported:
    """What a report says: of which mail, what became of it, and why."""

    tokens: frozenset[str]
    action: str
    status: str
    recipient: str
    said: str


def reported_in(raw: bytes) -> Reported | None:
    """What a mail reports; None where it is no delivery report, or none that can be read. Takes whatever comes."""
    try:
        return _reported(message_from_bytes(raw))
    except Exception:  # anybody may send anything here, and what the parser stumbles over is no report
        return None


def _reported(mail: Message) -> Reported | None:
    if mail.get_content_type() != "multipart/report":
        return None
    parts = list(mail.walk())
    blocks = [block for part in parts for block in _status_blocks(part)]
    found = [block for block in blocks if _field(block, "Action").lower() in ACTIONS]
    if not found:
        return None
    worst = min(found, key=lambda block: ACTIONS.index(_field(block, "Action").lower()))
    names = [_field(block, "Original-Envelope-Id") for block in blocks]
    names += [_field(head, "Message-ID") for part in parts[1:] for head in _returned(part)]
    return Reported(
        frozenset(match[1] for name in names if (match := TOKEN.match(name))),
        _field(worst, "Action").lower(),
        _field(worst, "Status")[:20],
        _behind_type(_field(worst, "Final-Recipient"))[:320],
        _behind_type(_field(worst, "Diagnostic-Code"))[:SAID_LENGTH],
    )


def _status_blocks(part: Message) -> list[Message]:
    """The blocks of a report's machine-readable part: one of the mail, and one of each recipient."""
    if part.get_content_type() not in ("message/delivery-status", "message/global-delivery-status"):
        return []
    held = part.get_payload()
    return [each for each in held if isinstance(each, Message)] if isinstance(held, list) else []


def _returned(part: Message) -> list[Message]:
    """The head of the mail that came back, where a part has it."""
    kind = part.get_content_type()
    if kind in ("message/rfc822", "message/global"):
        held = part.get_payload()
        return [each for each in held[:1] if isinstance(each, Message)] if isinstance(held, list) else []
    if kind in ("text/rfc822-headers", "message/global-headers"):
        held = part.get_payload(decode=True)
        return [message_from_string(held.decode("utf-8", "replace"))] if isinstance(held, bytes) else []
    return []


def _field(block: Message, name: str) -> str:
    return one_line(str(block.get(name, "")))


def _behind_type(value: str) -> str:
    """`smtp; 550 no such user` without the word that says whose language it is in."""
    before, semicolon, after = value.partition(";")
    return after.strip() if semicolon and " " not in before.strip() else value


def take_report(raw: bytes, at: datetime) -> bool:
    """Keeps what a mail reports of a letter of ours; gives whether it does. Read twice, it counts once. A letter
    that has failed by it waits for its fact (`failing.tell_failures`); its proof of sending stays."""
    reported = reported_in(raw)
    if reported is None:
        return False
    attempts = [
        attempt
        for token in sorted(reported.tokens)
        for attempt in Attempt.objects.filter(message_id__startswith=f"<{token}@")
    ]
    for attempt in attempts:
        _keep(attempt.letter_id, reported, sha256(raw).hexdigest(), at)
    return bool(attempts)


@transaction.atomic
def _keep(key: str, reported: Reported, digest: str, at: datetime) -> None:
    letter = Letter.objects.select_for_update(no_key=True).get(pk=key)
    said = {"action": reported.action, "status": reported.status, "recipient": reported.recipient}
    said |= {"said": reported.said, "read_at": at}  # type: ignore[dict-item]
    _report, is_new = Report.objects.get_or_create(letter=letter, digest=digest, defaults=said)
    if is_new and reported.action == "failed":
        _came_back(letter)


def _came_back(letter: Letter) -> None:
    """What was thought sent, or settled as arrived, was not delivered. Who has it open already, or has sent it in
    another way, learns nothing new."""
    if letter.state in (State.SENDING, State.SENT, State.PERHAPS_SENT):
        letter.state, letter.claimed_until = State.CAME_BACK, None
    elif letter.state == State.SETTLED and _was_thought_arrived(letter):
        letter.state, letter.failure_told = State.CAME_BACK, None
    letter.save(update_fields=["state", "claimed_until", "failure_told"])


def _was_thought_arrived(letter: Letter) -> bool:
    newest = letter.settlements.order_by("-id").first()
    return newest is not None and newest.how == Settlement.How.ARRIVED
