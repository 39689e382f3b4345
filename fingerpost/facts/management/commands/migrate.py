"""`fingerpost migrate`: brings the tables up to date, then puts the guards of the ledger up."""

from typing import Any

from django.core.management.commands import migrate
from django.db import connections

from fingerpost.facts import guards
from fingerpost.facts.models import Entry


class Command(migrate.Command):
    """Django's own command, and the guards after it."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Migrates. The guards go up wherever the ledger's tables are."""
        super().handle(*args, **options)
        connection = connections[options["database"]]
        if Entry._meta.db_table in connection.introspection.table_names():
            guards.put_up(connection)
