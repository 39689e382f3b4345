"""Rebuilding: all duties are worked out that were not worked out under what rules now; once, or again and again."""

import logging
from collections.abc import Callable, Sequence
from time import sleep
from typing import NamedTuple

from django.db import InterfaceError, OperationalError, connections, transaction

from fingerpost.duties.queries import subjects_pending
from fingerpost.facts.actions import follow, wait_for

BATCH = 200
"""How many subjects a rebuild takes at once: each batch is a transaction, so that it can be stopped after any."""
PAUSE = 2.0
"""Seconds between two looks, where it goes on looking."""
Progress = Callable[[int, int], None]
"""Is told how many subjects are done, and of how many."""
log = logging.getLogger(__name__)


class Rebuilt(NamedTuple):
    """How many subjects were worked out, and the keys of those that could not be: they stay pending."""

    done: int
    failed: tuple[str, ...]


def rebuild(*, progress: Progress | None = None) -> Rebuilt:
    """Works out the duties of every subject whose duties were not worked out under what rules now. It can be stopped at
    any moment and begun again: what is done is not done twice. A subject that cannot be worked out keeps no other
    waiting. Raises OperationalError where the database is not there."""
    total, done = subjects_pending().count(), 0
    failed: list[str] = []
    while keys := list(subjects_pending().exclude(key__in=failed).values_list("key", flat=True)[:BATCH]):
        lost = _work_out(keys)
        failed += lost
        done += len(keys) - len(lost)
        if progress is not None:
            progress(done, max(total, done))
    return Rebuilt(done, tuple(failed))


def _work_out(keys: Sequence[str]) -> list[str]:
    """Works out some subjects together, or each by itself where that fails; gives those that cannot be worked out."""
    try:
        with transaction.atomic():
            wait_for(keys)
            follow(keys)
    except (OperationalError, InterfaceError):
        raise
    except Exception:  # whatever it is, it is one subject's: its record is odd, or a rule fails on it
        return list(keys) if len(keys) == 1 else [key for each in keys for key in _work_out([each])]
    return []


def rebuild_as_it_comes(*, goes_on: Callable[[], bool], progress: Progress | None = None) -> None:
    """Rebuilds, looks again after a while, and so on as long as it goes on: for a worker beside the web server. A
    subject that cannot be worked out is named in the log once."""
    named: frozenset[str] = frozenset()
    while goes_on():
        try:
            failed = frozenset(rebuild(progress=progress).failed)
            for key in sorted(failed - named):
                log.error("the duties of %s could not be worked out", key)
            named = failed
        except Exception:  # the database is away, a pack is being changed: the worker lives on
            log.exception("duties could not be worked out; another try follows")
            connections.close_all()
        sleep(PAUSE)
