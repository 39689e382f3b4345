"""Sizes of files and functions."""

from pathlib import Path

from tests.house.project import PYTHON_FOLDERS, ROOT
from tests.house.sizes import oversized


def _plant(root: Path, text: str) -> None:
    (root / "fingerpost").mkdir()
    (root / "fingerpost" / "planted.py").write_text(text, encoding="utf-8")


def test_every_file_and_function_is_small_enough_to_see_whole() -> None:
    assert oversized(ROOT, *PYTHON_FOLDERS) == []


def test_a_file_of_301_lines_is_found(tmp_path: Path) -> None:
    _plant(tmp_path, "# line\n" * 301)
    assert oversized(tmp_path, "fingerpost") == ["fingerpost/planted.py has 301 lines, more than 300"]


def test_a_file_of_300_lines_is_allowed(tmp_path: Path) -> None:
    _plant(tmp_path, "# line\n" * 300)
    assert oversized(tmp_path, "fingerpost") == []


def test_a_method_of_41_lines_is_found(tmp_path: Path) -> None:
    _plant(tmp_path, "class A:\n    def long(self) -> None:\n" + "        print()\n" * 40)
    assert oversized(tmp_path, "fingerpost") == ["fingerpost/planted.py:2 long has 41 lines, more than 40"]


def test_a_function_of_40_lines_is_allowed_whatever_its_decorators(tmp_path: Path) -> None:
    _plant(tmp_path, "@cache\n@other\ndef long() -> None:\n" + "    print()\n" * 39)
    assert oversized(tmp_path, "fingerpost") == []
