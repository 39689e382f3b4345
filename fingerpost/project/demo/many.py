"""Many lives, by as many processes as there are cores, in order and never more at once than memory should hold."""

import os
import signal
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_all_start_methods, get_context

from fingerpost.project.demo.cast import Cast
from fingerpost.project.demo.lives import Life, life_of, rules_of

AT_A_TIME = 50
AHEAD = 6
"""So many parts are made while an earlier one is still being recorded."""
WORTH_PROCESSES = 1000
"""For fewer lives one process is as quick."""


def lives_of(cast: Cast) -> Iterator[Life]:
    """The lives of all learners, in order. Raises OSError where a process is ended from outside."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if cast.learners < WORTH_PROCESSES or cores < 2 or "fork" not in get_all_start_methods():
        rules = rules_of(cast)
        yield from (life_of(cast, rules, number) for number in range(cast.learners))
    else:
        yield from _by_processes(cast)


def _by_processes(cast: Cast) -> Iterator[Life]:
    starts = iter(range(0, cast.learners, AT_A_TIME))
    pool = ProcessPoolExecutor(2, get_context("fork"), _begin, (cast,))
    waiting: deque[Future[list[Life]]] = deque()
    try:
        for start in starts:
            waiting.append(pool.submit(_part, start))
            if len(waiting) > AHEAD:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
    except BrokenProcessPool:
        raise OSError("a process was ended from outside, perhaps for want of memory") from None
    finally:
        pool.shutdown(cancel_futures=True)


_work: list[Cast] = []
"""In a process of its own: whose lives it makes."""


def _begin(cast: Cast) -> None:
    """A process begins. Only the first process hears Ctrl-C; it stops the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _work[:] = [cast]


def _part(start: int) -> list[Life]:
    cast = _work[0]
    rules = rules_of(cast)
    return [life_of(cast, rules, number) for number in range(start, min(start + AT_A_TIME, cast.learners))]
