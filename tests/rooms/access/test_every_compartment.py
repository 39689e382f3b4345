"""What was said in a compartment is read by those who may, on some page, and by nobody else on any."""

import re
from datetime import date

import pytest

from fingerpost.duties.models import Duty
from fingerpost.facts.actions import record
from tests.rooms.access.addresses import addresses, filled
from tests.rooms.access.provider import (
    COMPARTMENTS,
    INTO,
    LEARNERS,
    NOW,
    OFFICE,
    SEES,
    STAFF,
    Provider,
    word_of,
)

PEOPLE = [*STAFF, "contact", "amina"]


def _everything_shown_to(who: str, provider: Provider) -> str:
    """All pages, parts and exports that somebody can open, as one text."""
    client = provider.browser(who)
    shown = []
    for address in addresses():
        learners = LEARNERS if address.is_about_a_learner else ["amina"]
        for learner in learners:
            keys: list[dict[str, str]] = [{}]
            if address.name.startswith("duties:") and "slug:key" in address.pattern:
                subject = f"enrolment:{provider.codes[learner]}"
                keys = [{"key": key} for key in Duty.objects.filter(subject_id=subject).values_list("key", flat=True)]
            shown += [filled(address, provider, learner, **blanks) for blanks in keys]
    searches = [f"/search?q={word_of(learner, each)}" for learner in LEARNERS for each in COMPARTMENTS]
    lists = [f"/learners?q={word_of('amina', each)}" for each in COMPARTMENTS]
    pages = [client.get(written) for written in dict.fromkeys([*shown, *lists])]
    found = [client.get(written) for written in searches]
    for written, response in zip(searches, found, strict=True):
        body = b"".join(response) if response.streaming else response.content
        assert written.partition("=")[2] in body.decode(), "a search shows what was asked for"
    return "\n".join(
        (b"".join(response) if response.streaming else response.content).decode()
        for response in pages
        if response.status_code == 200
    )


@pytest.mark.parametrize("who", PEOPLE)
def test_words_are_shown_to_those_who_may_read_them_and_to_nobody_else(who: str, provider: Provider) -> None:
    text = _everything_shown_to(who, provider)
    for learner in LEARNERS:
        for compartment in COMPARTMENTS:
            word = word_of(learner, compartment)
            if learner in SEES[who] and compartment in INTO[who]:
                assert word in text, f"{who} should read what is {compartment} about {learner}"
            elif compartment != "ordinary" or who != "admin":
                asked = text.count(f"/learners?q={word}") + text.count(f'value="{word}"')
                assert text.count(word) <= asked, f"{who} reads what is {compartment} about {learner}"


@pytest.mark.parametrize("who", ["coach", "iqa", "quality", "senior", "business"])
def test_a_note_in_a_hidden_compartment_leaves_no_trace_in_numbers(who: str, provider: Provider) -> None:
    """The log of somebody who may not see safeguarding is the same, byte for byte, whether there is a note or not."""
    learner = min(SEES[who])
    client = provider.browser(who)
    paths = [f"/learners/{provider.codes[learner]}", f"/learners/{provider.codes[learner]}/log", "/learners", "/today"]
    before = [_without_tokens(client.get(path).content.decode()) for path in paths]
    data = {"way": "meeting", "direction": "in", "party": "learner"}
    subject = f"enrolment:{provider.codes[learner]}"
    record(subject=subject, kind="contact", on=date(2026, 2, 10), by=OFFICE, at=NOW, data=data,
           said="a second note", compartment="safeguarding")  # fmt: skip
    after = [_without_tokens(client.get(path).content.decode()) for path in paths]
    assert after == before


def _without_tokens(text: str) -> str:
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", text)
    return re.sub(r'name="once" value="[^"]*"', "", text)
