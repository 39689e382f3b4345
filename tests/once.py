"""What many tests begin with is built once for those of a module: each takes back what it did to the database."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any, TypeVar

import pytest
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from fingerpost.kit import clock

Built = TypeVar("Built")


def once(build: Callable[[], Built], at: datetime, **product: Any) -> Callable[..., Iterator[Built]]:
    """A fixture of what `build` builds at a moment, under settings of the product that are not the usual ones.

    A test that wants it asks for `db` as well, and takes a copy (`copy.deepcopy`): what it does to the people and
    groups that it is given, others must not see. Not for tests that commit, nor beside others of the module that begin
    with nothing.
    """

    @pytest.fixture(scope="module")
    def built(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Built]:
        with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), transaction.atomic():
            patch.setattr(clock, "now", lambda: at)
            with override_settings(**product):
                made = build()
            yield made
            transaction.set_rollback(True)

    return built
