"""What the tests of the reading desk share."""

from copy import deepcopy
from typing import Any

import pytest

from fingerpost.kit import clock
from tests.once import once
from tests.rooms.caseload_read.cast import NOW, Cast, with_learners

FOLLOWERS = ["fingerpost.duties.actions.refresh", "fingerpost.caseload.follow.project"]


@pytest.fixture(autouse=True)
def _it_is_16_february(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    settings.FACTS_ARE_FOLLOWED_BY = FOLLOWERS


built = once(with_learners, at=NOW, FACTS_ARE_FOLLOWED_BY=FOLLOWERS)


@pytest.fixture
def cast(built: Cast, db: None) -> Cast:
    return deepcopy(built)
