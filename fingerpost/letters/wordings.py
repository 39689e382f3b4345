"""What a message says: in the pack's own words, or in those that a provider has set from a day on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from fingerpost.facts.keys import PROVIDER
from fingerpost.facts.rows import UNSTORABLE
from fingerpost.journal.actions import write
from fingerpost.letters.filling import missing_blanks, stray_braces, unknown_blanks
from fingerpost.letters.models import LANGUAGES, Wording
from fingerpost.people.errors import RefusedError
from fingerpost.policies.packs import packs_there, policy_of
from fingerpost.rules.policy import Message

NEEDED = ("reply_link", "reply_by")
"""The blanks that no letter can do without whose message has them: where to answer, and by when."""
SUBJECT_LENGTH, BODY_LENGTH = 200, 20_000


@dataclass(frozen=True, slots=True)
class Said:
    """A subject line and a body, with blanks."""

    subject_line: str
    body: str


def message_named(name: str) -> Message:
    """The message `pack/message`. Raises RefusedError where there is none."""
    pack, _slash, message = name.partition("/")
    if pack in packs_there():
        for each in policy_of(pack).pack.messages:
            if each.id == message:
                return each
    raise RefusedError(_("There is no letter of this name. Choose one from the list."), "message")


def wording_on(message: str, language: str, on: date) -> Said:
    """What a message says on a day. Raises RefusedError where there is no such message."""
    message_named(message)
    held = Wording.objects.filter(message=message, language=language, from_on__lte=on).order_by("-from_on", "-id")
    newest = held.first()
    if newest is not None:
        return Said(newest.subject_line, newest.body)
    pack, _slash, name = message.partition("/")
    texts = policy_of(pack).texts[language]["messages"][name]
    return Said(texts["subject"], texts["body"].strip())


@transaction.atomic
def set_wording(*, message: str, texts: Mapping[str, Said], from_on: date, by: str, at: datetime) -> dict[str, Wording]:
    """Sets what a message says from a day on, in every language at once. Letters written before keep their words.
    Raises RefusedError, whose field is such as `body_cy`."""
    known = message_named(message)
    if set(texts) != set(LANGUAGES):
        raise RefusedError(_("Write the letter in English and in Welsh: both go out from the same day."))
    for language, said in texts.items():
        _refuse_unfit(said, language, known)
    rows = {
        language: Wording.objects.create(
            message=message,
            language=language,
            subject_line=said.subject_line.strip(),
            body=said.body.replace("\r\n", "\n").strip(),
            from_on=from_on,
            by=by,
            at=at,
        )
        for language, said in texts.items()
    }
    write("wording-set", by=by, at=at, about=PROVIDER, message=message, on=from_on)
    return rows


def _refuse_unfit(said: Said, language: str, message: Message) -> None:
    line, body = f"subject_{language}", f"body_{language}"
    _refuse_empty(said, line, body)
    if not said.subject_line.strip().isprintable():
        raise RefusedError(_("The subject is one line, without signs that cannot be seen."), line)
    for text, field in ((said.subject_line, line), (said.body, body)):
        _refuse_blanks(text, field, message)
    missing = missing_blanks(said.body, [name for name in NEEDED if name in message.placeholders])
    if missing:
        raise RefusedError(
            _("The letter needs %(blank)s, so that the reader knows how and by when to answer.")
            % {"blank": f"{{{missing[0]}}}"},
            body,
        )


def _refuse_empty(said: Said, line: str, body: str) -> None:
    for text, longest, field in ((said.subject_line, SUBJECT_LENGTH, line), (said.body, BODY_LENGTH, body)):
        if not text.strip():
            raise RefusedError(_("Write something here."), field)
        if len(text) > longest:
            raise RefusedError(_("This is too long: write at most %(n)s characters.") % {"n": longest}, field)
        if UNSTORABLE.search(text):
            raise RefusedError(_("This has a sign that cannot be kept; write it again without it."), field)


def _refuse_blanks(text: str, field: str, message: Message) -> None:
    allowed = ", ".join(f"{{{name}}}" for name in message.placeholders)
    unknown = unknown_blanks(text, message.placeholders)
    if unknown:
        said = {"blank": f"{{{unknown[0]}}}", "allowed": allowed}
        raise RefusedError(_("Nothing fills %(blank)s. In this letter you may use %(allowed)s.") % said, field)
    if stray_braces(text):
        raise RefusedError(
            _("Braces { } are only for what is filled in. In this letter you may use %(allowed)s.")
            % {"allowed": allowed},
            field,
        )
