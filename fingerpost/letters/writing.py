"""Writing letters: the words of the day with their blanks filled, one letter to each recipient, and copies."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from fingerpost.facts.keys import new_key
from fingerpost.facts.models import Entry
from fingerpost.facts.rows import UNSTORABLE
from fingerpost.journal.actions import write as write_line
from fingerpost.kit import clock
from fingerpost.kit.dates import long_day
from fingerpost.letters.filling import filled, one_line
from fingerpost.letters.models import Letter
from fingerpost.letters.recipients import Recipient, names_for
from fingerpost.letters.wordings import message_named, wording_on
from fingerpost.people.errors import RefusedError
from fingerpost.people.models import Person
from fingerpost.rules.policy import Message

LinkTo = Callable[[str, Recipient], str]
"""The address at which a recipient answers, for a letter of this key."""
LINE_LENGTH = 300


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which letters are wanted: of one message, about one learner, to whom. `reply_by` is the last day for an answer,
    where the message asks for one; `link` makes the address of it."""

    message: str
    subject: str
    to: Sequence[Recipient]
    copies_to: Sequence[Recipient] = ()
    reply_by: date | None = None
    link: LinkTo | None = None


@transaction.atomic
def write(*, wanted: Wanted, by: str, at: datetime, fact: Entry | None = None) -> list[Letter]:
    """Writes the letters, which then wait to be sent; call it in the transaction that records `fact`. Each is in the
    recipient's language. A copy has no link, so that nobody answers for another. Raises RefusedError: then there is no
    letter, not to anybody."""
    message = message_named(wanted.message)
    if not wanted.to:
        raise RefusedError(_("Choose who gets the letter."), "to")
    for recipient in (*wanted.to, *wanted.copies_to):
        _refuse_unreachable(recipient, message)
    names = names_for(wanted.subject, clock.day_of(at))
    reply_to = _address_of(by)
    rows = []
    for recipient in wanted.to:
        letter = _letter(wanted, message, recipient, names, by, at)
        copies = [_letter(wanted, message, each, names, by, at, of=letter) for each in wanted.copies_to]
        rows += [letter, *copies]
    for row in rows:
        row.fact, row.reply_to = fact, reply_to
        row.save(force_insert=True)
        write_line("letter-written", by=by, at=at, about=row.subject_id, letter=row.key, message=row.message)
    return rows


def _address_of(person: str) -> str:
    """Where an answer by email goes; empty where the writer has no address that a mail can hold."""
    email = Person.objects.filter(pk=person).values_list("email", flat=True).first() or ""
    return email if email.isascii() else ""


def _refuse_unreachable(recipient: Recipient, message: Message) -> None:
    """What was typed may be anything: an address is one, and of a way that the message goes."""
    if recipient.way not in message.ways:
        raise RefusedError(_("This letter does not go that way."), "way")
    named = {"name": recipient.name}
    if recipient.way == Letter.Way.LETTER:
        if not recipient.address.strip() or UNSTORABLE.search(recipient.address):
            raise RefusedError(_("Write the postal address of %(name)s.") % named, "address")
        return
    try:
        validate_email(recipient.address if recipient.address.isascii() else "")
    except ValidationError:
        raise RefusedError(
            _("%(name)s has no email address that a letter can go to. Add one, or send it on paper.") % named, "address"
        ) from None


def _letter(
    wanted: Wanted,
    message: Message,
    recipient: Recipient,
    names: dict[str, str],
    by: str,
    at: datetime,
    of: Letter | None = None,
) -> Letter:
    key = new_key("letter")
    with translation.override(recipient.language):
        said = wording_on(wanted.message, recipient.language, clock.day_of(at))
        values = _values(wanted, message, recipient, names, key, of)
        line, text = filled(said.subject_line, values), filled(said.body, values)
        if of is not None:
            line = _("Copy: %(subject)s") % {"subject": line}
            about = {"name": of.recipient_name, "day": long_day(clock.day_of(at))}
            text = _("A copy of the letter to %(name)s of %(day)s.") % about + "\n\n" + text
    return Letter(
        key=key,
        subject_id=wanted.subject,
        message=wanted.message,
        recipient_sort=recipient.sort,
        recipient_key=recipient.key,
        recipient_name=recipient.name,
        way=recipient.way,
        address=recipient.address.strip(),
        language=recipient.language,
        subject_line=one_line(line)[:LINE_LENGTH],
        text=text,
        copy_of=of,
        by=by,
        made_at=at,
        next_try=at,
    )


def _values(
    wanted: Wanted, message: Message, recipient: Recipient, names: dict[str, str], key: str, of: Letter | None
) -> dict[str, str]:
    """What fills the blanks: names, a day and an address, and nothing else of the record."""
    values = {**names, "reply_by": "", "reply_link": ""}
    if "reply_by" in message.placeholders:
        if wanted.reply_by is None:
            raise RefusedError(_("Say by when an answer is needed."), "reply_by")
        values["reply_by"] = long_day(wanted.reply_by)
    if of is not None:
        values["reply_link"] = _("(the link to answer is in the letter itself)")
    elif "reply_link" in message.placeholders:
        if wanted.link is None:
            raise RefusedError(_("This letter needs a link to answer by."), "reply_link")
        values["reply_link"] = wanted.link(key, recipient)
    if of is None:
        values |= {recipient.sort: recipient.called} if recipient.sort == "learner" else {}
        values |= {"employer": recipient.name} if recipient.sort == "employer" else {}
    values = {name: value or settings.PROVIDER_NAME for name, value in values.items()}
    return {name: values[name] for name in message.placeholders if name in values}
