"""What all tests share."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import TransactionTestCase

from fingerpost.facts import guards


@pytest.fixture(autouse=True, scope="session")
def _tests_may_empty_the_ledger() -> Iterator[None]:
    """Tests that commit empty their tables afterwards, which the ledger's guards refuse: they are down meanwhile."""
    empty = TransactionTestCase._fixture_teardown

    def with_guards_down(self: TransactionTestCase) -> None:
        with guards.down(connection):
            empty(self)

    TransactionTestCase._fixture_teardown = with_guards_down  # type: ignore[method-assign]
    yield
    TransactionTestCase._fixture_teardown = empty  # type: ignore[method-assign]
