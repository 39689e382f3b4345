"""A pack of which a file is missing, cannot be read or lacks a text is refused."""

from pathlib import Path

import pytest

from fingerpost.rules.faults import FaultyPackError
from fingerpost.rules.packs import find_pack, load_policy
from tests.rules.broken_packs import NAME, copied, edit, faults_in
from tests.rules.made_packs import PACKS

PROSE = "messages.stage-1-learner"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return copied(tmp_path)


def test_a_pack_that_is_not_there_is_named_with_those_that_are() -> None:
    with pytest.raises(FaultyPackError, match=rf"no such pack; did you mean '{NAME}'\?"):
        find_pack("learner-at-risk", PACKS)


def test_a_pack_is_found_by_its_id_and_by_its_path() -> None:
    assert find_pack(NAME, PACKS) == PACKS / NAME
    assert find_pack(str(PACKS / NAME), PACKS / "elsewhere") == PACKS / NAME


@pytest.mark.parametrize("name", ["pack.toml", "texts/en.toml", "texts/cy.toml"])
def test_a_missing_file_is_told(name: str, pack: Path) -> None:
    (pack / name).unlink()
    assert f"error: {name}: this file is missing; a pack needs it" in faults_in(pack)


def test_a_file_in_another_encoding_is_told_with_its_line(pack: Path) -> None:
    (pack / "texts" / "en.toml").write_bytes("title = 'x'\n# A café\n".encode("latin-1"))
    told = "error: texts/en.toml: line 2: this file is not UTF-8 (byte 0xe9); save it as UTF-8"
    assert told in faults_in(pack)


def test_a_byte_order_mark_is_no_fault(pack: Path) -> None:
    path = pack / "pack.toml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert faults_in(pack) == []


def test_what_is_not_toml_is_told_with_its_line(pack: Path) -> None:
    edit(pack / "pack.toml", 'version = "1.0"', 'version = "1.0')
    (told,) = faults_in(pack)
    line = (pack / "pack.toml").read_text(encoding="utf-8").splitlines().index('version = "1.0') + 1
    assert told.startswith(f"error: pack.toml: line {line}, column ")
    assert ": this is not TOML: " in told


def test_a_key_that_stands_twice_is_told(pack: Path) -> None:
    edit(pack / "pack.toml", 'version = "1.0"', 'version = "1.0"\nversion = "1.1"')
    (told,) = faults_in(pack)
    assert "this is not TOML: Cannot overwrite a value" in told


def test_an_empty_pack_is_told_what_it_lacks(pack: Path) -> None:
    (pack / "pack.toml").write_text("", encoding="utf-8")
    needed = ("id", "version", "subjects", "calendar", "clause", "rule")
    assert faults_in(pack) == [f"error: pack.toml: {key!r} is missing; add it" for key in needed]


def test_a_procedure_without_steps_is_told(pack: Path) -> None:
    path = pack / "pack.toml"
    text = path.read_text(encoding="utf-8")
    start, end = text.index("[[rule.step]]"), text.index('[[rule]]\nid = "start-indicators"')
    always = text.index('always = [{ on = "removed", to = "off" }]')
    text = text[:start] + text[end:]
    path.write_text(f"{text[:always]}step = []\n{text[always:]}", encoding="utf-8")
    told = "error: pack.toml: rule escalation > step: is an empty list; name something,"
    assert any(each.startswith(told) for each in faults_in(pack))


@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_missing_text_is_told_in_its_language(language: str, pack: Path) -> None:
    edit(pack / "texts" / f"{language}.toml", "agree-contract = ", "agree-contrat = ")
    told = f"error: texts/{language}.toml: actions > agree-contract: this text is missing; write it"
    assert told in faults_in(pack)


def test_an_empty_text_counts_as_missing(pack: Path) -> None:
    path = pack / "texts" / "cy.toml"
    line = next(each for each in path.read_text(encoding="utf-8").splitlines() if each.startswith("title"))
    edit(path, line, 'title = "  "')
    assert faults_in(pack) == ["error: texts/cy.toml: title: this text is missing; write it"]


def test_a_blank_that_nothing_fills_is_told(pack: Path) -> None:
    path = pack / "texts" / "en.toml"
    head, mark, letter = path.read_text(encoding="utf-8").partition(f"[{PROSE}]")
    path.write_text(head + mark + letter.replace("{learner}", "{Lerner}", 1), encoding="utf-8")
    (told,) = faults_in(pack)
    assert told.startswith("error: texts/en.toml: messages > stage-1-learner > ")
    assert told.endswith(": nothing fills {Lerner}; did you mean 'learner'?")


def test_texts_of_nothing_are_a_warning(pack: Path) -> None:
    edit(pack / "texts" / "en.toml", "agree-contract = ", 'sing = "Sing"\nagree-contract = ')
    _, warnings = load_policy(pack, pack.parent)
    (told,) = map(str, warnings)
    assert told.startswith("warning: ")
    assert "texts/en.toml: actions > sing: nothing in the pack has this name; " in told


def test_what_no_rule_uses_is_a_warning(pack: Path) -> None:
    edit(pack / "pack.toml", 'due = { working_days = "contract-days" }', "due = { days = 7 }")
    edit(pack / "pack.toml", "stays = { kind", 'hums = { kind = "rating" }\nstays = { kind')
    _, warnings = load_policy(pack, pack.parent)
    assert [(each.gravity, each.place, each.what) for each in warnings] == [
        (
            "warning",
            "parameters > contract-days",
            "no rule uses this parameter; use it, or take it out",
        ),
        (
            "warning",
            "rule escalation > signals > hums",
            "no move waits for this signal; use it, or take it out",
        ),
    ]


KINDS = {
    "an unknown type": (
        '[sung]\nnames = { en = "Sung", cy = "Canwyd" }\nabout = ["enrolment"]\n'
        'fields.tune = { type = "melody", names = { en = "Tune", cy = "Alaw" } }\n',
        "sung > fields > tune > type: must be 'word'",
    ),
    "a choice of nothing": (
        '[sung]\nnames = { en = "Sung", cy = "Canwyd" }\nabout = ["enrolment"]\n'
        'fields.tune = { type = "choice", names = { en = "Tune", cy = "Alaw" } }\n',
        "sung > fields > tune: has nothing to choose from; add choices",
    ),
    "an attribute that is no field": (
        '[sung]\nnames = { en = "Sung", cy = "Canwyd" }\nabout = ["enrolment"]\nsets = ["tune"]\n'
        'fields.tone = { type = "word", names = { en = "Tone", cy = "Tôn" } }\n',
        "sung > sets: there is no field 'tune'; did you mean 'tone'?",
    ),
    "no Welsh name": (
        '[sung]\nnames = { en = "Sung" }\nabout = ["enrolment"]\n',
        "sung > names: 'cy' is missing; add it",
    ),
    "no table": ("sung = 3\n", "sung: must be a table in curly brackets (it is 3)"),
}


@pytest.mark.parametrize(("kinds", "told"), KINDS.values(), ids=KINDS)
def test_a_kind_of_fact_of_its_own_is_refused_for(kinds: str, told: str, pack: Path) -> None:
    (pack / "kinds").mkdir()
    (pack / "kinds" / "own.toml").write_text(kinds, encoding="utf-8")
    assert any(each.startswith(f"error: kinds/own.toml: {told}") for each in faults_in(pack))


def test_a_kind_of_fact_in_two_files_is_told(pack: Path) -> None:
    (pack / "kinds").mkdir()
    own = '[sung]\nnames = { en = "Sung", cy = "Canwyd" }\nabout = ["enrolment"]\n'
    for name in ("one", "two"):
        (pack / "kinds" / f"{name}.toml").write_text(own, encoding="utf-8")
    told = "error: kinds/two.toml: sung: this kind of fact is in another file too; keep one"
    assert faults_in(pack) == [told]


def test_a_folder_in_place_of_a_file_is_told(pack: Path) -> None:
    (pack / "texts" / "cy.toml").unlink()
    (pack / "texts" / "cy.toml").mkdir()
    (told,) = faults_in(pack)
    assert told.startswith("error: texts/cy.toml: this file cannot be read: ")


def test_a_kind_of_fact_that_all_packs_share_cannot_be_made_anew(pack: Path) -> None:
    (pack / "kinds").mkdir()
    own = '[rating]\nnames = { en = "Rating", cy = "Sgôr" }\nabout = ["enrolment"]\n'
    (pack / "kinds" / "own.toml").write_text(own, encoding="utf-8")
    told = "rating: all packs share a kind of fact of this name; give this one another"
    assert faults_in(pack) == [f"error: kinds: {told}"]
