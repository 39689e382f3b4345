"""Where the project stands, which files are its own, and how a tool is run on it."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PYTHON_FOLDERS = ("fingerpost", "bench", "tests", "examples")


def python_files(root: Path, *folders: str) -> list[Path]:
    """The Python files under `folders` of `root`, sorted; a folder that is not there has none."""
    return sorted(path for folder in folders for path in (root / folder).rglob("*.py"))


def own_files(root: Path) -> list[Path]:
    """The files git tracks or would track (new and not ignored); skips aloud without git."""
    if shutil.which("git") is None or not (root / ".git").exists():
        pytest.skip("which files are the project's own is only known in a git clone")
    # Another user's clone is as good as one's own to read a list of names from.
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others"]
    listed = subprocess.run([*command, "--exclude-standard"], cwd=root, check=True, capture_output=True, text=True)
    paths = [root / name for name in listed.stdout.split("\0") if name]
    return sorted(path for path in paths if path.is_file())


def run_tool(root: Path, tool: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs a tool of the virtual environment with `root` as its folder; never raises on failure."""
    return subprocess.run(
        [str(Path(sys.executable).with_name(tool)), *arguments],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
