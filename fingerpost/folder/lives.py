"""Lives: what is wrong with a subject's facts taken together, although each row is sound.

A life starts once and ends after it started; a correction corrects something. All of it is asked
of the facts in force, after corrections.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from fingerpost.folder.facts_sheet import FactsSheet
from fingerpost.folder.findings import Findings
from fingerpost.rules.facts import Fact, faults_of_corrections, in_force
from fingerpost.rules.kinds import Kind

PLANNED_END = "planned_end"


def check_lives(sheet: FactsSheet, kinds: Mapping[str, Kind], findings: Findings) -> None:
    """Add what is wrong with each subject's facts together; `sheet` has them in order of days.

    Of a subject with a row that could not be taken nothing is said: that row is to be mended first.
    """
    if not sheet.is_whole:
        return
    lives = Lives(sheet, kinds, findings)
    for subject, facts in sheet.facts_of.items():
        if subject not in sheet.spoilt:
            lives.check(subject, facts)


def faults_of_own_corrections(
    facts: Sequence[Fact], anywhere: Callable[[str], Fact | None]
) -> Iterator[tuple[Fact, str]]:
    """What is wrong with one subject's corrections; `anywhere` finds a fact of another subject.

    Asked subject by subject, so that a wrong id is compared with a few ids and not with all.
    """
    own = {fact.id for fact in facts}
    named = {fact.supersedes for fact in facts if fact.supersedes} - own
    foreign = [fact for fact in map(anywhere, sorted(named)) if fact is not None]
    for fact, what in faults_of_corrections([*facts, *foreign]):
        if fact.id in own:
            yield fact, what


class Lives:
    """The checks of one folder."""

    def __init__(self, sheet: FactsSheet, kinds: Mapping[str, Kind], findings: Findings) -> None:
        self._sheet = sheet
        self._findings = findings
        starting = [kind for kind in kinds.values() if kind.marks == "starts"]
        self._starts_of = {sort: kind.name for kind in starting for sort in kind.about}
        self._elsewhere: dict[str, Fact] = {}

    def check(self, subject: str, facts: Sequence[Fact]) -> None:
        """One subject's facts, in order of days."""
        if any(fact.supersedes for fact in facts):
            faults = [*faults_of_own_corrections(facts, self._anywhere)]
            for fact, what in faults:
                if not self._is_refused(fact.supersedes or ""):
                    late = what.startswith("was recorded before")
                    self._error(fact, "recorded_at" if late else "supersedes", what)
            if faults:
                return  # what is in force cannot be told
            facts = in_force(facts)
        if facts:
            self._check_start(subject, facts)
            self._check_breaks(facts)

    def _anywhere(self, fact_id: str) -> Fact | None:
        if not self._elsewhere:
            every = self._sheet.facts_of.values()
            self._elsewhere = {fact.id: fact for facts in every for fact in facts}
        return self._elsewhere.get(fact_id)

    def _is_refused(self, fact_id: str) -> bool:
        """Whether a fact is in the file but could not be taken, which is said at its own line."""
        return fact_id in self._sheet.lines and self._anywhere(fact_id) is None

    def _check_start(self, subject: str, facts: Sequence[Fact]) -> None:
        starts = [fact for fact in facts if fact.kind.marks == "starts"]
        wanted = self._starts_of.get(subject.partition(":")[0])
        if wanted and not starts:
            first = min(facts, key=self._line)
            what = f"{subject} has no {wanted!r} in force; add the row that says when it began"
            self._error(first, "subject", what)
        for again in starts[1:]:
            self._error(
                again,
                "kind",
                f"{subject} started on {starts[0].on} already ({self._place(starts[0])}): keep one "
                "and withdraw the other (null data), or give the second start a subject of its own",
            )
        if starts:
            self._check_ends(starts[0], [fact for fact in facts if fact.kind.marks == "ends"])
            self._check_planned_ends(starts[0], facts)

    def _check_ends(self, start: Fact, ends: Sequence[Fact]) -> None:
        for end in ends:
            if end.day < start.day:
                began = f"it started on {start.on} ({self._place(start)})"
                what = f"{end.kind.name} on {end.on}, before {began}; correct one of the two days"
                self._error(end, "on", what)
        for again in ends[1:]:
            what = f"it ended on {ends[0].on} already ({ends[0].kind.name}, {self._place(ends[0])})"
            self._warning(again, "kind", f"{what}; the first end counts: withdraw the one that is not so")

    def _check_planned_ends(self, start: Fact, facts: Sequence[Fact]) -> None:
        for fact in facts:
            planned = fact.data.get(PLANNED_END) if fact.kind.sets and fact.data else None
            if planned is not None and planned < start.on:
                began = f"it started on {start.on} ({self._place(start)})"
                self._warning(fact, "data", f"{PLANNED_END} {planned} is before {began}; see which is right")

    def _check_breaks(self, facts: Sequence[Fact]) -> None:
        began: Fact | None = None
        for fact in facts:
            marks = fact.kind.marks
            if marks == "break_begins" and began is not None:
                what = f"a break runs already since {began.on} ({self._place(began)})"
                self._warning(fact, "kind", f"{what}; the first beginning counts")
            elif marks == "break_begins":
                began = fact
            elif marks == "break_ends" and began is None:
                what = "no break runs on this day, so this ends none; add the day on which it began"
                self._warning(fact, "kind", what)
            elif marks == "break_ends":
                began = None

    def _error(self, fact: Fact, column: str, what: str) -> None:
        self._findings.error(self._sheet.path, self._line(fact), column, what)

    def _warning(self, fact: Fact, column: str, what: str) -> None:
        self._findings.warning(self._sheet.path, self._line(fact), column, what)

    def _line(self, fact: Fact) -> int:
        return self._sheet.lines[fact.id]

    def _place(self, fact: Fact) -> str:
        return f"line {self._line(fact)}"
