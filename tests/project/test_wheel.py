"""The built wheel in an environment of its own, with the dependencies that it declares and nothing else, works."""

import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import Distribution, distribution
from pathlib import Path
from shutil import copy2

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command of a fresh environment into which the wheel was installed."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder), at=ROOT)
    (wheel,) = folder.glob("fingerpost-*.whl")
    run(sys.executable, "-m", "venv", "--without-pip", str(folder / "env"), at=folder)
    python = folder / "env" / "bin" / "python"
    pip = (sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--no-index", "--no-deps")
    run(*pip, str(wheel), at=folder)
    place = Path(run(str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", at=folder).strip())
    for each in declared(place):
        copy_distribution(each, place)
    return folder / "env" / "bin" / "fingerpost"


def run(*words: str, at: Path) -> str:
    """What a command prints, run outside the project's own environment."""
    done = subprocess.run(words, cwd=at, capture_output=True, text=True, env={"PATH": "/usr/bin:/bin"}, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def declared(place: Path) -> Iterator[Distribution]:
    """The distributions that the installed wheel asks for, and those that these ask for."""
    (wheel,) = Distribution.discover(name="fingerpost", path=[str(place)])
    waiting, seen = [(said, "") for said in wheel.requires or ()], set()
    while waiting:
        said, extra = waiting.pop()
        asked = Requirement(said)
        if asked.marker and not asked.marker.evaluate({"extra": extra}):
            continue
        found = distribution(asked.name)
        for wanted in {"", *asked.extras}:
            if (asked.name, wanted) not in seen:
                seen.add((asked.name, wanted))
                waiting.extend((each, wanted) for each in found.requires or ())
                yield found


def copy_distribution(found: Distribution, place: Path) -> None:
    """Its modules and its metadata, without what it puts elsewhere (commands)."""
    for file in found.files or ():
        if ".." not in file.parts and "__pycache__" not in file.parts:
            to = place / file
            to.parent.mkdir(parents=True, exist_ok=True)
            copy2(str(file.locate()), to)


def test_the_wheel_brings_its_sample_and_its_packs(installed: Path, tmp_path: Path) -> None:
    told = run(str(installed), "sample", at=tmp_path)
    assert "Robin Hale (E-0001): the story so far" in told
    assert told == run(sys.executable, "-P", "-m", "fingerpost.project.command", "sample", at=ROOT)


def test_the_wheel_checks_the_packs_that_it_brings(installed: Path, tmp_path: Path) -> None:
    assert "0 faults, 0 warnings" in run(str(installed), "pack", "check", "learners-at-risk", at=tmp_path)


def test_the_wheel_forecasts_a_folder_in_welsh(installed: Path, tmp_path: Path) -> None:
    sample = ROOT / "examples" / "sample"
    told = run(str(installed), "forecast", str(sample), "--language", "cy", at=tmp_path)
    assert "Anfon yr hysbysiad cam 1" in told


def test_the_wheel_makes_the_demonstration(installed: Path, tmp_path: Path) -> None:
    run(str(installed), "demo", "--learners", "2", "--only-make", at=tmp_path)
    home = tmp_path / "fingerpost-data" / "demo"
    assert (home / "fingerpost.sqlite3").is_file() and (home / "static" / "kit").is_dir()


def test_the_wheel_puts_a_letter_on_paper(installed: Path, tmp_path: Path) -> None:
    letter = """
from datetime import date
import django
from django.conf import settings
settings.configure()
django.setup()
from fingerpost.kit.paper.making import letter_as_pdf
from fingerpost.kit.paper.values import Letter, Sender
told = {"sender": Sender("A provider"), "recipient": ("Robin Hale",), "paragraphs": ("ŵ",), "language": "en"}
print(letter_as_pdf(Letter(**told, subject="A letter", day=date(2026, 2, 16)))[:5].decode())
"""
    assert run(str(installed.with_name("python")), "-c", letter, at=tmp_path) == "%PDF-\n"
