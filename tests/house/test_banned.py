"""Nobody reads the clock, and there are no signals."""

import shutil
from pathlib import Path

import pytest

from tests.house.banned import with_banned_calls
from tests.house.project import PYTHON_FOLDERS, ROOT


def _planted(root: Path, text: str) -> str:
    """What ruff says of `text` planted in the cellar, by the project's own settings."""
    shutil.copy(ROOT / "pyproject.toml", root)
    (root / "planted.py").write_text(text, encoding="utf-8")
    result = with_banned_calls(root, "planted.py")
    assert result.returncode in (0, 1), result.stderr
    return result.stdout


DOOR = "fingerpost/kit/clock.py"


def test_nobody_reads_the_clock_or_uses_signals() -> None:
    folders = [folder for folder in PYTHON_FOLDERS if (ROOT / folder).exists()]
    result = with_banned_calls(ROOT, *folders)
    found = [line for line in result.stdout.splitlines() if "TID251" in line]
    assert [line for line in found if not line.startswith(DOOR)] == []
    assert len(found) == 1, "the clock is read at one door, once"


@pytest.mark.parametrize(
    "source",
    [
        "from datetime import date\nday = date.today()",
        "import datetime\nday = datetime.date.today()",
        "import datetime as dt\nnow = dt.datetime.now(dt.UTC)",
        "from datetime import datetime\nnow = datetime.now()",
        "from datetime import datetime\nnow = datetime.utcnow()",
        "from datetime import datetime\nnow = datetime.today()  # noqa: TID251",
        "import time\nnow = time.time()",
        "from time import time\nnow = time()",
    ],
)
def test_a_planted_look_at_the_clock_is_found(source: str, tmp_path: Path) -> None:
    assert "The clock is read once" in _planted(tmp_path, source)


@pytest.mark.parametrize(
    "source",
    [
        "from django.dispatch import receiver",
        "from django.dispatch import Signal",
        "import django.dispatch",
        "from django.db.models.signals import post_save",
        "from django.db.models import signals",
    ],
)
def test_a_planted_signal_is_found(source: str, tmp_path: Path) -> None:
    assert "No signals" in _planted(tmp_path, source)


def test_a_date_that_is_given_is_allowed(tmp_path: Path) -> None:
    source = "from datetime import date\nimport time\nday = date(2025, 3, 3)\ntime.perf_counter()"
    assert "TID251" not in _planted(tmp_path, source)
