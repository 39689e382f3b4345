"""What became of every line read: counts that must add up before a folder is handed over."""

from collections import Counter
from dataclasses import dataclass, field

from examples.oulad.as_apprenticeships import Fact, Outcome, outcome
from examples.oulad.open_university import Dataset, Enrolment

HANDED_IN = "progress, one for each piece of work handed in"
ACTIVE = "progress, one for each day of activity"
BANKED = "left out: carried over from an earlier presentation"
NO_ENROLMENT = "left out: the enrolment never started"


@dataclass(frozen=True, slots=True)
class Accounts:
    """Enrolments, submissions and activity days by what became of them, and facts by kind."""

    dataset: Dataset
    enrolments: Counter[str] = field(default_factory=Counter)
    submissions: Counter[str] = field(default_factory=Counter)
    active_days: Counter[str] = field(default_factory=Counter)
    facts: Counter[str] = field(default_factory=Counter)
    remarks: Counter[str] = field(default_factory=Counter)

    def count(self, enrolment: Enrolment, facts: list[Fact]) -> None:
        """Count one enrolment, with all that was read about it and the facts it became."""
        ended = outcome(enrolment)
        never_started = ended is Outcome.NEVER_STARTED
        self.enrolments[ended] += 1
        for submission in enrolment.submissions:
            kept = BANKED if submission.is_banked else HANDED_IN
            self.submissions[NO_ENROLMENT if never_started else kept] += 1
        self.active_days[NO_ENROLMENT if never_started else ACTIVE] += len(enrolment.active_days)
        self.facts.update(fact.kind for fact in facts)
        if not never_started:
            self._remark(enrolment, facts)

    def _remark(self, enrolment: Enrolment, facts: list[Fact]) -> None:
        start = enrolment.presentation.on(enrolment.start_day)
        ends = [fact.on for fact in facts if fact.kind in ("completed", "withdrew")]
        progress = [fact.on for fact in facts if fact.kind == "progress"]
        self.remarks["enrolments in Wales"] += enrolment.region == "Wales"
        self.remarks["enrolments without a day of registration"] += enrolment.registered is None
        self.remarks["enrolments started late, on registration"] += enrolment.start_day > 0
        self.remarks["progress before the start"] += sum(on < start for on in progress)
        self.remarks["progress after the end"] += sum(on > max(ends, default=on) for on in progress)

    def faults(self) -> list[str]:
        """Return what does not add up: nothing, unless the mapping lost or doubled something."""
        read, counted = self.dataset.lines_read, self.enrolments
        left_out = counted[Outcome.NEVER_STARTED]
        handed_in, active = self.submissions[HANDED_IN], self.active_days[ACTIVE]
        sums = {
            "enrolments": (read["studentInfo.csv"], counted.total()),
            "submissions": (read["studentAssessment.csv"], self.submissions.total()),
            "activity days": (read["studentVleDaily.csv"], self.active_days.total()),
            "started": (counted.total() - left_out, self.facts["started"]),
            "progress": (handed_in + active, self.facts["progress"]),
            "completed": (counted[Outcome.PASSED], self.facts["completed"]),
            "withdrew": (
                counted[Outcome.FAILED] + counted[Outcome.UNREGISTERED],
                self.facts["withdrew"],
            ),
        }
        return [f"{name}: {due:,} expected, {had:,} counted" for name, (due, had) in sums.items() if due != had]

    def lines(self) -> list[str]:
        """Return the counts as a table of plain lines."""
        read = self.dataset.lines_read
        return [
            *_table("enrolments read", read["studentInfo.csv"], self.enrolments),
            *_table("submissions read", read["studentAssessment.csv"], self.submissions),
            *_table("activity days read (AAA only)", read["studentVleDaily.csv"], self.active_days),
            *_table("facts written", self.facts.total(), self.facts),
            *_table("of these", None, self.remarks),
        ]


def _table(title: str, total: int | None, parts: Counter[str]) -> list[str]:
    head = title if total is None else f"{title:<58}{total:>9,}"
    return [head, *(f"  {name:<56}{number:>9,}" for name, number in sorted(parts.items()))]
