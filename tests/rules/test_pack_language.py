"""docs/pack-language.md says of each of the 43 things how it is written, and whether that works."""

from pathlib import Path
from typing import Any

import pytest

from fingerpost.rules.faults import FaultyPackError
from fingerpost.rules.not_built import DOCUMENT as NAMED_IN_REFUSALS
from fingerpost.rules.not_built import NOT_BUILT
from fingerpost.rules.schema import pack_schema
from tests.rules.language_pieces import DOCUMENT, Piece, pieces, things
from tests.rules.made_packs import joined, load_made

TEXT = DOCUMENT.read_text(encoding="utf-8")
WHOLE, *PIECES = pieces(TEXT)
BUILT = [piece for piece in PIECES if piece.is_built]
DESIGNED = [piece for piece in PIECES if not piece.is_built]
DESKS = {"caseload", "courses", "development", "gaps"}
# A key that is built elsewhere, so that it cannot stand in the table.
ALSO_REFUSED = {"working_days"}


def _keys(raw: Any) -> set[str]:
    if isinstance(raw, list):
        return {key for each in raw for key in _keys(each)}
    if not isinstance(raw, dict):
        return set()
    return set(raw) | {key for each in raw.values() for key in _keys(each)}


def _refused_in(piece: Piece, folder: Path) -> list[str]:
    with pytest.raises(FaultyPackError) as caught:
        load_made(joined(WHOLE.raw, piece.raw), folder)
    return [fault.what for fault in caught.value.faults]


def test_the_language_says_43_things_in_order() -> None:
    assert things(TEXT) == list(range(1, 44))


def test_every_thing_has_a_piece() -> None:
    assert {piece.thing for piece in PIECES} == set(range(1, 44))


def test_the_smallest_whole_pack_loads_without_a_fault(tmp_path: Path) -> None:
    assert WHOLE.is_built
    assert load_made(WHOLE.raw, tmp_path)[1] == []


@pytest.mark.parametrize("piece", BUILT, ids=str)
def test_what_is_built_loads_without_a_fault(piece: Piece, tmp_path: Path) -> None:
    assert load_made(joined(WHOLE.raw, piece.raw), tmp_path)[1] == []


@pytest.mark.parametrize("piece", DESIGNED, ids=str)
def test_what_is_not_built_is_refused_by_name(piece: Piece, tmp_path: Path) -> None:
    (refusal,) = _refused_in(piece, tmp_path)
    (key,) = _keys(piece.raw) & {*NOT_BUILT} or ALSO_REFUSED
    assert key in _keys(piece.raw)
    assert refusal.startswith(f"{key!r} (")
    assert f"is designed but not built yet; see {NAMED_IN_REFUSALS}" in refusal


@pytest.mark.parametrize("piece", DESIGNED, ids=str)
def test_what_is_not_built_names_the_desk_that_needs_it(piece: Piece) -> None:
    assert piece.desks
    assert DESKS.issuperset(piece.desks)


def test_every_key_that_is_refused_as_not_built_is_shown() -> None:
    shown = set().union(*(_keys(piece.raw) for piece in DESIGNED))
    assert set(NOT_BUILT) <= shown


def test_no_key_is_both_built_and_refused_as_not_built() -> None:
    built = {key for each in pack_schema()["$defs"].values() for key in each.get("properties", ())}
    assert built & set(NOT_BUILT) == set()


def test_every_key_of_a_pack_is_explained() -> None:
    schema = pack_schema()
    forms = [schema, *schema["$defs"].values()]
    keys = {key for form in forms for key in form.get("properties", ())}
    assert "more_than_days" in keys
    assert [key for key in sorted(keys) if f"`{key}`" not in TEXT and f"`{key} =" not in TEXT] == []


def test_the_document_that_refusals_name_is_there() -> None:
    assert DOCUMENT.as_posix().endswith(NAMED_IN_REFUSALS)


def test_a_piece_without_a_mark_is_found() -> None:
    with pytest.raises(ValueError, match="line 3 is marked neither"):
        pieces("### 1. Count\n\n```toml\na = 1\n```\n")
