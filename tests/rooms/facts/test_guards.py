"""The database itself refuses to change what was recorded."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError

from fingerpost.facts.actions import withdraw
from fingerpost.facts.models import Entry, Subject, Words
from tests.rooms.facts.telling import AT, COACH, absence, enrolled, run

pytestmark = pytest.mark.django_db
COLUMNS = 'id, subject_id, kind, "on", recorded_at, recorded_by, compartment, data, supersedes_id'
only_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no TRUNCATE")
only_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite replaces rows")


@pytest.fixture
def entry() -> Entry:
    return absence(enrolled(), "2026-02-02", said="Did not come")


def seen() -> list[tuple[object, ...]]:
    return [*Entry.objects.order_by("pk").values_list(), *Words.objects.order_by("pk").values_list()]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE facts_entry SET kind = 'rating' WHERE id = %s",
        "UPDATE facts_entry SET recorded_by = recorded_by WHERE id = %s",
        "UPDATE facts_entry SET data = NULL, supersedes_id = NULL WHERE id = %s",
        "DELETE FROM facts_entry WHERE id = %s",
        "UPDATE facts_words SET texts = '{}' WHERE entry_id = %s",
        "UPDATE facts_words SET entry_id = entry_id - 1 WHERE entry_id = %s",
    ],
)
def test_a_row_that_was_recorded_cannot_be_changed_or_deleted(entry: Entry, statement: str) -> None:
    before = seen()
    with pytest.raises(IntegrityError, match="never changed"):
        run(statement, entry.pk)
    assert seen() == before


def test_the_refusal_says_what_to_do(entry: Entry) -> None:
    with pytest.raises(IntegrityError, match="correct it by a new one that supersedes it"):
        run("DELETE FROM facts_entry WHERE id = %s", entry.pk)


def test_an_update_of_all_rows_at_once_is_refused(entry: Entry) -> None:
    with pytest.raises(IntegrityError):
        run("UPDATE facts_entry SET compartment = 'ordinary'")


def test_an_entry_cannot_be_saved_again_through_its_model(entry: Entry) -> None:
    entry.compartment = "safeguarding"
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        entry.save()


def test_entries_cannot_be_deleted_through_their_model_either(entry: Entry) -> None:
    with pytest.raises(ProtectedError):
        Entry.objects.all().delete()
    entry.words.delete()
    entry.refresh_from_db()
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        Entry.objects.all().delete()


def test_an_insert_with_a_number_that_is_taken_is_refused(entry: Entry) -> None:
    with pytest.raises(IntegrityError):
        run(f"INSERT INTO facts_entry ({COLUMNS}) SELECT {COLUMNS} FROM facts_entry WHERE id = %s", entry.pk)


def test_an_insert_that_would_update_instead_is_refused(entry: Entry) -> None:
    upsert = "ON CONFLICT (id) DO UPDATE SET kind = 'rating'"
    with pytest.raises(IntegrityError, match="never changed"):
        run(f"INSERT INTO facts_entry ({COLUMNS}) SELECT {COLUMNS} FROM facts_entry WHERE id = %s {upsert}", entry.pk)


@only_sqlite
@pytest.mark.parametrize("statement", ["INSERT OR REPLACE", "REPLACE"])
def test_an_insert_that_would_replace_a_fact_is_refused(entry: Entry, statement: str) -> None:
    before = seen()
    with pytest.raises(IntegrityError, match="never changed"):
        run(f"{statement} INTO facts_entry ({COLUMNS}) SELECT {COLUMNS} FROM facts_entry WHERE id = %s", entry.pk)
    assert seen() == before


@only_sqlite
def test_a_correction_cannot_replace_another_correction_of_the_same_entry(entry: Entry) -> None:
    withdraw(number=entry.pk, by=COACH, at=AT)
    before = seen()
    other = COLUMNS.replace("id, subject_id", "id + 1000, subject_id", 1)
    with pytest.raises(IntegrityError, match="never changed"):
        run(
            f"INSERT OR REPLACE INTO facts_entry ({COLUMNS}) SELECT {other} FROM facts_entry WHERE supersedes_id = %s",
            entry.pk,
        )
    assert seen() == before


@only_sqlite
def test_an_insert_that_would_replace_words_is_refused(entry: Entry) -> None:
    with pytest.raises(IntegrityError, match="what was said is never changed"):
        run("INSERT OR REPLACE INTO facts_words (entry_id, texts) VALUES (%s, '{}')", entry.pk)


@only_postgresql
@pytest.mark.parametrize("tables", ["facts_entry CASCADE", "facts_words", "facts_subject CASCADE"])
def test_the_ledger_cannot_be_truncated_nor_what_drags_it_along(entry: Entry, tables: str) -> None:
    run("SET CONSTRAINTS ALL IMMEDIATE")
    with pytest.raises(IntegrityError, match="never changed"):
        run(f"TRUNCATE {tables}")


def test_the_words_of_a_person_who_is_erased_can_be_deleted(entry: Entry) -> None:
    run("DELETE FROM facts_words WHERE entry_id = %s", entry.pk)
    assert not Words.objects.exists()
    assert Entry.objects.filter(pk=entry.pk).exists()


def test_an_entry_cannot_be_superseded_twice_even_past_the_product(entry: Entry) -> None:
    withdraw(number=entry.pk, by=COACH, at=AT)
    other = COLUMNS.replace("id, subject_id", "id + 1000, subject_id", 1)
    with pytest.raises(IntegrityError):
        run(f"INSERT INTO facts_entry ({COLUMNS}) SELECT {other} FROM facts_entry WHERE supersedes_id = %s", entry.pk)


def test_an_entry_without_data_that_supersedes_nothing_cannot_be(entry: Entry) -> None:
    other = COLUMNS.replace("id, subject_id", "id + 1000, subject_id", 1).replace("data", "NULL")
    with pytest.raises(IntegrityError, match="facts_withdrawal_names_a_fact"):
        run(f"INSERT INTO facts_entry ({COLUMNS}) SELECT {other} FROM facts_entry WHERE id = %s", entry.pk)


def test_an_entry_cannot_supersede_itself(entry: Entry) -> None:
    other = COLUMNS.replace("id, subject_id", "id + 1000, subject_id", 1).replace("supersedes_id", "id + 1000")
    with pytest.raises(IntegrityError, match="facts_not_of_itself"):
        run(f"INSERT INTO facts_entry ({COLUMNS}) SELECT {other} FROM facts_entry WHERE id = %s", entry.pk)


def test_a_subject_about_which_something_was_recorded_cannot_be_deleted(entry: Entry) -> None:
    with pytest.raises(ProtectedError):
        Subject.objects.filter(key=entry.subject_id).delete()


def test_an_ordinary_insert_goes_through(entry: Entry) -> None:
    other = COLUMNS.replace("id, subject_id", "id + 1000, subject_id", 1)
    run(f"INSERT INTO facts_entry ({COLUMNS}) SELECT {other} FROM facts_entry WHERE id = %s", entry.pk)
    assert Entry.objects.filter(pk=entry.pk + 1000).exists()
