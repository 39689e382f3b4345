"""What all tests share."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import TransactionTestCase

from fingerpost.facts import guards


@pytest.fixture(autouse=True, scope="session")
def _tests_may_empty_the_ledger() -> Iterator[None]:
    """Tests that commit empty their tables afterwards, which the ledger's guards refuse: they are down meanwhile."""
    case: Any = TransactionTestCase
    empty = case._fixture_teardown

    def with_guards_down(self: TransactionTestCase) -> None:
        with guards.down(connection):
            empty(self)

    case._fixture_teardown = with_guards_down
    yield
    case._fixture_teardown = empty
