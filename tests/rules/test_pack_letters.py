"""The letters of the pack: each says what to do by when, and offers the answers by one link, in both languages."""

import re

import pytest

from fingerpost.rules.policy import Message
from tests.rules.telling import at_risk

MESSAGES = at_risk().pack.messages
OTHER_LANGUAGE = {"en": "in Welsh", "cy": "yn Saesneg"}
HOW_ARE_YOU = {"en": ("all right", "How you are"), "cy": ("yn iawn", "Chi sy'n dod gyntaf")}
BEFORE_A_BLANK = re.compile(r"\b(?:yn|gan|â|o|i) \{programme\}")
"""Words after which a Welsh name would have to change."""
asks_something = [each for each in MESSAGES if not each.id.startswith("reply-")]
of_each = pytest.mark.parametrize("message", MESSAGES, ids=lambda message: message.id)
in_each_language = pytest.mark.parametrize("language", ["en", "cy"])


def texts(message: Message, language: str) -> tuple[str, str]:
    """Subject and body."""
    found = at_risk().texts[language]["messages"][message.id]
    return found["subject"], found["body"]


@in_each_language
@of_each
def test_every_letter_offers_its_answers_by_one_link(message: Message, language: str) -> None:
    subject, body = texts(message, language)
    assert body.count("{reply_link}") == 1
    assert "{reply_link}" not in subject


@in_each_language
@pytest.mark.parametrize("message", asks_something, ids=lambda message: message.id)
def test_every_letter_that_asks_something_offers_the_other_language(message: Message, language: str) -> None:
    assert OTHER_LANGUAGE[language] in texts(message, language)[1]


@in_each_language
@of_each
def test_a_letter_with_a_day_says_it_where_it_is_read_first(message: Message, language: str) -> None:
    subject, body = texts(message, language)
    if "reply_by" in message.placeholders:
        assert "{reply_by}" in body
        assert "{reply_by}" in subject or message.id == "reply-safe"


@in_each_language
@pytest.mark.parametrize("stage", ["stage-1-learner", "stage-2-learner", "withdrawal-learner"])
def test_a_notice_asks_how_the_learner_is(stage: str, language: str) -> None:
    body = at_risk().texts[language]["messages"][stage]["body"]
    assert any(words in body for words in HOW_ARE_YOU[language])


@of_each
def test_a_letter_names_nothing_that_would_have_to_change_in_welsh(message: Message) -> None:
    subject, body = texts(message, "cy")
    assert BEFORE_A_BLANK.findall(f"{subject}\n{body}") == []


def test_only_the_employer_is_addressed_by_the_employers_name() -> None:
    assert all(("employer" in each.placeholders) == (each.to == ("employer",)) for each in MESSAGES)
