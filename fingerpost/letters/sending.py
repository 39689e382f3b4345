"""Sending what waits, each letter once: it is claimed for good before the conversation begins, and what became of it is
written down after. What is claimed and has no end was cut off: nobody knows what became of it, and no program sends it
again."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from fingerpost.letters.failing import tell_failures
from fingerpost.letters.mail import Sender, mail_of, new_message_id, token_in
from fingerpost.letters.models import Attempt, Letter
from fingerpost.letters.posting import Outcome, Post

LEASE = timedelta(minutes=15)
"""How long a letter is held by whoever sends it; longer than the longest conversation (`smtp.CONVERSATION_WITHIN`)."""
TRIED_AGAIN_AFTER = (timedelta(minutes=5), timedelta(minutes=15), timedelta(hours=1))
"""After the first, the second, and any further try."""
GIVEN_UP_AFTER = timedelta(hours=24)
CUT_OFF = "the sending was cut off before an answer came"
Clock = Callable[[], datetime]
log = logging.getLogger(__name__)
State = Letter.State


@dataclass(frozen=True, slots=True)
class PostOffice:
    """All that sending needs: the way out, who letters come from, and the clock."""

    post: Post
    sender: Sender
    now: Clock


def send_waiting(office: PostOffice, *, goes_on: Callable[[], bool] = lambda: True) -> int:
    """Sends every letter that is due, as long as it goes on; gives how many it has tried. Then it looks for what was
    cut off, and records what failed. Any number of workers may do this at once."""
    tried = 0
    while goes_on() and (attempt := _claim(office)) is not None:
        _finish(attempt, _sent(attempt, office), office.now())
        tried += 1
    mark_cut_off(office.now())
    tell_failures(office.now())
    return tried


def _claim(office: PostOffice) -> Attempt | None:
    """Takes the next letter that is due from all others, before anything is sent; None where there is none."""
    now = office.now()
    due = Letter.objects.filter(state=State.WAITING, way=Letter.Way.EMAIL, next_try__lte=now)
    with transaction.atomic(durable=True):
        letter = due.select_for_update(skip_locked=True).order_by("next_try", "key").first()
        if letter is None:
            return None
        taken = due.filter(pk=letter.pk).update(state=State.SENDING, next_try=None, claimed_until=now + LEASE)
        assert taken == 1, "a letter that is locked is nobody else's"
        return Attempt.objects.create(letter=letter, began=now, message_id=new_message_id(office.sender))


def _sent(attempt: Attempt, office: PostOffice) -> Outcome:
    letter = attempt.letter
    try:
        mail = mail_of(letter, attempt, office.sender, attempt.began)
    except Exception as error:  # an address or a name that no mail can hold: the next try would be the same
        return Outcome.of("refused", f"no mail can be made of it: {error}")
    return office.post.send(mail, to=letter.address, token=token_in(attempt.message_id))


@transaction.atomic
def _finish(attempt: Attempt, outcome: Outcome, at: datetime) -> None:
    """Writes down what became of an attempt, unless it has been given up meanwhile."""
    held = Letter.objects.filter(pk=attempt.letter_id, state=State.SENDING)
    state, next_try = _after(attempt, outcome, at)
    mine = Attempt.objects.filter(pk=attempt.pk, ended__isnull=True)
    if mine.update(ended=at, outcome=outcome.became, said=outcome.said):
        held.update(state=state, next_try=next_try, claimed_until=None)
    else:
        log.error("%s was given up before its answer came: %s", attempt.letter_id, outcome.said)


def _after(attempt: Attempt, outcome: Outcome, at: datetime) -> tuple[str, datetime | None]:
    """Where a letter is after an attempt, and when it is tried again."""
    if outcome.became != "again":
        return outcome.became, None
    times = Attempt.objects.filter(letter=attempt.letter_id).order_by("began", "id")
    if at - times[0].began >= GIVEN_UP_AFTER:
        return State.REFUSED, None
    return State.WAITING, at + TRIED_AGAIN_AFTER[min(len(times), len(TRIED_AGAIN_AFTER)) - 1]


def mark_cut_off(at: datetime) -> int:
    """Marks the letters as perhaps sent that somebody took and never gave back; gives how many."""
    lost = Letter.objects.filter(state=State.SENDING, claimed_until__lt=at)
    return sum(_cut_off(letter.pk, at) for letter in lost)


@transaction.atomic
def _cut_off(key: str, at: datetime) -> int:
    lost = Letter.objects.filter(pk=key, state=State.SENDING, claimed_until__lt=at)
    if not lost.update(state=State.PERHAPS_SENT, claimed_until=None):
        return 0
    Attempt.objects.filter(letter=key, ended__isnull=True).update(
        ended=at, outcome=Attempt.Outcome.PERHAPS_SENT, said=CUT_OFF
    )
    return 1
