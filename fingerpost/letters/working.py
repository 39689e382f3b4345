"""Sending and reading again and again: what the worker beside the web server does."""

import logging
from collections.abc import Callable
from time import monotonic, sleep

from django.db import connections

from fingerpost.letters.failing import tell_failures
from fingerpost.letters.mailbox import MailboxError
from fingerpost.letters.office import mailbox, office
from fingerpost.letters.sending import send_waiting

PAUSE = 2.0
"""Seconds between two looks at what waits."""
REPORTS_EVERY = 60.0
"""Seconds between two looks into the mailbox."""
log = logging.getLogger(__name__)


def read_reports() -> int:
    """Reads the mailbox of the settings, and records what came back; gives how many reports were ours, 0 where no
    mailbox is named. Raises MailboxError."""
    box = mailbox()
    if box is None:
        return 0
    now = office().now()
    read = box.read_reports(now)
    tell_failures(now)
    return read


def post_as_it_comes(*, goes_on: Callable[[], bool]) -> None:
    """Sends what waits and reads what came back, and so on as long as it goes on: a conversation that has begun is held
    to its end."""
    read_at = -REPORTS_EVERY
    while goes_on():
        try:
            send_waiting(office(), goes_on=goes_on)
            if goes_on() and monotonic() - read_at >= REPORTS_EVERY:
                read_at = monotonic()
                read_reports()
        except MailboxError as error:
            log.warning("%s; another try follows", error)
        except Exception:  # the database is away: the worker lives on
            log.exception("letters could not be sent; another try follows")
            connections.close_all()
        _rest(goes_on)


def _rest(goes_on: Callable[[], bool], slices: int = 10) -> None:
    for _ in range(slices):
        if goes_on():
            sleep(PAUSE / slices)
