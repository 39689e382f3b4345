"""What all tests share."""

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import TransactionTestCase
from playwright.sync_api import Browser, sync_playwright

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


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real browser: one for all tests of a process, since two would not share its loop."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        pytest.skip("no Chromium on this machine: nothing was tried in a browser")
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # the browser's own loop runs in this thread
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield found
        found.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]
