"""Lives and breaks as rows: they say what the facts say, whatever their order, and a rebuild makes the same."""

from datetime import date, timedelta
from random import Random
from typing import Any

import pytest

from fingerpost.caseload import telling
from fingerpost.caseload.follow import project
from fingerpost.caseload.models import Break, Life
from fingerpost.duties.actions import forget
from fingerpost.duties.rebuilding import rebuild
from fingerpost.facts.actions import record_all, withdraw
from fingerpost.facts.keys import new_key
from fingerpost.facts.queries import facts_of
from fingerpost.facts.rows import Told
from fingerpost.rules.facts import Fact
from tests.rooms.caseload_read.cast import NOW, Cast, on

START = date(2025, 9, 1)
BY = "person:2222aaaa3333"


def test_a_life_says_the_last_of_everything(cast: Cast) -> None:
    life = Life.objects.get(pk=cast.subject("Amina"))
    assert (life.started_on, life.planned_end, life.ended_on) == (on("2025-07-07"), on("2026-10-09"), None)
    assert (life.last_progress_on, life.percent, life.expected) == (on("2025-12-29"), 33, 48)
    assert (life.last_contact_on, life.rated_on) == (on("2026-02-13"), on("2026-01-20"))


def test_a_programme_that_is_over_has_an_end(cast: Cast) -> None:
    assert Life.objects.get(pk=cast.subject("Zoe")).ended_on == on("2025-12-01")


def test_a_break_runs_until_the_first_day_back(cast: Cast) -> None:
    assert _breaks(cast.subject("Kai")) == [(on("2026-02-02"), None)]
    cast.tell("Kai", telling.break_ended(on("2026-02-16")))
    assert _breaks(cast.subject("Kai")) == [(on("2026-02-02"), on("2026-02-16"))]


def test_what_was_put_deeper_shows_in_no_list(cast: Cast) -> None:
    hidden = telling.contact(on("2026-02-15"), "phone", "out", "learner", said="A referral.")
    cast.tell("Tom", Told(hidden.kind, hidden.on, hidden.data, hidden.said, "safeguarding"), by="Sana")
    assert Life.objects.get(pk=cast.subject("Tom")).last_contact_on == on("2026-02-12")


def test_a_start_taken_back_leaves_no_life(cast: Cast) -> None:
    subject = cast.enrol("Una Bell")
    started = next(fact for fact in facts_of(subject) if fact.kind.name == "started")
    withdraw(number=int(started.id), by=BY, at=NOW)
    assert not Life.objects.filter(pk=subject).exists()


def test_other_subjects_have_no_rows(cast: Cast) -> None:
    before = Life.objects.count()
    project(["provider:self", "person:2222aaaa3333"])
    assert Life.objects.count() == before


@pytest.mark.parametrize("seed", range(12))
def test_rows_say_what_a_plain_reading_of_random_facts_says(db: None, seed: int) -> None:
    subject = _random_history(Random(seed))
    facts = [fact for fact in facts_of(subject) if fact.data is not None]
    assert _row(subject) == _plainly(facts)
    assert _breaks(subject) == _plain_breaks(facts)


def test_a_rebuild_makes_the_same_rows(cast: Cast) -> None:
    for seed in range(5):
        _random_history(Random(seed))
    before = _everything()
    forget()
    Life.objects.all().delete()
    Break.objects.all().delete()
    rebuild()
    assert _everything() == before
    project([life.pk for life in Life.objects.all()])
    assert _everything() == before


def _random_history(random: Random) -> str:
    subject = new_key("enrolment")
    told = [telling.started(START, learner="person:2222bbbb3333", programme_type="apprenticeship", nation="wales")]
    for day in sorted(random.sample(range(1, 160), 14)):
        told.append(_random_fact(random, START + timedelta(days=day)))
    random.shuffle(told)
    record_all(subject=subject, told=told, by=BY, at=NOW)
    return subject


def _random_fact(random: Random, day: date) -> Told:
    number = random.randint(0, 100)
    expected = random.choice((None, random.randint(0, 100)))
    facts = (
        telling.progress(day, number, expected),
        telling.progress(day, None, number),
        telling.contact(day, "phone", random.choice(("in", "out")), "learner"),
        telling.rating(day, random.choice(("low", "medium", "high"))),
        telling.break_began(day),
        telling.break_ended(day),
        telling.changed(day, planned_end=day + timedelta(days=300)),
    )
    return random.choice(facts)


def _plainly(facts: list[Fact]) -> dict[str, Any]:
    """The row as a person with the list of facts would fill it in."""
    told = sorted(facts, key=lambda fact: fact.on)

    def last(kind: str, field: str | None = None) -> Any:
        values = [fact.on if field is None else (fact.data or {}).get(field) for fact in told if fact.kind.name == kind]
        return ([None] + [value for value in values if value is not None])[-1]

    return {
        "started_on": START,
        "planned_end": last("changed", "planned_end"),
        "ended_on": None,
        "last_progress_on": last("progress"),
        "percent": last("progress", "percent"),
        "expected": last("progress", "expected"),
        "last_contact_on": last("contact"),
        "rated_on": last("rating"),
    }


def _plain_breaks(facts: list[Fact]) -> list[tuple[date, date | None]]:
    found: list[tuple[date, date | None]] = []
    began: date | None = None
    for fact in sorted(facts, key=lambda fact: fact.on):
        if fact.kind.name == "break_began" and began is None:
            began = fact.on
        elif fact.kind.name == "break_ended" and began is not None:
            found.append((began, fact.on))
            began = None
    return [*found, (began, None)] if began else found


def _row(subject: str) -> dict[str, Any]:
    row = Life.objects.filter(pk=subject).values().get()
    return {name: value for name, value in row.items() if name != "placement_id"}


def _breaks(subject: str) -> list[tuple[date, date | None]]:
    return list(Break.objects.filter(placement=subject).order_by("since").values_list("since", "until"))


def _everything() -> tuple[list[Any], list[Any]]:
    breaks = Break.objects.order_by("placement", "since").values_list("placement", "since", "until")
    return list(Life.objects.order_by("pk").values_list()), list(breaks)
