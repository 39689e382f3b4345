"""Imports only point downwards: import-linter with the project's own contracts."""

import shutil
import subprocess
from pathlib import Path

from tests.house.project import run_tool


def copy_of_the_house(root: Path, to: Path) -> Path:
    """Copies the package and its contracts, to plant faults in; returns the copy's folder."""
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(root / "fingerpost", to / "fingerpost", ignore=ignored)
    shutil.copy(root / "pyproject.toml", to)
    return to


def linted(root: Path) -> subprocess.CompletedProcess[str]:
    """The result of import-linter on the package under `root`, and not on any other copy."""
    return run_tool(root, "lint-imports", "--no-cache")
