"""A coach's morning in Welsh: no English is left on any page of it."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po
from django.conf import settings as product
from playwright.sync_api import Browser

from fingerpost.facts.kinds import kinds
from fingerpost.policies.packs import policy_of
from fingerpost.story import texts as told
from tests.journeys.cast import cast
from tests.journeys.walker import TELEPHONE, Walker

pytestmark = pytest.mark.django_db(transaction=True)
SAID = "Mae hi’n iawn, ac yn dod ddydd Iau."
TEXTS = """() => {
    const found = [];
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
        const node = walk.currentNode;
        if (!node.parentElement.closest("script, template, [lang=en]")) found.push(node.textContent);
    }
    for (const each of document.querySelectorAll("body [aria-label], body [title], body [placeholder]"))
        found.push(...["aria-label", "title", "placeholder"].map((name) => each.getAttribute(name) ?? ""));
    return [document.title.split(" – ")[0], ...found].map((text) => text.trim().replace(/\\s+/g, " ")).filter(Boolean);
}"""
PARTS = re.compile(r" · |; ")
FILLED_IN = re.compile(r"%\(\w+\)[sd]|\{\w+\}")


def test_no_english_is_left_on_the_pages_of_a_morning_in_welsh(browser: Browser, live_server: Any) -> None:
    people, english = cast("cy"), english_texts()
    walker = Walker(browser, live_server.url, TELEPHONE, "cy")
    found: list[str] = []

    def read() -> None:
        found.extend(f"{walker.where()}: {each}" for each in walker.page.evaluate(TEXTS) if is_english(each, english))

    walker.go("/")
    read()
    walker.sign_in("Hannah Clarke")
    line = walker.line(policy_of("learners-at-risk").texts["cy"]["actions"]["attempts-1"], "Amina Yusuf")
    walker.press("link", walker.say("Why:"), line)
    line.locator("details.why").wait_for()
    read()
    walker.follow("link", walker.say("Log the call"), line)
    read()
    walker.type(walker.say("What was said?"), SAID)
    walker.follow("button", walker.say("Save"))
    read()
    for path in ("ratings", "progress", "log", "sessions/new", "ratings/new"):
        walker.go(f"/learners/{people.codes['Amina Yusuf']}/{path}")
        read()
    for path in ("/learners", "/learners/sessions/new", "/search?q=zz", "/my-account"):
        walker.go(path)
        read()
    assert sorted(set(found)) == []
    walker.close()


@pytest.mark.parametrize(
    "text",
    [
        "What was said?",
        "4 working days late",
        "Amina Yusuf · Adult Care Worker · stage notice sent, 3 February",
        "Make two welfare attempts, by telephone and by email",
        "You cover for Rhys Morgan: what is due from them is here too.",
    ],
)
def test_english_is_known_where_it_stands(text: str) -> None:
    assert is_english(text, english_texts())


def is_english(text: str, english: list[re.Pattern[str]]) -> bool:
    return any(each.fullmatch(part) for each in english for part in (text, *PARTS.split(text)))


def english_texts() -> list[re.Pattern[str]]:
    """The English of everything that has Welsh of its own: the texts of the pages, of the policy, and of stories."""
    pairs = [*of_the_pages(), *of_the_policy(), *of_stories(), *of_facts()]
    return [pattern_of(english) for english, welsh in pairs if english != welsh and says_something(english)]


def of_the_pages() -> Iterator[tuple[str, str]]:
    with (Path(product.LOCALE_PATHS[0]) / "cy" / "LC_MESSAGES" / "django.po").open("rb") as file:
        for message in read_po(file, locale="cy"):
            if isinstance(message.id, str):
                yield message.id, str(message.string)
            else:
                yield from ((each, "") for each in message.id)


def of_the_policy() -> Iterator[tuple[str, str]]:
    texts = policy_of("learners-at-risk").texts
    yield from pairs_of(texts["en"], texts["cy"])


def of_stories() -> Iterator[tuple[str, str]]:
    folder = Path(next(iter(told.__path__)))
    english, welsh = (tomllib.loads((folder / f"{each}.toml").read_text(encoding="utf-8")) for each in ("en", "cy"))
    yield from pairs_of(english, welsh)


def of_facts() -> Iterator[tuple[str, str]]:
    """Kinds of fact stand in a sentence too, with the day behind them."""
    for kind in kinds().values():
        english, welsh = kind.names.en, kind.names.cy
        yield from ((english, welsh), (f"{english}, {{day}}", welsh))


def pairs_of(english: Any, welsh: Any) -> Iterator[tuple[str, str]]:
    if isinstance(english, str):
        yield english, welsh if isinstance(welsh, str) else ""
    elif isinstance(english, Mapping):
        for name, each in english.items():
            yield from pairs_of(each, welsh.get(name, ""))
    elif isinstance(english, list):
        for one, other in zip(english, welsh, strict=False):
            yield from pairs_of(one, other)


def says_something(english: str) -> bool:
    """Whether there is a word of three letters or more beside what is filled in."""
    return re.search(r"[A-Za-z]{3}", FILLED_IN.sub(" ", english)) is not None


def pattern_of(english: str) -> re.Pattern[str]:
    parts = (re.escape(" ".join(part.split())) for part in FILLED_IN.split(f"|{english}|"))
    return re.compile(r"\s*.+?\s*".join(parts).removeprefix(r"\|").removesuffix(r"\|"), re.IGNORECASE)
