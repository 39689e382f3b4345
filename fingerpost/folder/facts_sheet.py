"""facts.csv: one row a fact, checked row by row; `lives` checks the rows of a subject together."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from hashlib import sha256
from json import JSONEncoder
from pathlib import Path
from typing import Any

from fingerpost.folder.cells import data_of, day_of, moment_of, plain, shown, subject_of
from fingerpost.folder.findings import Findings
from fingerpost.folder.sheets import Columns, open_sheet
from fingerpost.rules.calendar import FIRST_YEAR, LAST_YEAR
from fingerpost.rules.concept import nearest
from fingerpost.rules.facts import Fact
from fingerpost.rules.kinds import FactError, Kind

FACTS_FILE = "facts.csv"
FACTS_COLUMNS = Columns(
    ("subject", "kind", "on", "recorded_at", "by", "data"),
    ("id", "supersedes", "compartment", "text"),
)
COMPARTMENTS = ("ordinary", "at-risk", "wellbeing", "safeguarding", "monitoring")
"""Those that every provider has; a kind of fact may bring another."""
SHARED = 10_000
"""How many different data are kept while reading, so that facts that say the same share it."""
ROWS_A_REPORT = 1_000
_canonical = JSONEncoder(sort_keys=True, separators=(",", ":")).encode

Row = tuple[str, ...]


class FactsSheet:
    """The facts of one file, row by row: `facts_of` each subject, `texts` by fact, `lines` by id.

    `spoilt` holds the subjects of which a row could not be taken, so that nothing is said about
    the whole of what is known only in part; `is_whole` is false where it is not known of which.
    """

    def __init__(self, path: Path, kinds: Mapping[str, Kind], findings: Findings) -> None:
        self.path = path
        self.facts_of: defaultdict[str, list[Fact]] = defaultdict(list)
        self.texts: dict[str, str] = {}
        self.lines: dict[str, int] = {}
        self.spoilt: set[str] = set()
        self.is_whole = False
        self._kinds = kinds
        self._findings = findings
        self._sorts = sorts_of_subject(kinds)
        self._compartments = {*COMPARTMENTS, *(kind.compartment for kind in kinds.values())}
        self._has_dates = {name: bool(date_fields(kind)) for name, kind in kinds.items()}
        self._copies: Counter[str] = Counter()
        self._texts_of_copies: defaultdict[str, list[str]] = defaultdict(list)
        # Equal cells become one object. These last as long as the reading, unlike those of `cells`.
        self._subject = lru_cache(maxsize=None)(self._checked_subject)
        self._by = lru_cache(maxsize=None)(plain)
        self._compartment = lru_cache(maxsize=None)(self._checked_compartment)
        self._data = lru_cache(maxsize=SHARED)(data_of)
        self._checked: dict[tuple[str, str], Mapping[str, Any]] = {}

    def read(self, on_row: Callable[[int], None] | None) -> None:
        """Take every row, and tell `on_row` how many were read, every ROWS_A_REPORT rows."""
        sheet = open_sheet(self.path, FACTS_COLUMNS, self._findings)
        if sheet is None:
            return
        number = 0
        for number, (line, row) in enumerate(sheet.rows(self._findings), start=1):
            self._take(line, row)
            if on_row is not None and number % ROWS_A_REPORT == 0:
                on_row(number)
        if on_row is not None and number % ROWS_A_REPORT:
            on_row(number)
        if number == 0 and not self._findings.are_grave:
            self._findings.error(self.path, 1, "", "there is no fact below the header; add one")
        self._give_texts_to_copies()
        self.is_whole = sheet.is_whole

    def _take(self, line: int, row: Row) -> None:
        subject, name, on, recorded_at, by, data, key, supersedes, compartment, text = row
        try:
            kind = self._kinds[name]
            fact = Fact(
                kind,
                self._subject(subject),
                day_of(on),
                self._checked.get((name, data)) or self._data(data),
                plain(key) if key else self._derived_id(row),
                moment_of(recorded_at),
                self._by(by),
                supersedes or None,
                self._compartment(compartment) if compartment else kind.compartment,
            )
            if self._has_dates[name]:
                check_dates(fact)
            if fact.data and len(self._checked) < SHARED:
                self._checked[name, data] = fact.data
        except (KeyError, ValueError) as error:
            self._refuse(line, row, error)
            return
        if not self._is_new(fact.id, key, line):
            self.spoilt.add(fact.subject)
            return
        self.facts_of[fact.subject].append(fact)
        if text:
            self._keep_text(fact.id, key, text)

    def _is_new(self, fact_id: str, written: str, line: int) -> bool:
        first = self.lines.setdefault(fact_id, line)
        if first == line:
            return True
        what = f"{shown(fact_id)} is on line {first} already; give each fact an id of its own"
        if not written:
            what = f"the fact of line {first} has the id made for this row; give this one an id"
        self._findings.error(self.path, line, "id", what)
        return False

    def _keep_text(self, fact_id: str, written: str, text: str) -> None:
        if written:
            self.texts[fact_id] = text
        else:
            self._texts_of_copies[fact_id.partition("#")[0]].append(text)

    def _give_texts_to_copies(self) -> None:
        """Equal facts differ in their texts at most: these go to them in order, not by row."""
        for derived, texts in self._texts_of_copies.items():
            for place, text in enumerate(sorted(texts), start=1):
                self.texts[_numbered(derived, place)] = text

    def _derived_id(self, row: Row) -> str:
        """An id made of what the row says, its text apart: the same in any order of rows and keys.

        The text is left out because it may be erased one day, and the id stays.
        """
        subject, name, on, recorded_at, by, data, _, supersedes, compartment, _ = row
        moment = moment_of(recorded_at)
        said = [subject, name, on, moment and moment.isoformat(), by, self._data(data)]
        content = _canonical([*said, supersedes, compartment])
        derived = f"auto-{sha256(content.encode()).hexdigest()[:20]}"
        self._copies[derived] += 1
        return _numbered(derived, self._copies[derived])

    def _refuse(self, line: int, row: Row, error: Exception) -> None:
        """Say everything that is wrong with a row that cannot be taken."""
        self.spoilt.add(row[0])
        if row[6]:
            self.lines.setdefault(row[6], line)
        if self._findings.are_many:
            self._findings.count_error()
            return
        faults = list(self._faults_of_cells(row)) or list(self._faults_of_fact(row))
        if not faults:
            raise error  # a fault of the program, not of the row
        for column, what in faults:
            self._findings.error(self.path, line, column, what)

    def _faults_of_cells(self, row: Row) -> Iterator[tuple[str, str]]:
        read: dict[str, Callable[[str], object]] = {
            "subject": self._checked_subject,
            "kind": self._checked_kind,
            "on": day_of,
            "recorded_at": moment_of,
            "by": plain,
            "data": data_of,
            "id": plain,
            "compartment": lambda cell: cell and self._checked_compartment(cell),
        }
        for column, cell in zip(FACTS_COLUMNS.all, row, strict=True):
            try:
                if column in read:
                    read[column](cell)
            except ValueError as error:
                yield column, str(error)

    def _faults_of_fact(self, row: Row) -> Iterator[tuple[str, str]]:
        """What is wrong although each cell can be read: the cells do not fit one another."""
        subject, name, on, _, _, data, _, supersedes, *_ = row
        kind, content = self._kinds[name], data_of(data)
        column = "data"
        if kind.about and subject.partition(":")[0] not in kind.about:
            column = "subject"
        elif content is None and not supersedes:
            column = "supersedes"
        try:
            check_dates(Fact(kind, subject, day_of(on), content, "?", None, "", supersedes or None))
        except FactError as error:
            yield column, str(error)

    def _checked_subject(self, text: str) -> str:
        sort = subject_of(text).partition(":")[0]
        if sort not in self._sorts:
            raise ValueError(f"there is no sort of subject {shown(sort)}; {nearest(sort, self._sorts)}")
        return text

    def _checked_kind(self, text: str) -> Kind:
        if text not in self._kinds:
            hint = nearest(text, self._kinds)
            raise ValueError(f"there is no kind of fact {shown(text)}; {hint}")
        return self._kinds[text]

    def _checked_compartment(self, text: str) -> str:
        if text not in self._compartments:
            hint = nearest(text, self._compartments)
            raise ValueError(f"there is no compartment {shown(text)}; {hint}")
        return text


def sorts_of_subject(kinds: Mapping[str, Kind]) -> set[str]:
    """Every sort of subject that some kind of fact is about or that a field may name."""
    fields = (field for kind in kinds.values() for field in kind.fields.values())
    named: Iterable[Any] = (*kinds.values(), *fields)
    return {sort for each in named for sort in each.about}


def date_fields(kind: Kind) -> tuple[str, ...]:
    """The fields of a kind that hold a day."""
    return tuple(name for name, field in kind.fields.items() if field.type == "date")


def check_dates(fact: Fact) -> None:
    """Raise FactError where a day in a fact's data lies outside the years of the calendar."""
    for name in date_fields(fact.kind):
        day = (fact.data or {}).get(name)
        if isinstance(day, date) and not FIRST_YEAR <= day.year <= LAST_YEAR:
            years = f"{FIRST_YEAR} to {LAST_YEAR}"
            raise FactError(f"{name}: {day} is outside the calendar, which holds {years}", name)


def _numbered(derived: str, place: int) -> str:
    return derived if place == 1 else f"{derived}#{place}"
