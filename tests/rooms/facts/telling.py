"""What tests of the ledger tell it: one enrolment, and facts about it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any

from django.db import connection, transaction

from fingerpost.facts.actions import record
from fingerpost.facts.keys import new_key
from fingerpost.facts.models import Entry

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
COACH = "person:22mhq7tgkwzn"
STARTED = {
    "learner": "person:3f9kwm2rxq7t",
    "programme_type": "apprenticeship",
    "nation": "england",
    "planned_end": date(2027, 1, 5),
}


def day(text: str) -> date:
    """A date, shortly."""
    return date.fromisoformat(text)


def enrolled(**changes: Any) -> str:
    """The key of a new enrolment that started on Monday 5 January 2026."""
    key = new_key("enrolment")
    record(subject=key, kind="started", on=day("2026-01-05"), by=COACH, at=AT, data={**STARTED, **changes})
    return key


def absence(subject: str, on: str, said: str = "") -> Entry:
    """The learner did not come and gave no notice."""
    data = {"sort": "session", "outcome": "absent_without_notice"}
    return record(subject=subject, kind="session", on=day(on), by=COACH, at=AT, data=data, said=said)


@contextmanager
def undone() -> Iterator[None]:
    """What is written within is taken back at the end, so that each of many generated cases begins anew."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def run(statement: str, *values: int) -> None:
    """Runs SQL past all that the product checks, and takes it back where the database refuses."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
