"""What people do about letters: post one that is on paper, and see to one that failed."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from fingerpost.facts.actions import record
from fingerpost.facts.keys import new_key
from fingerpost.journal.actions import write
from fingerpost.kit import clock
from fingerpost.letters.failing import FAILED, tell_failure
from fingerpost.letters.models import Attempt, Letter, Settlement
from fingerpost.people.errors import RefusedError

REASON_LENGTH = 300
How, State = Settlement.How, Letter.State


@transaction.atomic
def note_posted(*, letter: str, by: str, at: datetime) -> Letter:
    """Notes that somebody posted or handed over a letter on paper, which is its proof. Raises RefusedError where it is
    none that waits."""
    row = _locked(letter)
    if row.way != Letter.Way.LETTER or row.state != State.WAITING:
        raise RefusedError(_("This letter does not wait to be posted; look at it again."))
    Attempt.objects.create(
        letter=row, began=at, ended=at, outcome=Attempt.Outcome.SENT, message_id=f"on paper {row.key}", by=by
    )
    row.state, row.next_try = State.SENT, None
    row.save(update_fields=["state", "next_try"])
    write("letter-posted", by=by, at=at, about=row.subject_id, letter=row.key)
    return row


@transaction.atomic
def settle(*, letter: str, how: str, reason: str, by: str, at: datetime) -> Settlement:
    """Notes what became of a letter that failed: it arrived all the same, or was sent in another way. The duty that it
    had made is done. Raises RefusedError where it did not fail, or without a reason."""
    return _settled(_failed(letter), how, reason, by, at)


@transaction.atomic
def write_again(*, letter: str, reason: str, by: str, at: datetime, address: str = "") -> Letter:
    """Sends a failed letter anew, with the same words, as a letter of its own; to another address where one is given.
    Nobody does this but a person. Raises RefusedError."""
    old = _failed(letter)
    new = _copied(old, address.strip() or old.address, by, at)
    _settled(old, How.WRITTEN_AGAIN, reason, by, at)
    new.save(force_insert=True)
    write("letter-written", by=by, at=at, about=new.subject_id, letter=new.key, message=new.message, instead=old.key)
    return new


def _locked(key: str) -> Letter:
    row = Letter.objects.select_for_update(no_key=True).filter(pk=key).first()
    if row is None:
        raise RefusedError(_("There is no such letter."))
    return row


def _failed(key: str) -> Letter:
    row = _locked(key)
    if row.state not in FAILED:
        raise RefusedError(_("Nothing is open about this letter; look at it again."))
    return row


def _settled(letter: Letter, how: str, reason: str, by: str, at: datetime) -> Settlement:
    reason = reason.strip()
    if not reason or len(reason) > REASON_LENGTH:
        raise RefusedError(_("Say in a few words how you know."), "reason")
    if how not in How.values:
        raise RefusedError(_("Choose what became of the letter."), "how")
    tell_failure(letter.key, at)
    data = {"letter": letter.key, "how": str(how)}
    record(subject=letter.subject_id, kind="letter_settled", on=clock.day_of(at), by=by, at=at, data=data)
    Letter.objects.filter(pk=letter.pk).update(state=State.SETTLED)
    write("letter-settled", by=by, at=at, about=letter.subject_id, letter=letter.key, how=str(how))
    return Settlement.objects.create(letter=letter, how=how, reason=reason, by=by, at=at)


def _copied(old: Letter, address: str, by: str, at: datetime) -> Letter:
    if old.way == Letter.Way.EMAIL:
        try:
            validate_email(address if address.isascii() else "")
        except ValidationError:
            raise RefusedError(_("This is not an email address that a letter can go to."), "address") from None
    same = "subject_id message fact_id recipient_sort recipient_key recipient_name way reply_to language"
    same += " subject_line text copy_of_id"
    kept = {name: getattr(old, name) for name in same.split()}
    return Letter(key=new_key("letter"), address=address, instead_of=old, by=by, made_at=at, next_try=at, **kept)
