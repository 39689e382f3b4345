"""The direction of imports, and Django in the cellar."""

from pathlib import Path

import pytest

from tests.house.imports import copy_of_the_house, linted
from tests.house.project import ROOT


@pytest.fixture
def house(tmp_path: Path) -> Path:
    return copy_of_the_house(ROOT, tmp_path)


def _plant(house: Path, name: str, text: str) -> None:
    path = house / "fingerpost" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_imports_only_point_downwards(house: Path) -> None:
    result = linted(house)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(
    ("name", "above"),
    [("rules", "folder"), ("rules", "project"), ("folder", "project")],
)
def test_an_import_that_points_upwards_is_found(name: str, above: str, house: Path) -> None:
    _plant(house, f"{name}/planted.py", f"import fingerpost.{above}\n")
    result = linted(house)
    assert result.returncode == 1
    assert f"fingerpost.{name}.planted -> fingerpost.{above} (l.1)" in result.stdout


def test_a_room_that_stands_on_no_floor_is_found(house: Path) -> None:
    _plant(house, "attic/__init__.py", '"""A room that the contract does not know."""\n')
    result = linted(house)
    assert result.returncode == 1
    assert "fingerpost.attic" in result.stdout


@pytest.mark.parametrize("room", ["rules", "folder"])
def test_django_under_the_ground_floor_is_found(room: str, house: Path) -> None:
    _plant(house, f"{room}/planted.py", "from django.db import models\n")
    result = linted(house)
    assert result.returncode == 1
    assert f"fingerpost.{room}.planted -> django (l.1)" in result.stdout
