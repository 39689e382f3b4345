"""The sentences of both languages: the same ones, with the same blanks."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from tests.rules.telling import at_risk
from tests.story.stories import language_of

BLANK = re.compile(r"\{(\w+)\}")
NOT_PAIRED = {"fact", "act", "contracted"}
"""Each language tells facts in as many sentences as it needs."""


def texts(sentences: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, set[str]]]:
    """Each sentence's place and blanks."""
    for name, value in sentences.items():
        if isinstance(value, Mapping):
            yield from texts(value, f"{path}{name} > ")
        elif isinstance(value, str):
            yield path + name, set(BLANK.findall(value))


def paired(code: str) -> dict[str, set[str]]:
    sentences = language_of(code).sentences
    return dict(texts({name: each for name, each in sentences.items() if name not in NOT_PAIRED}))


def test_both_languages_have_the_same_sentences() -> None:
    assert paired("en").keys() == paired("cy").keys()


def test_a_blank_of_one_language_is_a_blank_of_the_other() -> None:
    english, welsh = paired("en"), paired("cy")
    may_differ = {"day", "on", "opens", "opens_on", "closed", "closed_on"}
    for place, blanks in english.items():
        assert blanks - may_differ == welsh[place] - may_differ, place


def test_both_languages_tell_the_same_kinds_of_fact_and_act() -> None:
    english, welsh = language_of("en").sentences, language_of("cy").sentences
    for part in ("fact", "act"):
        assert english[part].keys() == welsh[part].keys()
        assert english[part].keys() <= at_risk().kinds.keys()


def test_no_welsh_sentence_was_left_in_english() -> None:
    english, welsh = language_of("en").sentences, language_of("cy").sentences
    for section in ("titles", "story", "replay", "table"):
        for name, said in english[section].items():
            words = BLANK.sub("", said)
            assert welsh[section][name] != said or not re.search("[a-z]", words), (section, name)


def test_a_day_is_written_as_each_language_writes_it() -> None:
    monday = date(2026, 2, 16)
    assert language_of("en").day(monday) == "Monday 16 February 2026"
    assert language_of("en").on(monday) == "on Monday 16 February 2026"
    assert language_of("cy").day(monday) == "dydd Llun 16 Chwefror 2026"
    assert language_of("cy").on(monday) == "ddydd Llun 16 Chwefror 2026"


def test_every_month_and_weekday_has_a_name_of_its_own() -> None:
    for code in ("en", "cy"):
        language = language_of(code)
        days = {language.day(date(2026, 2, number)).split()[-4] for number in range(1, 8)}
        months = {language.day(date(2026, month, 1)).split()[-2] for month in range(1, 13)}
        assert (len(days), len(months)) == (7, 12)


def test_several_things_are_joined_as_each_language_joins_them() -> None:
    assert language_of("en").listed(["a", "b", "c"]) == "a, b and c"
    assert language_of("en").listed(["a", "b"], "or") == "a or b"
    assert language_of("cy").listed(["a", "b"]) == "a, b"
    assert language_of("cy").listed(["a", "b"], "or") == "a neu b"
    assert language_of("cy").listed(["a", "y b"], "or") == "a neu'r b"
    assert language_of("en").listed([]) == ""


def test_every_choice_of_every_kind_of_fact_has_a_word_in_both_languages() -> None:
    choices = {
        choice
        for kind in at_risk().kinds.values()
        for field in kind.fields.values()
        for choice in field.choices
        if isinstance(choice, str)
    }
    for choice in choices:
        assert at_risk().words[choice].en and at_risk().words[choice].cy
    assert len(choices) > 30
