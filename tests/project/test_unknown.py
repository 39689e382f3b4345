"""What nobody can tell, in the lines and in the table of a forecast."""

import json
from collections import Counter
from pathlib import Path

from tests.project.commands import Run, folder_with

NOT_HELD = ("enrolment:E-1", "not_held", "2026-01-05", {"kinds": ["progress", "duty_done"]})


def test_what_nobody_can_tell_has_an_outcome_of_its_own(tmp_path: Path, run: Run) -> None:
    lines = run("forecast", folder_with(tmp_path, NOT_HELD), "--format", "jsonl").out.splitlines()
    duties = [json.loads(line) for line in lines]
    assert Counter((duty["outcome"], duty["opens"], duty["waits_for"]) for duty in duties) == {
        ("unknown", None, "not held: progress"): 4,
        ("unknown", "2026-01-05", "not held: duty_done"): 1,
    }


def test_the_table_tells_it_in_one_line_and_counts_it_apart(tmp_path: Path, run: Run) -> None:
    lines = run("forecast", folder_with(tmp_path, NOT_HELD)).out.splitlines()
    assert [" ".join(line.split()) for line in lines[3:5]] == [
        "– – not known Duties of which nobody can tell: 4",
        "2026-01-05 2026-01-12 not known 5.1.1 Check the risk indicators at the start · Coach",
    ]
    assert lines[-2].startswith("Due now: 0, of which overdue: 0.")
    assert lines[-1] == "Nobody can tell of 5, because the record does not hold: duty done and progress recorded."


def test_the_table_tells_it_in_welsh(tmp_path: Path, run: Run) -> None:
    lines = run("forecast", folder_with(tmp_path, NOT_HELD), "--language", "cy").out.splitlines()
    assert "Dyletswyddau na all neb ddweud amdanynt: 4" in lines[3]
    assert lines[-1].startswith("Ni all neb ddweud am 5, gan nad yw'r cofnod yn cadw: ")
