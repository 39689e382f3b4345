"""The guards of the ledger are put up by every migration, and missed when they are not there."""

from collections.abc import Iterator

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection

from fingerpost.facts import guards
from fingerpost.facts.models import Entry, Words
from tests.rooms.facts.telling import absence, enrolled, run

NAMES = [guard.name for guard in guards._guards(connection)]


@pytest.fixture
def _committed(transactional_db: None) -> Iterator[None]:
    """Migrations do not run in a transaction; whatever a test does, the guards are up after it."""
    yield
    guards.put_up(connection)


committed = pytest.mark.usefixtures("_committed")


@committed
def test_the_tables_that_migrations_made_are_guarded() -> None:
    assert guards.missing(connection) == []
    guards.insist(connection)


@committed
@pytest.mark.parametrize("name", NAMES)
def test_a_guard_that_is_missing_is_missed_by_name(name: str) -> None:
    guard = next(each for each in guards._guards(connection) if each.name == name)
    on = f" ON {guard.table}" if connection.vendor == "postgresql" else ""
    run(f"DROP TRIGGER {name}{on}")
    assert guards.missing(connection) == [name]
    with pytest.raises(
        guards.UnguardedLedgerError, match=rf"\({name} missing in the database\); run: fingerpost migrate"
    ):
        guards.insist(connection)


@committed
def test_without_guards_each_is_missed_and_migrate_puts_them_up() -> None:
    guards.take_down(connection)
    assert guards.missing(connection) == NAMES
    call_command("migrate", verbosity=0)
    assert guards.missing(connection) == []


@committed
def test_the_guards_come_back_after_a_while_without_them_even_when_that_fails() -> None:
    with pytest.raises(ZeroDivisionError), guards.down(connection):
        assert guards.missing(connection) == NAMES
        _ = 1 / 0
    assert guards.missing(connection) == []


@committed
@pytest.mark.parametrize("model", [Entry, Words])
def test_they_go_up_again_after_a_migration_that_makes_a_table_anew(model: type[Entry] | type[Words]) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite makes a table anew")
    entry = absence(enrolled(), "2026-02-02", said="Did not come")
    with connection.schema_editor() as editor:
        editor._remake_table(model)  # type: ignore[attr-defined]
    assert guards.missing(connection) == [
        guard.name for guard in guards.SQLITE_GUARDS if guard.table == model._meta.db_table
    ]
    call_command("migrate", verbosity=0)
    assert guards.missing(connection) == []
    for table in ("facts_entry", "facts_words"):
        with pytest.raises(IntegrityError, match="never changed"):
            run(f"UPDATE {table} SET {'kind' if table == 'facts_entry' else 'texts'} = '{{}}'")
    assert Entry.objects.get(pk=entry.pk).words.texts == {"said": "Did not come"}


@committed
def test_a_guard_of_an_older_form_gives_way_to_the_newer_one() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL replaces a trigger by itself")
    run("DROP TRIGGER facts_no_delete")
    run("CREATE TRIGGER facts_no_delete BEFORE DELETE ON facts_entry WHEN OLD.id < 0 BEGIN SELECT 1; END")
    guards.put_up(connection)
    absence(enrolled(), "2026-02-02")
    with pytest.raises(IntegrityError, match="never changed"):
        run("DELETE FROM facts_entry")


@committed
def test_a_trigger_of_the_same_name_on_another_table_is_no_guard() -> None:
    name, on = NAMES[0], ""
    if connection.vendor == "postgresql":
        on = " ON facts_entry"
        made = f"CREATE TRIGGER {name} BEFORE UPDATE ON facts_subject FOR EACH ROW EXECUTE FUNCTION ledger_refuses()"
        undo = f"DROP TRIGGER {name} ON facts_subject"
    else:
        made = f"CREATE TRIGGER {name} BEFORE UPDATE ON facts_subject BEGIN SELECT 1; END"
        undo = f"DROP TRIGGER {name}"
    run(f"DROP TRIGGER {name}{on}")
    run(made)
    assert guards.missing(connection) == [name]
    run(undo)


@committed
def test_a_guard_that_is_switched_off_is_missed() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite cannot switch a trigger off")
    run("ALTER TABLE facts_entry DISABLE TRIGGER facts_no_change")
    assert guards.missing(connection) == ["facts_no_change"]
    run("ALTER TABLE facts_entry ENABLE TRIGGER facts_no_change")
    assert guards.missing(connection) == []


@committed
def test_flush_does_not_empty_the_ledger() -> None:
    entry = absence(enrolled(), "2026-02-02")
    with pytest.raises(CommandError):
        call_command("flush", interactive=False, verbosity=0)
    assert Entry.objects.filter(pk=entry.pk).exists()
