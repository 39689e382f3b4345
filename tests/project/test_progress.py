"""How far a long command is, told on a terminal and nowhere else."""

import pytest

from fingerpost.project.progress import Progress


def count(capsys: pytest.CaptureFixture[str], total: int | None) -> str:
    with Progress("rows read", total) as progress:
        for number in range(1, 2501):
            progress.at(number)
    out, errors = capsys.readouterr()
    assert out == ""
    return errors


def test_a_terminal_is_told_now_and_then_and_wiped_at_the_end(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    assert count(capsys, None) == "\r1,000 rows read\r2,000 rows read\r\033[K"
    told = "\r1,000 of 4,000 (25%) rows read\r2,000 of 4,000 (50%) rows read\r\033[K"
    assert count(capsys, 4000) == told


def test_nothing_is_told_where_there_is_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    assert count(capsys, 4000) == ""
