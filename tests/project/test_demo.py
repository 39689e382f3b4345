"""The demonstration: the same from the same seed, somebody at every duty, and one result by either way."""

import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection, models, transaction

from fingerpost.duties.models import Duty
from fingerpost.duties.queries import open_on
from fingerpost.facts.kinds import kind_named
from fingerpost.facts.models import Entry
from fingerpost.journal.queries import has_line
from fingerpost.people.models import Person, User
from fingerpost.people.role_table import ROLES
from fingerpost.project.demo import many
from fingerpost.project.demo.cast import PACK, Cast, cast_of
from fingerpost.project.demo.deeds import DEEDS
from fingerpost.project.demo.fates import FATES, deck
from fingerpost.project.demo.lives import Life, life_of, rules_of
from fingerpost.project.demo.making import DEMO_MADE, SEED, DemoRefusedError, make
from fingerpost.project.demo.offered import offered
from fingerpost.rules.duties import evaluate
from fingerpost.rules.facts import Fact, in_force
from fingerpost.rules.history import History
from fingerpost.rules.policy import Policy
from fingerpost.rules.replay import is_open
from fingerpost.rules.terms import Terms

AT = datetime(2026, 11, 23, 6, tzinfo=UTC)
TODAY = AT.date()
ROOMS = ("facts", "people", "duties", "caseload")
OF_NO_MEANING = {"password"}
OTHER_DAYS = (date(2026, 12, 28), date(2027, 5, 3), date(2026, 8, 16))
"""After Christmas, on a bank holiday, on a Sunday."""


def lives(seed: int, count: int, today: date = TODAY) -> list[Life]:
    cast = cast_of(seed, count, today)
    rules = rules_of(cast)
    return [life_of(cast, rules, number) for number in range(count)]


def rows() -> dict[str, Counter[Any]]:
    """Every row of the rooms that hold the demonstration, without numbers that mean nothing."""
    there = set(connection.introspection.table_names())
    return {
        model._meta.label: Counter(map(repr, model._default_manager.values_list(*_columns(model))))
        for room in ROOMS
        for model in apps.get_app_config(room).get_models()
        if model._meta.db_table in there
    }


def _columns(model: type[models.Model]) -> list[str]:
    means = {"facts.Entry", "facts.Words", "facts.Subject"}
    fields = model._meta.concrete_fields
    return [
        field.attname
        for field in fields
        if field.attname not in OF_NO_MEANING and (model._meta.label in means or field.attname != "id")
    ]


def made(**how: Any) -> dict[str, Counter[Any]]:
    """The rows of a demonstration, which is gone again afterwards."""
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:  # a number that was taken back is not given again by itself
                cursor.execute("SELECT setval(pg_get_serial_sequence('facts_entry', 'id'), 1, false)")
        make(at=AT, **how)
        found = rows()
        transaction.set_rollback(True)
    return found


@pytest.fixture
def demo(db: None) -> Iterator[Cast]:
    yield make(at=AT, learners=len(FATES) + 1)


def test_the_same_seed_gives_the_same_bytes_of_lives() -> None:
    assert msgspec.json.encode(lives(1, 20)) == msgspec.json.encode(lives(1, 20))


def test_another_seed_gives_other_lives() -> None:
    assert msgspec.json.encode(lives(1, 3)) != msgspec.json.encode(lives(2, 3))


def test_a_life_does_not_depend_on_how_many_there_are_before_it() -> None:
    cast = cast_of(1, 40, TODAY)
    assert life_of(cast, rules_of(cast), 30) == lives(1, 40)[30]


def test_several_processes_make_the_same_lives_in_the_same_order(monkeypatch: pytest.MonkeyPatch) -> None:
    cast = cast_of(1, 130, TODAY)
    alone = list(many.lives_of(cast))
    monkeypatch.setattr(many, "WORTH_PROCESSES", 1)
    assert list(many.lives_of(cast)) == alone


def test_a_life_is_told_in_order_and_says_nothing_of_today() -> None:
    for life in lives(3, 60):
        moments = [told.at for told in life.told if told.at is not None]
        assert len(moments) == len(life.told)
        assert moments == sorted(moments)
        assert all(moment < AT for moment in moments)
        assert all(told.on < TODAY or told.kind == "session" for told in life.told)


@pytest.mark.parametrize("today", OTHER_DAYS)
def test_lives_can_be_made_on_any_day(today: date) -> None:
    assert len(lives(5, len(FATES), today)) == len(FATES)


def test_the_deck_has_as_many_cards_as_learners_and_everyone_first() -> None:
    assert len(deck(SEED)) == 240
    assert set(deck(SEED)[: len(FATES)]) == set(FATES)


def test_somebody_knows_how_to_do_every_duty_about_a_learner() -> None:
    assert DEEDS.keys() == actions_about_learners()


def actions_about_learners() -> set[str]:
    pack = tomllib.loads((Path(settings.PACKS) / PACK / "pack.toml").read_text(encoding="utf-8"))
    return {action for rule in pack["rule"] if rule["about"] == "enrolment" for action in actions_in(rule)}


def actions_in(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        if "action" in part:
            yield part["action"]
        for each in part.values():
            yield from actions_in(each)
    elif isinstance(part, list):
        for each in part:
            yield from actions_in(each)


@pytest.mark.parametrize("today", (TODAY, *OTHER_DAYS))
def test_somebody_stands_at_every_rung_today(today: date) -> None:
    open_today: set[str] = set()
    stages: set[str | None] = set()
    for life in lives(SEED, len(FATES), today):
        result = evaluate(*terms_on(today), History(life.subject, facts_of(life)))
        open_today |= {duty.action for duty in result.duties if is_open(duty, today)}
        stages.add(result.reading.standing("stage").level(today.toordinal()))
    assert DEEDS.keys() <= open_today
    assert stages >= {"stage-1", "stage-2", "stage-3", "answered", "leaving", "none"}


def terms_on(today: date) -> tuple[Policy, Terms]:
    rules = rules_of(cast_of(SEED, len(FATES), today))
    return rules.policy, rules.terms


def facts_of(life: Life) -> list[Fact]:
    return in_force(
        [
            Fact(
                kind_named(told.kind),
                life.subject,
                told.on,
                told.data,
                f"{number:06}",
                told.at,
                told.by,
                None if told.supersedes is None else f"{told.supersedes:06}",
                told.compartment,
            )
            for number, told in enumerate(life.told)
        ]
    )


def test_the_rows_have_somebody_at_every_rung_too(demo: Cast) -> None:
    open_today = set(Duty.objects.filter(open_on(TODAY)).values_list("action", flat=True))
    assert DEEDS.keys() <= open_today


@pytest.mark.django_db
def test_through_the_desk_and_in_bulk_the_rows_are_the_same() -> None:
    count = 30
    assert any(card.trouble == "correction" for card in deck(SEED)[:count])
    bulk, desk = made(learners=count), made(learners=count, through_the_desk=True)
    assert bulk.keys() == desk.keys()
    for label, those in bulk.items():
        assert those - desk[label] == Counter(), label
        assert desk[label] - those == Counter(), label
    assert bulk["facts.Entry"].total() > 15 * count
    assert bulk["duties.Duty"].total() > count


def test_the_journal_bears_the_mark_of_a_demonstration(demo: Cast) -> None:
    assert has_line(DEMO_MADE)


@pytest.mark.django_db
def test_no_demonstration_is_made_among_people() -> None:
    Person.objects.create(key="person:2222", name="Somebody Real")
    with pytest.raises(DemoRefusedError, match="people in this database already"):
        make(at=AT, learners=2)
    assert not has_line(DEMO_MADE)
    assert not Entry.objects.exists()


def test_one_person_of_each_role_is_offered_with_a_line_about_what_they_see(demo: Cast) -> None:
    people = offered()
    roles = Counter(str(one.role) for one in people)
    assert roles.keys() == {str(role.name) for role in ROLES.values()}
    assert roles.pop(str(ROLES["coach"].name)) == 2
    assert set(roles.values()) == {1}
    assert all(one.told and one.name for one in people)
    assert User.objects.filter(person_id__in=[one.key for one in people], is_active=True).count() == len(people)


@pytest.mark.django_db
def test_nobody_is_offered_where_no_demonstration_was_made() -> None:
    assert offered() == []


def test_everyone_reachable_is_invented(demo: Cast) -> None:
    people = Person.objects.all()
    assert all(person.email.endswith("@example.org") for person in people)
    assert all(person.phone.startswith("07700 900") for person in people)
