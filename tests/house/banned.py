"""What ruff's banned-api keeps out: reading the clock, and signals."""

import subprocess
from pathlib import Path

from tests.house.project import run_tool


def with_banned_calls(root: Path, *paths: str) -> subprocess.CompletedProcess[str]:
    """The result of ruff's banned-api on `paths`, by the settings in the pyproject of `root`.

    A `noqa` excuses nothing here: the one door that may read the clock is named by the test.
    """
    return run_tool(
        root, "ruff", "check", "--no-cache", "--output-format=concise",
        "--select=TID251", "--ignore-noqa", *paths,
    )  # fmt: skip
