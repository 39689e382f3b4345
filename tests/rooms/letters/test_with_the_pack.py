"""The letters of the pack and the duty that follows from a failure: both rooms and the pack agree on the words."""

from datetime import date

import pytest
from pytest_django import Settings

from fingerpost.duties.models import Duty
from fingerpost.letters.sending import send_waiting
from fingerpost.letters.settling import settle
from fingerpost.policies.actions import adopt_pack
from fingerpost.policies.packs import packs_there, policy_of
from tests.rooms.letters.world import REFUSED, Answers, office, written
from tests.rooms.people.cast import NOW, House

MESSAGES = [f"{pack}/{message.id}" for pack in packs_there() for message in policy_of(pack).pack.messages]


@pytest.mark.parametrize("message", MESSAGES)
@pytest.mark.parametrize("who", ["amina", "ben"])
def test_every_letter_of_a_pack_can_be_written_in_either_language(house: House, message: str, who: str) -> None:
    (letter,) = written(house, who, message=message)
    assert not set("{}") & set(letter.subject_line + letter.text)
    assert len(letter.text) > 20


def test_a_duty_follows_from_a_letter_that_failed_and_is_done_when_it_is_settled(
    house: House, settings: Settings
) -> None:
    settings.FACTS_ARE_FOLLOWED_BY = ("fingerpost.duties.actions.refresh",)
    adopt_pack(pack="learners-at-risk", on=date(2026, 1, 1), by="", at=NOW)
    (letter,) = written(house)
    send_waiting(office(Answers([REFUSED])))
    mending = Duty.objects.filter(subject=house.subject("amina"), action="mend-letter")
    assert [(duty.owner, duty.closed) for duty in mending.filter(closed=None)][:1] == [("coach", None)]
    settle(letter=letter.key, how="arrived", reason="She has it", by=house.people["coach"].key, at=NOW)
    assert not mending.filter(closed=None).exists()
