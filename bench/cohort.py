"""A synthetic cohort: enrolments with a fixed number of facts each, alike in every run."""

from collections.abc import Iterator, Mapping
from datetime import date
from random import Random
from typing import Any

from fingerpost.rules.facts import Fact
from fingerpost.rules.kinds import Kind

FIRST_DAY = date(2025, 9, 1).toordinal()
DATES = {day: date.fromordinal(day) for day in range(FIRST_DAY - 10, FIRST_DAY + 30_000)}
STARTED: dict[str, dict[str, Any]] = {
    nation: {"learner": "person:P-1", "programme_type": "apprenticeship", "nation": nation, "employer": "Invented Ltd"}
    for nation in ("england", "wales")
}
PROGRESS: dict[str, Any] = {"percent": 20, "expected": 20}
ATTENDED: dict[str, Any] = {"sort": "session", "outcome": "attended"}
ABSENT: dict[str, Any] = {"sort": "session", "outcome": "absent_without_notice"}
ORDINARY: dict[str, Any] = {"way": "email", "direction": "out", "party": "learner", "purpose": "ordinary"}
PHONED: dict[str, Any] = {"way": "phone", "direction": "out", "party": "learner", "purpose": "welfare"}
EMAILED: dict[str, Any] = {"way": "email", "direction": "out", "party": "learner", "purpose": "welfare"}
NOTICE: dict[str, Any] = {"stage": 1, "to": ["learner", "employer"]}
NOTHING: dict[str, Any] = {}
YES: dict[str, Any] = {"party": "learner", "commitment": True}
EVERYDAY = (("progress", PROGRESS), ("session", ATTENDED), ("contact", ORDINARY))
CASE = ((0, "session", ABSENT), (1, "notice_sent", NOTICE), (2, "contact", PHONED), (3, "contact", EMAILED))


def cohort(kinds: Mapping[str, Kind], enrolments: int, facts_each: int) -> Iterator[tuple[str, list[Fact]]]:
    """Enrolments with so many facts each, something recorded every four days or so.

    A fifth have an absence that is followed up by a notice and two attempts, half of those an answer; a tenth fall
    silent for two months. Half have completed; the others run on, so that time alone brings each of them a silence
    after its last fact.
    """
    random = Random(enrolments * facts_each)
    checked: dict[tuple[str, int], Mapping[str, Any]] = {}

    def data_of(kind: str, data: dict[str, Any]) -> Mapping[str, Any]:
        """The same data for all facts that say the same, as a folder's reader gives it."""
        key = (kind, id(data))
        if key not in checked:
            checked[key] = kinds[kind].read(data)
        return checked[key]

    for number in range(enrolments):
        subject = f"enrolment:E-{number:06}"
        told = _told(random, facts_each, random.random(), has_completed=random.random() < 0.5)
        yield (
            subject,
            [
                Fact(kinds[kind], subject, DATES[day], data_of(kind, data), f"{number}-{place}")
                for place, (day, kind, data) in enumerate(told)
            ],
        )


def _told(
    random: Random, facts_each: int, fate: float, *, has_completed: bool
) -> list[tuple[int, str, dict[str, Any]]]:
    day = FIRST_DAY + random.randrange(60)
    told = [(day, "started", STARTED["england" if random.random() < 0.7 else "wales"])]
    case = facts_each // 2 if fate < 1 / 5 else -1
    while len(told) < facts_each:
        if len(told) == case:
            told += [(day + after, kind, data) for after, kind, data in CASE]
            day += 4
            if fate < 1 / 10:
                told.append((day, "response", YES))
        day += 60 if fate > 9 / 10 and len(told) == facts_each - 5 else random.randrange(1, 8)
        kind, data = EVERYDAY[random.randrange(3)]
        told.append((min(day, FIRST_DAY + 24_000), kind, data))
    told = told[:facts_each]
    if has_completed:
        told[-1] = (told[-1][0], "completed", NOTHING)
    return told
