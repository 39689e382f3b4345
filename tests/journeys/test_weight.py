"""How heavy the main pages are, and how often they ask the database: for a coach, by the cast of the journeys."""

import gzip
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles.finders import find
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.journeys.cast import Cast

pytestmark = pytest.mark.django_db
MOST_BYTES, MOST_QUERIES = 60_000, 12
ASSETS = ("kit/fingerpost.css", "kit/drafts.js", "django_htmx/htmx-2.min.js", "kit/logo.svg")


def pages_of(cast: Cast) -> dict[str, str]:
    return {"Today": "/today", "Learners": "/learners", "A learner": f"/learners/{cast.codes['Amina Yusuf']}"}


@pytest.fixture
def coach(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.user("Hannah Clarke"), backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.mark.parametrize("name", ["Today", "Learners", "A learner"])
def test_a_main_page_weighs_less_than_60_kilobytes_with_all_that_it_loads(cast: Cast, coach: Client, name: str) -> None:
    page = coach.get(pages_of(cast)[name]).content
    loaded = {asset: Path(str(find(asset))).read_bytes() for asset in ASSETS}
    assert all(asset.encode().split(b".")[0] in page for asset in ASSETS)
    assert len(page) + sum(len(gzip.compress(each)) for each in loaded.values()) < MOST_BYTES


@pytest.mark.parametrize("name", ["Today", "Learners", "A learner"])
def test_a_main_page_asks_the_database_twelve_times_at_most(cast: Cast, coach: Client, name: str) -> None:
    address = pages_of(cast)[name]
    coach.get(address)  # policies are read once in a process
    with CaptureQueriesContext(connection) as asked:
        assert coach.get(address).status_code == 200
    queries: list[Any] = [each["sql"][:200] for each in asked.captured_queries]
    assert len(queries) <= MOST_QUERIES, queries
