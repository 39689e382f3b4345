"""The cellar is pure: no I/O but the loader's reading."""

from pathlib import Path

import pytest

from tests.house.project import ROOT
from tests.house.purity import impurities


def _plant(root: Path, text: str, name: str = "planted.py") -> list[str]:
    cellar = root / "fingerpost" / "rules"
    cellar.mkdir(parents=True)
    (cellar / name).write_text(text, encoding="utf-8")
    return impurities(root)


def test_the_cellar_reaches_nothing_outside() -> None:
    assert impurities(ROOT) == []


@pytest.mark.parametrize(
    "source",
    [
        "import os",
        "import sys",
        "import socket",
        "from subprocess import run",
        "from pathlib import Path",
        "import urllib.request",
        "import time",
        "import random",
        "import tomllib, sqlite3",
        "def read(name: str) -> str:\n    import os.path\n    return name",
        "text = open('facts.csv').read()",
        "read = open",
        "text = path.read_text()",
        "path.write_text('')",
        "print('done')",
        "exec('1')",
    ],
)
def test_a_reach_outside_planted_in_the_cellar_is_found(source: str, tmp_path: Path) -> None:
    (fault,) = _plant(tmp_path, source)
    assert fault.startswith("fingerpost/rules/planted.py:")


@pytest.mark.parametrize(
    "source",
    [
        "from pathlib import Path\ntext = Path('pack.toml').read_text()",
        "with open('pack.toml', 'rb') as file: file.read()",
        "with path.open(mode='rb') as file: file.read()",
    ],
)
def test_the_loader_may_read(source: str, tmp_path: Path) -> None:
    assert _plant(tmp_path, source, name="packs.py") == []


@pytest.mark.parametrize(
    "source",
    [
        "import os",
        "import socket",
        "path.write_text('')",
        "open('pack.toml', 'w')",
        "path.open('ab')",
        "open('pack.toml', mode=mode)",
    ],
)
def test_the_loader_may_do_no_more_than_read(source: str, tmp_path: Path) -> None:
    assert len(_plant(tmp_path, source, name="packs.py")) == 1


def test_what_only_computes_is_allowed_in_the_cellar(tmp_path: Path) -> None:
    source = "from datetime import date\nfrom .facts import Fact\nimport fingerpost.rules.calendar"
    assert _plant(tmp_path, source) == []
