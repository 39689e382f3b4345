from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from fingerpost.kit import texts
from fingerpost.kit.texts import Text, merged, texts_in, welsh, write

HELLO, THINGS = Text(None, "Hello", None), Text(None, "One thing", "%(n)s things")


def found(path: Path, source: str) -> set[Text]:
    path.write_text(source, encoding="utf-8")
    return set(texts_in(path))


def test_texts_of_python_are_found(tmp_path: Path) -> None:
    source = '_("Hello"); ngettext("One thing", "%(n)s things", 2); pgettext("verb", "Open"); gettext(name); print("x")'
    assert found(tmp_path / "a.py", source) == {HELLO, THINGS, Text("verb", "Open", None)}


def test_a_text_in_pieces_is_one(tmp_path: Path) -> None:
    assert found(tmp_path / "a.py", 'gettext_lazy(\n    "Hel"\n    "lo"\n)') == {HELLO}


def test_texts_of_templates_are_found(tmp_path: Path) -> None:
    source = """<p>Bare</p>
        {% translate "Hello" as greeting %} {% include "x.html" with a=_("Bye") %} {% translate "Open" context "verb" %}
    {% blocktranslate trimmed count n=2 %}
        One thing{% plural %}{{ n }} things{% endblocktranslate %}"""
    assert found(tmp_path / "a.html", source) == {HELLO, THINGS, Text(None, "Bye", None), Text("verb", "Open", None)}


def test_translations_stay_what_is_gone_goes_and_what_is_new_waits() -> None:
    held = Catalog(locale="cy")
    held.add("Hello", "Helo")
    held.add("Gone", "Wedi mynd")
    made = merged({HELLO: "a.html", Text(None, "New", None): "b.html"}, held)
    assert {message.id: message.string for message in made if message.id} == {"Hello": "Helo", "New": ""}


def test_missing_welsh_is_taken_from_a_further_file() -> None:
    ours, theirs = Catalog(locale="cy"), Catalog(locale="cy")
    ours.add("Hello", "")
    theirs.add("Hello", "Helo")
    assert merged({HELLO: "a.html"}, ours, theirs)["Hello"].string == "Helo"


def test_half_a_plural_is_no_welsh() -> None:
    held = Catalog(locale="cy")
    held.add(("One thing", "%(n)s things"), ("a", "b", "", "d", "e", "f"))
    assert merged({THINGS: "a.html"}, held)["One thing"].string == ("",) * 6


def test_what_is_written_is_read_again_and_twice_the_same(tmp_path: Path) -> None:
    held = Catalog(locale="cy")
    held.add(("One thing", "%(n)s things"), ("1", "2", "3", "4", "5", "6"))
    write(merged({THINGS: "a.html"}, held), tmp_path / "cy.po")
    first = [(tmp_path / name).read_bytes() for name in ("cy.po", "cy.mo")]
    write(merged({THINGS: "a.html"}, welsh(tmp_path / "cy.po")), tmp_path / "cy.po")
    assert [(tmp_path / name).read_bytes() for name in ("cy.po", "cy.mo")] == first
    assert welsh(tmp_path / "cy.po")["One thing"].string == ("1", "2", "3", "4", "5", "6")


def test_the_command_says_what_waits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(texts, "said", lambda: {HELLO: "a.html"})
    monkeypatch.setattr(texts, "WELSH", tmp_path / "cy.po")
    assert texts.main([]) == 1
    assert "waits for its Welsh: 'Hello'" in capsys.readouterr().out
    further = Catalog(locale="cy")
    further.add("Hello", "Helo")
    write(further, tmp_path / "more.po")
    assert texts.main([str(tmp_path / "more.po")]) == 0
