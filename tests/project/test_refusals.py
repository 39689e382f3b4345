"""Wrong input: a clear word on the error stream, exit status 2, and nothing on the output."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.project.commands import SAMPLE, Run, folder_with

COMMAND = [sys.executable, "-P", "-m", "fingerpost.project.command"]
ABSENT = {"sort": "session", "outcome": "absent_without_notice"}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["forecast", "nowhere"], "nowhere: this folder cannot be read: No such file or directory"),
        (["explain", "nowhere", "--subject", "E-1"], "name a folder that holds facts.csv"),
        (["explain", SAMPLE, "--subject", "E-0099"], "did you mean 'enrolment:E-0009'?"),
        (["replay", SAMPLE, "--subject", "nobody"], "nobody here is called 'nobody'"),
        (["explain", SAMPLE, "--subject", "Ma"], "2 are called 'Ma': Tomasz Lis (E-0005), Daniel Marsh (E-0013)"),
        (["forecast", SAMPLE, "--pack", "learner-at-risk"], "did you mean 'learners-at-risk'?"),
        (["pack", "check", "nowhere"], "there is no such pack; there are: learners-at-risk"),
        (["forecast", SAMPLE, "--until", "tomorrow"], "write year-month-day, such as 2026-02-16"),
        (["forecast", SAMPLE, "--until", "2026-02-30"], "February 2026 has 28 days"),
        (["forecast", SAMPLE, "--known-at", "1066-10-14"], "outside the calendar"),
        (["forecast", SAMPLE, "--until", "2099-01-01"], "give a year after 1990 and before 2099"),
        (["forecast", SAMPLE, "--format", "xml"], "invalid choice: 'xml'"),
        (["forecast", SAMPLE, "--language", "fr"], "invalid choice: 'fr'"),
        (["explain", SAMPLE], "the following arguments are required: --subject"),
        (["forcast", SAMPLE], "invalid choice: 'forcast'"),
        ([], "the following arguments are required: COMMAND"),
    ],
)
def test_wrong_words_are_told_gently(words: list[str], told: str, run: Run) -> None:
    ran = run(*words)
    assert (ran.status, ran.out) == (2, "")
    assert told in ran.errors, ran.errors


def test_a_broken_folder_is_told_line_by_line(tmp_path: Path, run: Run) -> None:
    folder = folder_with(
        tmp_path,
        ("enrolment:E-1", "progres", "2026-02-30", {}),
        ("enrolment:E-1", "session", "2026-01-12", {"sort": "visits"}),
    )
    ran = run("forecast", folder)
    assert (ran.status, ran.out) == (2, "")
    assert ran.errors.splitlines() == [
        f"error: {folder}/facts.csv: line 3, column kind: there is no kind of fact 'progres'; did you mean 'progress'?",
        f"error: {folder}/facts.csv: line 3, column on: there is no day 2026-02-30: February 2026 has 28 days",
        f"error: {folder}/facts.csv: line 4, column data: sort of a session cannot be 'visits'; did you mean 'visit'?",
        "Nothing was taken; please mend what is listed.",
    ]


def test_a_warning_does_not_stop_and_goes_to_the_error_stream(tmp_path: Path, run: Run) -> None:
    folder = folder_with(tmp_path, ("enrolment:E-1", "break_ended", "2026-01-12", {}))
    ran = run("forecast", folder, "--format", "csv")
    assert ran.status == 0 and ran.out.startswith("subject,")
    assert ran.errors.startswith("warning: ")


def test_an_example_that_does_not_hold_gives_status_1(tmp_path: Path, run: Run) -> None:
    packs = Path(SAMPLE).parents[1] / "packs"
    pack = tmp_path / "learners-at-risk"
    shutil.copytree(packs / "learners-at-risk", pack)
    example = next(iter(sorted((pack / "examples").glob("*.toml"))))
    said = example.read_text(encoding="utf-8")
    assert "until = 2" in said
    example.write_text(said.replace('action = "', 'action = "x', 1), encoding="utf-8")
    ran = run("pack", "check", str(pack))
    assert ran.status == 1
    assert "; 0 faults" not in ran.out


@pytest.mark.parametrize(
    "words", [["forecast", SAMPLE, "--format", "jsonl"], ["explain", SAMPLE, "--subject", "E-0001"]]
)
def test_a_reader_who_stops_reading_is_no_error(words: list[str]) -> None:
    with subprocess.Popen([*COMMAND, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(timeout=60) == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this machine has no full disk to write to")
def test_a_full_disk_is_told() -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            [*COMMAND, "forecast", SAMPLE], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == 2
    assert done.stderr == "error: cannot go on: No space left on device\n"


def test_output_is_utf_8_on_any_machine() -> None:
    done = subprocess.run(
        [*COMMAND, "sample", "--language", "cy"],
        env={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "LC_ALL": "C"},
        capture_output=True,
        check=True,
    )
    assert "Tîm ansawdd" in done.stdout.decode("utf-8")
