"""The ledger refuses to be changed, in the database itself: triggers on SQLite and on PostgreSQL.

They are put up after every migration (Django remakes a table of SQLite when it changes one, and triggers are lost with
the old one), and looked for when the product starts.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

LEDGER, WORDS = "facts_entry", "facts_words"
REFUSAL = "a fact is never changed or deleted: correct it by a new one that supersedes it"
REFUSAL_OF_WORDS = "what was said is never changed"


class UnguardedLedgerError(RuntimeError):
    """The database does not refuse changes of the ledger; the product does not start on it."""


class Guard(NamedTuple):
    """One trigger: on which table, when, and for SQLite the condition under which it refuses."""

    name: str
    table: str
    moment: str
    condition: str = ""


SQLITE_GUARDS = (
    Guard("facts_no_update", LEDGER, "BEFORE UPDATE"),
    Guard("facts_no_delete", LEDGER, "BEFORE DELETE"),
    Guard(
        "facts_no_replace",
        LEDGER,
        "BEFORE INSERT",
        f"EXISTS (SELECT 1 FROM {LEDGER} WHERE id = NEW.id OR supersedes_id = NEW.supersedes_id)",
    ),
    Guard("words_no_update", WORDS, "BEFORE UPDATE"),
    Guard("words_no_replace", WORDS, "BEFORE INSERT", f"EXISTS (SELECT 1 FROM {WORDS} WHERE entry_id = NEW.entry_id)"),
)
POSTGRESQL_GUARDS = (
    Guard("facts_no_change", LEDGER, "BEFORE UPDATE OR DELETE"),
    Guard("facts_no_truncate", LEDGER, "BEFORE TRUNCATE"),
    Guard("words_no_update", WORDS, "BEFORE UPDATE"),
    Guard("words_no_truncate", WORDS, "BEFORE TRUNCATE"),
)


def put_up(connection: BaseDatabaseWrapper) -> None:
    """Puts up every guard, and a newer form of one in the place of an older."""
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        for statement in _statements(connection):
            cursor.execute(statement)


def take_down(connection: BaseDatabaseWrapper) -> None:
    """Takes every guard down: for tests, which empty their tables."""
    with connection.cursor() as cursor:
        for guard in _guards(connection):
            on = f" ON {guard.table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {guard.name}{on}")


@contextmanager
def down(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """The guards are down for a while: for tests."""
    take_down(connection)
    try:
        yield
    finally:
        put_up(connection)


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """The names of the guards that are not there."""
    if connection.vendor == "postgresql":
        query = (
            "SELECT tgname, relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
            "WHERE NOT tgisinternal AND tgenabled IN ('O', 'A') AND pg_table_is_visible(tgrelid)"
        )
    else:
        query = "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'"
    with connection.cursor() as cursor:
        cursor.execute(query)
        there = set(cursor.fetchall())
    return [guard.name for guard in _guards(connection) if (guard.name, guard.table) not in there]


def insist(connection: BaseDatabaseWrapper) -> None:
    """Raises UnguardedLedgerError where a guard is missing."""
    names = missing(connection)
    if names:
        raise UnguardedLedgerError(
            f"the ledger is not guarded ({', '.join(names)} missing in the database); run: fingerpost migrate"
        )


def _guards(connection: BaseDatabaseWrapper) -> tuple[Guard, ...]:
    return POSTGRESQL_GUARDS if connection.vendor == "postgresql" else SQLITE_GUARDS


def _statements(connection: BaseDatabaseWrapper) -> Iterator[str]:
    if connection.vendor == "postgresql":
        for name, refusal in (("ledger_refuses", REFUSAL), ("words_refuse", REFUSAL_OF_WORDS)):
            yield (
                f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
                f"$$ BEGIN RAISE EXCEPTION '{refusal}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
            )
        for guard in POSTGRESQL_GUARDS:
            row = "STATEMENT" if "TRUNCATE" in guard.moment else "ROW"
            function = "ledger_refuses" if guard.table == LEDGER else "words_refuse"
            yield (
                f"CREATE OR REPLACE TRIGGER {guard.name} {guard.moment} ON {guard.table} "
                f"FOR EACH {row} EXECUTE FUNCTION {function}()"
            )
        return
    for guard in SQLITE_GUARDS:
        refusal = REFUSAL if guard.table == LEDGER else REFUSAL_OF_WORDS
        when = f" WHEN {guard.condition}" if guard.condition else ""
        yield f"DROP TRIGGER IF EXISTS {guard.name}"
        yield (
            f"CREATE TRIGGER {guard.name} {guard.moment} ON {guard.table} "
            f"FOR EACH ROW{when} BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
        )
