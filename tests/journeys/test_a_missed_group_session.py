"""A group session of five learners that two of them missed without a word."""

import pytest

from fingerpost.facts.models import Entry
from tests.journeys.cast import FIVE, Cast
from tests.journeys.walker import Walker

pytestmark = pytest.mark.django_db(transaction=True)
MISSED, CAME = FIVE[:2], FIVE[2:]
NOTICE = "Send the stage 1 notice"


def test_one_record_for_five_learners_opens_stage_1_for_the_two_who_missed_it(walker: Walker, cast: Cast) -> None:
    walker.still_signed_in("Hannah Clarke", "/")
    walker.follow("link", "Record a group session")
    walker.follow("link", "Care, north")
    walker.follow("link", "Begin with everyone as attended")
    for name in MISSED:
        walker.choose(name, "Absent without notice")
    walker.follow("button", "Save")
    assert "The session is recorded for everyone who was marked." in walker.text()
    assert f"Next: {NOTICE} by Tuesday 17 February 2026" in walker.text()
    assert Entry.objects.filter(kind="session", data__outcome="attended").count() == len(CAME)
    walker.follow("link", "Today")
    for name in MISSED:
        assert walker.line(NOTICE, name).count() == 1
    for name in CAME:
        assert walker.line(NOTICE, name).count() == 0
    walker.follow("link", MISSED[0], walker.line(NOTICE, MISSED[0]))
    assert "Stage 1 of 3" in walker.text()
    ladder = walker.page.locator("ol.ladder")
    assert ladder.locator("[aria-current=step]").inner_text().startswith("Stage 1, now")
    assert "Stage 2, forecast" in ladder.inner_text()
    assert "Stage 3, forecast" in ladder.inner_text()
    assert "If nobody answers, the next step is on" in walker.text()
