"""What was said in a compartment is read by those who may, on some page, and by nobody else on any."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from fingerpost.duties.models import Duty
from fingerpost.facts.actions import record
from tests.rooms.access.addresses import Address, addresses, filled
from tests.rooms.access.provider import COMPARTMENTS, INTO, LEARNERS, SEES, Provider, word_of
from tests.rooms.people.cast import NOW, SYSTEM

PEOPLE = list(filter(None, SEES))
NEVER_SAID = "zqneversaid"


def _everything_shown_to(who: str, provider: Provider) -> str:
    """All pages, parts and exports that somebody can open, as one text. What is about a learner whom they do not see is
    not there (test_every_address); administration, which sees who is placed where, is tried with all."""
    client = provider.browser(who)
    learners = sorted(LEARNERS if who == "admin" else SEES[who])
    pages = [
        filled(address, provider, learner, **key)
        for address in addresses()
        for learner in (learners if address.is_about_a_learner else ["amina"])
        for key in _keys(address, learner, provider)
    ]
    return "\n".join(_body(client, written) for written in dict.fromkeys(pages))


def _keys(address: Address, learner: str, provider: Provider) -> list[dict[str, str]]:
    """What stands in for the key of an address: for one of a duty, each duty about the learner in turn."""
    if not (address.name.startswith("duties:") and "slug:key" in address.pattern):
        return [{}]
    duties = Duty.objects.filter(subject_id=f"enrolment:{provider.codes[learner]}")
    return [{"key": key} for key in duties.values_list("key", flat=True)]


def _body(client: Client, written: str) -> str:
    """What an address answers; nothing where it refuses."""
    response: Any = client.get(written)
    body = b"".join(response) if response.streaming else response.content
    return _without_tokens(body.decode()) if response.status_code == 200 else ""


@pytest.mark.parametrize("who", PEOPLE)
def test_words_are_shown_to_those_who_may_read_them_and_to_nobody_else(who: str, provider: Provider) -> None:
    text = _everything_shown_to(who, provider)
    for learner in LEARNERS:
        for compartment in COMPARTMENTS:
            word = word_of(learner, compartment)
            if learner in SEES[who] and compartment in INTO[who]:
                assert word in text, f"{who} should read what is {compartment} about {learner}"
            elif compartment != "ordinary" or who != "admin":
                assert word not in text, f"{who} reads what is {compartment} about {learner}"


@pytest.mark.parametrize("who", PEOPLE)
def test_a_search_finds_no_words_of_the_log(who: str, provider: Provider) -> None:
    """Looking for what was said is answered as looking for what nobody said is."""
    client = provider.browser(who)
    for place in ("/search?q=", "/learners?q=", "/learners.csv?q="):
        nothing = _body(client, f"{place}{NEVER_SAID}").replace(NEVER_SAID, "")
        for compartment in COMPARTMENTS:
            word = word_of("amina", compartment)
            assert _body(client, place + word).replace(word, "") == nothing


@pytest.mark.parametrize("who", ["coach", "iqa", "quality", "senior", "business"])
def test_a_note_in_a_hidden_compartment_leaves_no_trace_in_numbers(who: str, provider: Provider) -> None:
    """The log of somebody who may not see safeguarding is the same, byte for byte, whether there is a note or not."""
    learner = min(SEES[who])
    client = provider.browser(who)
    paths = [f"/learners/{provider.codes[learner]}", f"/learners/{provider.codes[learner]}/log", "/learners", "/today"]
    before = [_body(client, path) for path in paths]
    data = {"way": "meeting", "direction": "in", "party": "learner"}
    subject = f"enrolment:{provider.codes[learner]}"
    record(subject=subject, kind="contact", on=date(2026, 2, 10), by=SYSTEM, at=NOW, data=data,
           said="a second note", compartment="safeguarding")  # fmt: skip
    assert [_body(client, path) for path in paths] == before
    assert all(before)


def _without_tokens(text: str) -> str:
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", text)
    return re.sub(r'name="once" value="[^"]*"', "", text)
