import re
from pathlib import Path

import pytest
from django.forms import Form
from django.template import Context, Origin, Template

from fingerpost import kit
from tests.rooms.kit.reading import forbidden

STATIC = Path(kit.__file__).parent / "static" / "kit"
STYLE = (STATIC / "fingerpost.css").read_text(encoding="utf-8")
ELEMENTS = sorted((Path(kit.__file__).parent / "templates" / "allauth" / "elements").glob("*.html"))


def test_the_style_stays_small() -> None:
    assert len(STYLE.encode()) < 20_000


def test_the_style_loads_nothing_and_forces_nothing() -> None:
    assert re.findall(r"url\(|@import|@font-face|!important", STYLE) == []


def test_raw_colours_stand_in_the_tokens_only() -> None:
    tokens, rest = STYLE.split("@layer base {", 1)
    assert "#" in tokens
    assert re.findall(r"#[0-9a-f]{3,8}\b", rest) == []


def test_the_script_stays_small_and_runs_no_text_as_script() -> None:
    script = (STATIC / "drafts.js").read_text(encoding="utf-8")
    assert len(script.splitlines()) < 120
    assert re.findall(r"eval\(|Function\(|innerHTML|document\.write", script) == []


@pytest.mark.parametrize("path", ELEMENTS, ids=lambda path: path.stem)
def test_pages_of_allauth_that_we_have_not_written_anew_are_in_our_look(path: Path) -> None:
    source = (
        "{% load allauth %}{% element " + path.stem + ' tags="danger" href=href src="/a.svg" alt="A" form=form %}'
        "{% slot title %}T{% endslot %}{% slot body %}B{% endslot %}{% slot actions %}A{% endslot %}W{% endelement %}"
    )
    page = Template(source, origin=Origin("page.html", "page.html")).render(Context({"href": "", "form": Form()}))
    assert forbidden(page) == []
