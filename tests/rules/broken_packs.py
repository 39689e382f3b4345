"""A copy of the first real pack with one small thing wrong, and what loading says of it."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from fingerpost.rules.faults import FaultyPackError
from fingerpost.rules.packs import load_policy
from tests.rules.made_packs import PACKS

NAME = "learners-at-risk"
Case = tuple[str, str, str]
"""What is replaced in `pack.toml`, by what, and what is told (file apart)."""


def copied(folder: Path) -> Path:
    """The pack, copied with all that packs share into a folder."""
    shutil.copytree(PACKS, folder / "packs")
    return folder / "packs" / NAME


def edit(path: Path, old: str, new: str) -> None:
    """Replaces the one place in a file where `old` stands, or the first of several."""
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is no longer in {path.name}: choose another place to break"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def faults_in(pack: Path) -> list[str]:
    """The errors for which a pack is refused, files named from its folder on; none if it loads."""
    try:
        load_policy(pack, pack.parent)
    except FaultyPackError as error:
        assert error.faults
        return [str(fault).replace(f"{pack}/", "") for fault in error.faults]
    return []


def cases(*groups: dict[str, Case]) -> list[Any]:
    """The cases as parameters of a test, each under its name."""
    return [pytest.param(*each, id=name) for group in groups for name, each in group.items()]
