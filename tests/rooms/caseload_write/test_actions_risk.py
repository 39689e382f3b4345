"""Indicators and ratings, and putting entries right."""

from typing import Any

import pytest

from fingerpost.caseload import actions
from fingerpost.duties.models import Duty
from fingerpost.facts.models import Entry
from fingerpost.facts.queries import facts_in_force
from fingerpost.people.models import Placement
from tests.rooms.caseload_write.refusing import TELL, refused
from tests.rooms.caseload_write.world import TODAY, World, day


def entries(kind: str) -> list[tuple[str, str, bool]]:
    rows = Entry.objects.filter(kind=kind).order_by("id")
    return [((row.data or {})["code"], row.compartment, bool((row.data or {}).get("ended"))) for row in rows]


def test_several_indicators_are_noted_at_once(world: World) -> None:
    told: dict[str, Any] = {"codes": ["illness", "travel"], "said": "Two buses each way."}
    actions.note_indicator(subject=world.enrolment, on=TODAY, **told, **TELL)
    assert entries("indicator") == [("illness", "at-risk", False), ("travel", "at-risk", False)]


def test_an_indicator_that_holds_is_not_noted_again(world: World) -> None:
    actions.note_indicator(subject=world.enrolment, on=day("2026-02-16"), codes=["illness"], **TELL)
    refused(actions.note_indicator, subject=world.enrolment, on=TODAY, codes=["illness"])
    actions.end_indicator(subject=world.enrolment, on=day("2026-02-23"), code="illness", **TELL)
    assert actions.note_indicator(subject=world.enrolment, on=TODAY, codes=["illness"], **TELL)


def test_what_does_not_hold_cannot_end(world: World) -> None:
    assert refused(actions.end_indicator, subject=world.enrolment, on=TODAY, code="illness").field == "on"
    actions.note_indicator(subject=world.enrolment, on=day("2026-02-16"), codes=["illness"], **TELL)
    assert refused(actions.end_indicator, subject=world.enrolment, on=day("2026-02-15"), code="illness").field == "on"


def test_a_safeguarding_referral_goes_to_the_safeguarding_team_alone(world: World) -> None:
    codes = ["illness", "safeguarding-referral"]
    actions.note_indicator(subject=world.enrolment, on=TODAY, codes=codes, said="She told me at home.", **TELL)
    assert entries("indicator") == [("illness", "at-risk", False), ("safeguarding-referral", "safeguarding", False)]
    assert [entry.compartment for entry in Entry.objects.filter(words__isnull=False, kind="indicator")] == [
        "safeguarding"
    ]


def test_others_see_something_confidential_only_if_its_author_chose_so(world: World) -> None:
    told: dict[str, Any] = {"codes": ["safeguarding-referral"], "confidential": True}
    actions.note_indicator(subject=world.enrolment, on=day("2026-02-16"), **told, **TELL)
    assert entries("indicator")[1:] == [("confidential", "at-risk", False)]
    actions.end_indicator(subject=world.enrolment, on=TODAY, code="safeguarding-referral", **TELL)
    assert entries("indicator")[2:] == [
        ("safeguarding-referral", "safeguarding", True),
        ("confidential", "at-risk", True),
    ]


def test_an_indicator_is_chosen(world: World) -> None:
    assert refused(actions.note_indicator, subject=world.enrolment, on=TODAY, codes=[]).field == "codes"


def test_having_looked_for_start_indicators_does_the_duty_also_where_none_holds(world: World) -> None:
    actions.note_indicator(subject=world.enrolment, on=TODAY, codes=[], closes_start_check=True, **TELL)
    assert Duty.objects.get(subject_id=world.enrolment, action="check-start-indicators").outcome == "done"


def test_indicators_that_are_sent_twice_are_noted_once(world: World) -> None:
    told: dict[str, Any] = {"codes": ["safeguarding-referral"], "confidential": True, "once": "k1"}
    actions.note_indicator(subject=world.enrolment, on=TODAY, **told, **TELL)
    assert actions.note_indicator(subject=world.enrolment, on=TODAY, **told, **TELL) == []


def test_a_rating_asks_for_support_to_be_considered(world: World) -> None:
    actions.rate(subject=world.enrolment, on=TODAY, level="medium", reason="Two deadlines missed.", **TELL)
    assert Duty.objects.filter(subject_id=world.enrolment, action="consider-support", closed=None).exists()


def test_everyone_is_low_until_rated(world: World) -> None:
    assert refused(actions.rate, subject=world.enrolment, on=TODAY, level="low").field == "level"
    actions.rate(subject=world.enrolment, on=day("2026-02-16"), level="high", **TELL)
    assert actions.rating_on(facts_in_force(world.enrolment), day("2026-02-15")) == "low"
    assert actions.rating_on(facts_in_force(world.enrolment), TODAY) == "high"


def test_a_rating_that_is_sent_twice_is_given_once(world: World) -> None:
    told: dict[str, Any] = {"subject": world.enrolment, "on": TODAY, "level": "high", "once": "k2"}
    actions.rate(**told, **TELL)
    assert actions.rate(**told, **TELL) == []


def test_a_rating_stands_for_a_reason(world: World) -> None:
    assert refused(actions.confirm_rating, subject=world.enrolment, on=TODAY, reason=" ").field == "reason"
    assert actions.confirm_rating(subject=world.enrolment, on=TODAY, reason="She has caught up.", **TELL)


def test_an_entry_is_put_right_by_a_new_one(world: World) -> None:
    (old,) = actions.record_progress(subject=world.enrolment, on=TODAY, percent=93, **TELL)
    (new,) = actions.correct_entry(number=old.pk, on=day("2026-02-27"), data={"percent": 39}, **TELL)
    assert (new.supersedes_id, new.on, new.data) == (old.pk, day("2026-02-27"), {"percent": 39})


def test_nothing_is_put_right_twice(world: World) -> None:
    (old,) = actions.record_progress(subject=world.enrolment, on=TODAY, percent=93, **TELL)
    (new,) = actions.correct_entry(number=old.pk, on=TODAY, data={"percent": 39}, **TELL)
    assert "meanwhile" in refused(actions.correct_entry, number=old.pk, on=TODAY, data={"percent": 38}).message
    actions.take_back_entry(number=new.pk, reason="Another learner's.", **TELL)
    refused(actions.take_back_entry, number=new.pk, reason="Again.")
    refused(actions.correct_entry, number=0, on=TODAY, data={})


def test_a_correction_of_a_correction_does_not_bring_the_first_one_back(world: World) -> None:
    (first,) = actions.begin_break(subject=world.enrolment, on=day("2026-02-02"), **TELL)
    (second,) = actions.correct_entry(number=first.pk, on=day("2026-02-09"), data={}, **TELL)
    assert actions.correct_entry(number=second.pk, on=day("2026-02-16"), data={}, **TELL)


@pytest.mark.parametrize("act", ["correct", "take back"])
def test_a_correction_that_is_sent_twice_counts_once(world: World, act: str) -> None:
    (old,) = actions.record_progress(subject=world.enrolment, on=TODAY, percent=93, **TELL)
    for first in (True, False):
        if act == "correct":
            done = actions.correct_entry(number=old.pk, on=TODAY, data={"percent": 39}, once="k3", **TELL)
        else:
            done = actions.take_back_entry(number=old.pk, reason="Not hers.", once="k3", **TELL)
        assert len(done) == (1 if first else 0)


def test_a_corrected_start_moves_the_place(world: World) -> None:
    start = Entry.objects.get(subject_id=world.enrolment, kind="started")
    data = {**(start.data or {}), "programme_type": "traineeship", "group": world.digital.key}
    actions.correct_entry(number=start.pk, on=day("2026-01-12"), data=data, **TELL)
    placement = Placement.objects.get(pk=world.enrolment)
    assert (placement.programme_type, placement.group) == ("traineeship", world.digital)
    assert placement.assignments.get().from_on == day("2026-01-12")


def test_a_start_cannot_be_taken_back(world: World) -> None:
    start = Entry.objects.get(subject_id=world.enrolment, kind="started")
    refused(actions.take_back_entry, number=start.pk, reason="Gone.")
