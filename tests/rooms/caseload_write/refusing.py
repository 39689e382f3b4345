"""Asking an action for what cannot be."""

from typing import Any

import pytest

from fingerpost.caseload.actions import UnfitActionError
from fingerpost.facts.models import Entry
from fingerpost.journal.models import Line
from tests.rooms.caseload_write.world import AT

TELL: dict[str, Any] = {"by": "person:22mhq7tgkwzn", "at": AT}


def refused(action: Any, **told: Any) -> UnfitActionError:
    """The error of an action, after which nothing is recorded."""
    before = Entry.objects.count(), Line.objects.count()
    with pytest.raises(UnfitActionError) as caught:
        action(**{**TELL, **told})
    assert (Entry.objects.count(), Line.objects.count()) == before
    return caught.value
