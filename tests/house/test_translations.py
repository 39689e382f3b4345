from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from fingerpost.kit.borrowed import BORROWED
from fingerpost.kit.texts import PRODUCT, WELSH, Text, said, welsh
from tests.house.translations import bare_words, faults

TEMPLATES = sorted([*PRODUCT.rglob("templates/**/*.html"), *PRODUCT.rglob("templates/**/*.txt")])


def one(english: str, *forms: str, plural: str | None = None) -> list[str]:
    catalog = Catalog(locale="cy")
    catalog.add((english, plural) if plural else english, forms if plural else forms[0])
    return list(faults({Text(None, english, plural): "page.html"}, catalog))


def test_every_text_has_its_welsh() -> None:
    assert list(faults(said(), welsh())) == []


def test_the_welsh_file_holds_what_is_said_and_nothing_else() -> None:
    held = {message.id[0] if isinstance(message.id, tuple) else message.id for message in welsh() if message.id}
    assert held == {text.english for text in said()}


def test_what_django_reads_is_made_of_the_file_that_people_read() -> None:
    made = BytesIO()
    write_mo(made, welsh())
    assert WELSH.with_suffix(".mo").read_bytes() == made.getvalue()


def test_texts_of_django_and_allauth_on_our_pages_have_a_welsh_of_ours() -> None:
    borrowed = {Text(None, english, plural): "borrowed" for english, plural in BORROWED}
    assert list(faults(borrowed, welsh())) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(PRODUCT).as_posix())
def test_no_word_of_a_template_escapes_translation(path: Path) -> None:
    assert bare_words(path.read_text(encoding="utf-8")) == []


def test_a_missing_welsh_is_found() -> None:
    assert list(faults({Text(None, "Hello", None): "page.html"}, Catalog())) == ["page.html: “Hello” has no Welsh"]


def test_an_empty_welsh_is_found() -> None:
    assert one("Hello", "") == ["page.html: “Hello” has no Welsh"]


def test_welsh_that_is_english_is_found_unless_it_is_kept() -> None:
    assert one("Hello", "Hello") == ["page.html: “Hello” is the same in Welsh"]
    assert one("Sector", "Sector") == []
    assert one("%(day)s, %(time)s", "%(day)s, %(time)s") == []


def test_a_lost_placeholder_is_found() -> None:
    assert one("%(n)s of %(all)s", "%(n)s o %(al)s") == [
        "page.html: “%(n)s of %(all)s” has other placeholders in “%(n)s o %(al)s”"
    ]


def test_a_number_may_be_a_word_where_english_has_a_word_too() -> None:
    forms = ("%(n)s peth", "Un peth", "Dau beth", "Tri pheth", "Chwe pheth", "%(n)s peth")
    assert one("One thing", *forms, plural="%(n)s things") == []


def test_a_missing_plural_is_found() -> None:
    forms = ("%(n)s peth", "Un peth", "", "Tri pheth", "Chwe pheth", "%(n)s peth")
    assert one("One thing", *forms, plural="%(n)s things") == [
        "page.html: “One thing” needs 6 forms, all of them",
    ]


def test_a_fuzzy_welsh_is_found() -> None:
    catalog = Catalog(locale="cy")
    catalog.add("Hello", "Helo", flags=["fuzzy"])
    assert list(faults({Text(None, "Hello", None): "page.html"}, catalog)) == ["page.html: “Hello” is marked fuzzy"]


def test_a_bare_word_in_a_template_is_found() -> None:
    assert bare_words('{% translate "Hello" %} <b class="x">World</b> {{ name }}') == ["World"]


def test_a_bare_label_for_a_screen_reader_is_found() -> None:
    assert bare_words('<nav aria-label="Main"></nav>') == ["Main"]
    assert bare_words("<nav aria-label=\"{% translate 'Main' %}\"></nav>") == []
