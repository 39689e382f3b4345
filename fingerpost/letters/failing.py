"""What becomes of a letter that failed: a fact about the learner says so, and a duty follows from it."""

import logging
from datetime import datetime

from django.db import InterfaceError, OperationalError, transaction

from fingerpost.facts.actions import record
from fingerpost.facts.keys import PROVIDER
from fingerpost.kit import clock
from fingerpost.letters.models import Letter

FAILED = (Letter.State.REFUSED, Letter.State.CAME_BACK, Letter.State.PERHAPS_SENT)
PARTIES = ("learner", "employer")
"""The recipients that a fact names; all others are staff."""
log = logging.getLogger(__name__)


def tell_failures(at: datetime) -> int:
    """Records every failure that is not in the record yet; gives how many. A learner whose record is odd keeps no other
    waiting: theirs is tried again the next time. Raises OperationalError where the database is not there."""
    keys = Letter.objects.filter(state__in=FAILED, failure_told__isnull=True).order_by("made_at", "key")
    told = 0
    for key in keys.values_list("key", flat=True):
        try:
            told += tell_failure(key, at)
        except (OperationalError, InterfaceError):
            raise
        except Exception:  # whatever it is, it is one learner's
            log.exception("the failure of %s could not be recorded", key)
    return told


@transaction.atomic
def tell_failure(key: str, at: datetime) -> bool:
    """Records that a letter failed, unless that is done; gives whether it was to be done."""
    letter = Letter.objects.select_for_update(no_key=True).filter(pk=key, failure_told__isnull=True).first()
    if letter is None or letter.state not in FAILED:
        return False
    data = {"letter": letter.key, "why": letter.state, "party": party_of(letter)}
    entry = record(subject=letter.subject_id, kind="letter_failed", on=clock.day_of(at), by=PROVIDER, at=at, data=data)
    Letter.objects.filter(pk=key).update(failure_told=entry)
    return True


def party_of(letter: Letter) -> str:
    """The recipient as a fact names them."""
    return letter.recipient_sort if letter.recipient_sort in PARTIES else "staff"
