"""Packs made for a test: a piece of TOML set into a sound pack, written as files and loaded."""

import json
from collections.abc import Mapping
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

from fingerpost.rules.faults import Fault, FaultyPackError
from fingerpost.rules.packs import LANGUAGES, load_policy
from fingerpost.rules.policy import Policy

PACKS = Path(__file__).resolve().parents[2] / "packs"
MISSING_TEXT = "this text is missing"


def joined(pack: Mapping[str, Any], piece: Mapping[str, Any]) -> dict[str, Any]:
    """A pack with a piece more: lists grow, and a table set into a list belongs to its first item.

    So `[[rule.trigger]]` without a `[[rule]]` is a trigger more in the first rule. Clauses and kinds
    of subject that the piece names and the pack has not are added.
    """
    whole: dict[str, Any] = _joined(deepcopy(dict(pack)), piece)
    numbers = {each["number"] for each in whole["clause"]}
    for number in dict.fromkeys(_named(piece, "clause")):
        if number not in numbers:
            whole["clause"].append({"number": number, "kept_by": ["rule"]})
    whole["subjects"] = list(dict.fromkeys([*whole["subjects"], *_named(piece, "about")]))
    return whole


def _joined(old: Any, new: Any) -> Any:
    if isinstance(old, list) and isinstance(new, Mapping):
        return [_joined(old[0], new), *old[1:]]
    if isinstance(old, list) and isinstance(new, list):
        return [*old, *new]
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        both = {key: _joined(old[key], new[key]) for key in old.keys() & new.keys()}
        return {**old, **new, **both}
    return new


def _named(piece: Any, key: str) -> list[str]:
    """Every text that stands under a key, at any depth."""
    if isinstance(piece, list):
        return [name for each in piece for name in _named(each, key)]
    if not isinstance(piece, Mapping):
        return []
    own = [piece[key]] if isinstance(piece.get(key), str) else []
    return own + [name for each in piece.values() for name in _named(each, key)]


def load_made(pack: Mapping[str, Any], folder: Path) -> tuple[Policy, list[Fault]]:
    """The pack and its warnings, written to a folder with every text that it needs.

    Raises FaultyPackError.
    """
    texts: dict[str, Any] = {"title": "-"}
    _write(folder, pack, texts)
    try:
        return load_policy(folder, PACKS)
    except FaultyPackError as error:
        for fault in error.faults:
            if fault.what.startswith(MISSING_TEXT):
                _put(texts, fault.place.split(" > "))
    _write(folder, pack, texts)
    return load_policy(folder, PACKS)


def _put(texts: dict[str, Any], path: list[str]) -> None:
    for name in path[:-1]:
        texts = texts.setdefault(name, {})
    texts[path[-1]] = "-"


def _write(folder: Path, pack: Mapping[str, Any], texts: Mapping[str, Any]) -> None:
    (folder / "texts").mkdir(parents=True, exist_ok=True)
    (folder / "pack.toml").write_text(_as_toml(pack), encoding="utf-8")
    for language in LANGUAGES:
        (folder / "texts" / f"{language}.toml").write_text(_as_toml(texts), encoding="utf-8")


def _as_toml(table: Mapping[str, Any]) -> str:
    return "".join(f"{json.dumps(key)} = {_inline(value)}\n" for key, value in table.items())


def _inline(value: Any) -> str:
    if isinstance(value, Mapping):
        items = (f"{json.dumps(key)} = {_inline(each)}" for key, each in value.items())
        return "{" + ", ".join(items) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_inline, value)) + "]"
    return value.isoformat() if isinstance(value, date) else json.dumps(value)
