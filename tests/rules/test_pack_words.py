"""Every word that a choice in a fact may be means something to a reader, in both languages."""

from pathlib import Path

import pytest

from fingerpost.rules.packs import load_policy
from tests.rules.broken_packs import copied, edit, faults_in

OWN_KIND = """
[fed]
names = { en = "Fed", cy = "Bwydwyd" }
about = ["enrolment"]
fields.what = { type = "choice", choices = ["hay", 3], names = { en = "What", cy = "Beth" } }
"""


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return copied(tmp_path)


def test_words_are_loaded_with_the_policy(pack: Path) -> None:
    policy, _ = load_policy(pack, pack.parent)
    assert policy.words["three_way"].en == "three-way meeting"
    assert policy.words["three_way"].cy == "cyfarfod tair ffordd"


def test_a_choice_without_a_word_is_told_with_its_field(pack: Path) -> None:
    edit(pack.parent / "words.toml", "three_way =", "four_way =")
    (told,) = faults_in(pack)
    assert told.endswith("words.toml: three_way: sort of a session may be this; say in en and cy what it means")


def test_a_word_that_lacks_a_language_is_told(pack: Path) -> None:
    edit(pack.parent / "words.toml", ', cy = "arall"', "")
    assert any("words.toml: other: 'cy' is missing; add it" in told for told in faults_in(pack))


def test_a_pack_brings_words_for_kinds_of_its_own(pack: Path) -> None:
    (pack / "kinds").mkdir()
    (pack / "kinds" / "feeding.toml").write_text(OWN_KIND, encoding="utf-8")
    (told,) = faults_in(pack)
    assert "hay: what of a fed may be this" in told
    (pack / "words.toml").write_text('hay = { en = "hay", cy = "gwair" }\n', encoding="utf-8")
    policy, _ = load_policy(pack, pack.parent)
    assert policy.words["hay"].cy == "gwair"


def test_a_missing_file_of_words_is_told(pack: Path) -> None:
    (pack.parent / "words.toml").unlink()
    assert any("words.toml: this file is missing" in told for told in faults_in(pack))
