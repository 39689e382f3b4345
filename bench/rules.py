"""`./run bench rules`: how fast the rules are, in memory, in one process, beside a loop written by hand.

Prints enrolments a second, microseconds a duty and peak memory; then how the cost grows with the facts of a subject.
"""

import gc
import resource
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter

from bench.by_hand import stage_1_by_hand
from bench.cohort import cohort
from fingerpost.rules.calendar import Calendar
from fingerpost.rules.duties import evaluate
from fingerpost.rules.facts import Fact
from fingerpost.rules.history import History
from fingerpost.rules.packs import load_policy
from fingerpost.rules.policy import Policy
from fingerpost.rules.reading import Reading

PACKS = Path(__file__).resolve().parent.parent / "packs"
LADDER = "escalation"
PASSES = 5
BLOCK = 1000
"""All is timed so many times, a block of enrolments by itself, and each block counts at its quickest: what else a
machine does only ever makes work slower, and it seldom strikes the same block in every pass."""
Subjects = Sequence[tuple[str, list[Fact]]]
Way = Callable[[str, list[Fact]], int]


def main() -> None:
    """Runs the benchmarks and prints their figures."""
    parser = ArgumentParser(prog="./run bench rules")
    parser.add_argument("--enrolments", type=int, default=100_000)
    parser.add_argument("--facts", type=int, default=30)
    options = parser.parse_args()
    policy, _ = load_policy(PACKS / "learners-at-risk", PACKS)
    before = _peak()
    subjects = list(cohort(policy.kinds, options.enrolments, options.facts))
    number = sum(len(facts) for _, facts in subjects)
    print(f"{len(subjects):,} enrolments, {number:,} facts in memory: {(_peak() - before) / number:,.0f} bytes a fact")
    gc.freeze()
    for name, way in ways(policy).items():
        report(name, way, subjects)
    print(f"peak memory {_peak() / 2**20:,.0f} MiB")
    growth(policy)


def ways(policy: Policy) -> dict[str, Way]:
    """What is timed, each giving the number of duties of a subject."""
    terms = policy.terms(History("provider:self", []))
    calendars = {nation: Calendar(nation) for nation in ("england", "wales")}
    rule = policy.procedures[LADDER]

    def by_hand(subject: str, facts: list[Fact]) -> int:
        return len(stage_1_by_hand(facts, calendars))

    def ladder(subject: str, facts: list[Fact]) -> int:
        return sum(1 for _ in rule.duties(Reading(History(subject, facts), terms, policy)))

    def whole_pack(subject: str, facts: list[Fact]) -> int:
        return len(evaluate(policy, terms, History(subject, facts)).duties)

    return {"by hand, stage 1": by_hand, "the ladder alone": ladder, "the whole pack": whole_pack}


def report(name: str, way: Way, subjects: Subjects) -> None:
    """Times a way over all subjects and prints its figures: undisturbed, and how a pass went on the whole."""
    passes = [_timed(way, subjects) for _ in range(PASSES)]
    seconds = sum(min(times) for times in zip(*(times for times, _ in passes), strict=True))
    mean = sum(sum(times) for times, _ in passes) / PASSES
    duties = passes[0][1]
    print(
        f"{name:18} {len(subjects) / seconds:9,.0f} enrolments/s {seconds / len(subjects) * 1e6:8.1f} µs an enrolment "
        f"{seconds / max(duties, 1) * 1e6:7.1f} µs a duty ({duties:,} duties); "
        f"with all that the machine did besides {len(subjects) / mean:,.0f} enrolments/s"
    )


def growth(policy: Policy) -> None:
    """How the cost of one enrolment grows with its facts."""
    print("growth with the facts of an enrolment (µs an enrolment, µs a fact):")
    for facts_each in (30, 300, 3000):
        subjects = list(cohort(policy.kinds, 30_000 // facts_each, facts_each))
        costs = []
        for name, way in ways(policy).items():
            each = min(sum(_timed(way, subjects)[0]) for _ in range(PASSES)) / len(subjects) * 1e6
            costs.append(f"{name} {each:,.0f}, {each / facts_each:.2f}")
        print(f"{facts_each:6,} facts: " + "; ".join(costs))


def _timed(way: Way, subjects: Subjects) -> tuple[list[float], int]:
    """The seconds that each block took, and the number of duties of all."""
    seconds, duties = [], 0
    for first in range(0, len(subjects), BLOCK):
        begun = perf_counter()
        for subject, facts in subjects[first : first + BLOCK]:
            duties += way(subject, facts)
        seconds.append(perf_counter() - begun)
    return seconds, duties


def _peak() -> int:
    """The largest memory of this process so far, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


if __name__ == "__main__":
    main()
