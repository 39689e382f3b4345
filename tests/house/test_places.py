"""No folder of a machine and no registry's host in the project's files."""

from pathlib import Path

import pytest

from tests.house.places import named_places
from tests.house.project import ROOT, own_files


def _plant(root: Path, text: str) -> list[str]:
    planted = root / "planted.txt"
    planted.write_text(text, encoding="utf-8")
    return named_places(root, [planted])


def test_no_file_names_a_machine_or_a_registry() -> None:
    files = own_files(ROOT)
    assert ROOT / "pyproject.toml" in files
    assert named_places(ROOT, files) == []


# Put together here, so that this file names no place either.
@pytest.mark.parametrize(
    "text",
    [
        "/".join(["see ", "home", "ada", "facts"]),
        "/".join(['"', "root", '.cache"']),
        "/".join(["", "work", "main"]),
        "C:" + "\\Users\\ada",
        "https://pypi" + ".org/simple",
        "https://files.python" + "hosted.org/packages",
        "--extra-index-url" + " https://mirror.example/simple",
        "--find-links" + "=file:wheels",
    ],
)
def test_a_planted_place_is_found(text: str, tmp_path: Path) -> None:
    (fault,) = _plant(tmp_path, f"first line\n{text}\n")
    assert fault.startswith("planted.txt:2 names ")


def test_the_folder_that_the_project_stands_in_is_found(tmp_path: Path) -> None:
    assert _plant(tmp_path, f"run {tmp_path}/run") == [f"planted.txt:1 names {str(tmp_path)!r}"]


def test_paths_from_the_root_and_common_ones_are_allowed(tmp_path: Path) -> None:
    assert _plant(tmp_path, "../shared/data, /usr/bin/env, network/root/x, /learners/17") == []


def test_a_new_file_counts_before_it_is_committed() -> None:
    assert Path(__file__) in own_files(ROOT)
