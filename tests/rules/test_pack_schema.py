"""docs/pack.schema.json is what the concepts say, and holds for real packs."""

import json
import re
from datetime import date
from pathlib import Path
from tomllib import loads
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from fingerpost.rules.schema import as_text, pack_schema
from tests.rules.language_pieces import DOCUMENT, Piece, pieces
from tests.rules.made_packs import PACKS, joined

PUBLISHED = DOCUMENT.with_name("pack.schema.json")
WHOLE, *PIECES = pieces(DOCUMENT.read_text(encoding="utf-8"))
REAL = sorted(PACKS.glob("*/pack.toml"))
SCHEMA_LINE = re.compile(r"#:schema (\S+)")


def _as_editors_see(value: Any) -> Any:
    """TOML as JSON: dates are texts."""
    if isinstance(value, dict):
        return {key: _as_editors_see(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_as_editors_see(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


def _faults(raw: dict[str, Any]) -> list[str]:
    found = Draft202012Validator(pack_schema()).iter_errors(_as_editors_see(raw))
    return [f"{each.json_path}: {each.message[:200]}" for each in found]


def _edited(old: str, new: str) -> dict[str, Any]:
    text = REAL[0].read_text(encoding="utf-8")
    assert old in text
    return loads(text.replace(old, new, 1))


def test_the_published_schema_is_what_the_concepts_say() -> None:
    told = "renew docs/pack.schema.json; fingerpost/rules/schema.py says how"
    assert PUBLISHED.read_text(encoding="utf-8") == as_text(), told


def test_the_schema_is_a_schema() -> None:
    schema = json.loads(as_text())
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == Draft202012Validator.META_SCHEMA["$schema"]
    assert "$id" not in schema


def test_every_form_is_described() -> None:
    forms = pack_schema()["$defs"]
    assert [name for name, form in forms.items() if not form.get("description")] == []


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.parent.name)
def test_a_real_pack_holds(path: Path) -> None:
    assert _faults(loads(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.parent.name)
def test_a_real_pack_names_the_schema_to_editors(path: Path) -> None:
    first, _, _ = path.read_text(encoding="utf-8").partition("\n")
    named = SCHEMA_LINE.fullmatch(first)
    assert named is not None
    assert (path.parent / named[1]).resolve() == PUBLISHED


@pytest.mark.parametrize("piece", [each for each in PIECES if each.is_built], ids=str)
def test_what_is_built_holds(piece: Piece) -> None:
    assert _faults(joined(WHOLE.raw, piece.raw)) == []


@pytest.mark.parametrize("piece", [each for each in PIECES if not each.is_built], ids=str)
def test_what_is_not_built_is_marked_in_editors(piece: Piece) -> None:
    # Working days are counted everywhere but backwards, which a schema of forms cannot tell.
    counts_back = "before = { working_days" in piece.toml
    assert bool(_faults(joined(WHOLE.raw, piece.raw))) is not counts_back


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('shape = "procedure"', 'shape = "ladder"'),
        ("final = true", 'final = "yes"'),
        ('owner = "coach"', 'ovner = "coach"'),
        ("again = { weeks =", "again = { days = 1, weeks ="),
        ('version = "1.0"', "version = 1.0"),
    ],
)
def test_what_is_badly_formed_is_marked_in_editors(old: str, new: str) -> None:
    assert _faults(_edited(old, new))
