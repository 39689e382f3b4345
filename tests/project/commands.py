"""Commands run in a test as a person would type them."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from fingerpost.project.command import main
from fingerpost.project.places import sample

SAMPLE = str(sample())
START = {"learner": "person:P-1", "programme_type": "apprenticeship", "nation": "england"}

Row = tuple[str, str, str, Mapping[str, Any]]
"""A fact in short: its subject, kind and day, and its data."""


class Ran(NamedTuple):
    """What a command gave: its exit status, and what it wrote."""

    status: int
    out: str
    errors: str


class Run:
    """Runs commands and keeps what each wrote apart."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *words: str) -> Ran:
        try:
            status = main(words)
        except SystemExit as stopped:  # argparse
            status = int(stopped.code or 0)
        out, errors = self._capsys.readouterr()
        return Ran(status, out, errors)


def folder_with(folder: Path, *rows: Row) -> str:
    """A facts folder with one learner who has started, and these facts more."""
    lines = ["subject,kind,on,recorded_at,by,data"]
    for subject, kind, on, data in (("enrolment:E-1", "started", "2026-01-05", START), *rows):
        cell = json.dumps(data).replace('"', '""')
        lines.append(f'{subject},{kind},{on},,person:S-1,"{cell}"')
    (folder / "facts.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return str(folder)
