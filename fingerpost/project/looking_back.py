"""Every subject of a folder looked back at, under several terms, by as many processes as there are cores.

What the folder says is read once: the processes are forked and share it. The answer is the same for any number of
them.
"""

import gc
import os
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_all_start_methods, get_context

from fingerpost.project.input import Given
from fingerpost.project.progress import Progress
from fingerpost.rules.backtest import Found, Question, look_back
from fingerpost.rules.policy import Policy
from fingerpost.rules.terms import Terms

AT_A_TIME = 500
MOST_PROCESSES = 2
"""More would need more memory, and a cohort of 30,000 does not need more."""


@dataclass(frozen=True, slots=True)
class Pass:
    """One way through the past: under which terms, and by which rules."""

    policy: Policy
    terms: Terms


@dataclass(frozen=True, slots=True)
class Work:
    """All that a process has to know: who is looked at, what is asked, and under which terms in turn."""

    given: Given
    question: Question
    passes: Sequence[Pass]
    subjects: Sequence[str]

    def part(self, number: int, start: int) -> list[Found]:
        """What is found of some subjects on one way through the past."""
        way, last = self.passes[number], self.given.today.toordinal()
        facts_of = self.given.folder.facts_of
        found = (
            look_back(self.question, way.policy, way.terms, subject, facts_of[subject], last)
            for subject in self.subjects[start : start + AT_A_TIME]
        )
        return [each for each in found if each is not None]

    def parts(self) -> list[tuple[int, int]]:
        """The work cut up, in order."""
        starts = range(0, len(self.subjects), AT_A_TIME)
        return [(number, start) for number in range(len(self.passes)) for start in starts]


def look_back_at_all(work: Work) -> list[list[Found]]:
    """What is found of every subject, once for each way through the past, in order. Raises OSError where a process
    is ended from outside."""
    found: list[list[Found]] = [[] for _ in work.passes]
    with Progress("readings", len(work.subjects) * len(work.passes)) as progress:
        done = 0
        for (number, _), part in zip(work.parts(), _worked_out(work), strict=True):
            found[number].extend(part)
            done += min(AT_A_TIME, len(work.subjects))
            progress.at(done)
    return found


def _worked_out(work: Work) -> Iterator[list[Found]]:
    parts = work.parts()
    processes = min(_cores(), MOST_PROCESSES, len(parts))
    if processes < 2 or "fork" not in get_all_start_methods():
        return (work.part(*each) for each in parts)
    return _by_processes(work, parts, processes)


def _cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _by_processes(work: Work, parts: Sequence[tuple[int, int]], processes: int) -> Iterator[list[Found]]:
    gc.collect()
    gc.freeze()  # what is read by now is not gone through again, which would copy it into each process
    pool = ProcessPoolExecutor(processes, get_context("fork"), _begin, (work,))
    try:
        waiting: list[Future[list[Found]]] = [pool.submit(_part, *each) for each in parts]
        for each in waiting:
            yield each.result()
    except BrokenProcessPool:
        raise OSError("a process was ended from outside, perhaps for want of memory") from None
    finally:
        pool.shutdown(cancel_futures=True)
        gc.unfreeze()


_work: list[Work] = []
"""In a process of its own: what it works on."""


def _begin(work: Work) -> None:
    """A process begins. Only the first process hears Ctrl-C; it stops the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _work[:] = [work]


def _part(number: int, start: int) -> list[Found]:
    return _work[0].part(number, start)
