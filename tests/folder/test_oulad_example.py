"""The Open University dataset as a facts folder: on a miniature made here, and on the real one."""

import csv
import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from examples.oulad.as_apprenticeships import NOT_HELD
from examples.oulad.make_folder import main
from tests.folder.oulad_miniature import write_miniature

ROOT = Path(__file__).resolve().parents[2]
REAL = ROOT.parent / "shared" / "data" / "oulad"


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    return write_miniature(tmp_path / "oulad")


def mapped(dataset: Path, name: str = "folder") -> Path:
    folder = dataset.parent / name
    assert main(["--from", str(dataset), "--to", str(folder)]) == 0
    return folder / "facts.csv"


def facts_in(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8", newline="") as lines:
        found: list[dict[str, Any]] = list(csv.DictReader(lines))
    return [fact | {"data": json.loads(fact["data"])} for fact in found]


def told(dataset: Path, enrolment: str) -> list[tuple[str, str, Any]]:
    found = facts_in(mapped(dataset))
    subject = f"enrolment:{enrolment}"
    return [(f["kind"], f["on"], f["data"]) for f in found if f["subject"] == subject]


def test_a_pass_is_told_from_the_first_activity_to_the_last_day(dataset: Path) -> None:
    started = {
        "learner": "person:OU-101",
        "programme": "AAA",
        "programme_type": "apprenticeship",
        "nation": "england",
        "planned_end": "2014-07-02",
        "group": "AAA-2013J",
    }
    assert told(dataset, "AAA-2013J-101") == [
        ("progress", "2013-10-02", {"percent": 0, "expected": 0}),  # activity before the start
        ("started", "2013-10-07", started),
        ("progress", "2013-10-25", {"percent": 12.5, "expected": 0}),
        ("progress", "2013-11-30", {"percent": 50, "expected": 50}),  # activity, the same evening
        ("progress", "2013-11-30", {"percent": 50, "expected": 50}),
        ("progress", "2014-05-25", {"percent": 50, "expected": 100}),  # the exam weighs nothing
        ("completed", "2014-07-02", {}),
    ]


def test_a_fail_withdrew_on_the_last_day_and_says_why(dataset: Path) -> None:
    assert told(dataset, "AAA-2013J-102")[1:] == [
        ("progress", "2014-01-15", {"percent": 50, "expected": 50}),
        ("withdrew", "2014-07-02", {"reason": "failed"}),
    ]


def test_work_handed_in_after_leaving_is_kept(dataset: Path) -> None:
    assert told(dataset, "AAA-2013J-103")[1:] == [
        ("withdrew", "2013-11-06", {"reason": "unregistered"}),
        ("progress", "2013-11-16", {"percent": 12.5, "expected": 12.5}),
    ]


def test_who_unregistered_before_the_start_is_left_out(dataset: Path) -> None:
    assert told(dataset, "AAA-2013J-104") == []


def test_a_withdrawal_without_a_day_stays_open(dataset: Path) -> None:
    assert [kind for kind, _, _ in told(dataset, "AAA-2013J-105")] == ["started"]


def test_a_late_start_in_wales_counts_banked_work_and_what_was_due(dataset: Path) -> None:
    started, progress, completed = told(dataset, "AAA-2013J-106")
    assert (started[1], started[2]["nation"]) == ("2013-11-01", "wales")
    assert progress == ("progress", "2013-12-06", {"percent": 50, "expected": 50})
    assert completed[:2] == ("completed", "2014-07-02")


def test_who_left_on_the_first_day_started_on_it(dataset: Path) -> None:
    assert [fact[:2] for fact in told(dataset, "AAA-2013J-107")] == [
        ("started", "2013-10-07"),
        ("withdrew", "2013-10-07"),
    ]


def test_coursework_without_weight_gives_no_figures(dataset: Path) -> None:
    assert told(dataset, "GGG-2014B-101")[1] == ("progress", "2014-04-06", {})


def test_the_provider_says_from_the_first_day_what_is_not_held(dataset: Path) -> None:
    found = facts_in(mapped(dataset))
    provider = [fact for fact in found if fact["subject"] == "provider:self"]
    assert [(f["kind"], f["on"], f["data"]) for f in provider] == [
        ("not_held", "2013-10-02", {"kinds": list(NOT_HELD)})
    ]
    assert not {fact["kind"] for fact in found} & set(NOT_HELD)


def test_two_runs_and_any_order_of_lines_give_the_same_bytes(dataset: Path) -> None:
    first = mapped(dataset, "first").read_bytes()
    for path in dataset.iterdir():
        head, *lines = path.read_text(encoding="utf-8").splitlines()
        path.write_text("\n".join([head, *reversed(lines)]) + "\n", encoding="utf-8")
    assert mapped(dataset, "second").read_bytes() == first


def test_the_printed_counts_add_up(dataset: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = len(facts_in(mapped(dataset)))
    table = counts(capsys.readouterr().out)
    assert table["enrolments read"] == (8, [3, 1, 1, 2, 1])
    assert table["submissions read"] == (9, [1, 1, 7])
    assert table["activity days read (AAA only)"] == (3, [1, 2])
    assert table["facts written"] == (lines, [3, 1, 9, 7, 3])
    assert lines == 23


def counts(printed: str) -> dict[str, tuple[int, list[int]]]:
    """Return each total of the printed table with its parts, as they stand there."""
    table: dict[str, tuple[int, list[int]]] = {}
    title = ""
    for line in printed.partition("of these")[0].splitlines()[1:]:
        name, _, number = line.replace(",", "").rpartition(" ")
        if name.startswith("  "):
            table[title][1].append(int(number))
        else:
            title = name.strip()
            table[title] = (int(number), [])
    return table


def test_the_real_dataset_is_accounted_for_whole(tmp_path: Path) -> None:
    if not REAL.is_dir():
        pytest.skip("the Open University dataset is not there (../shared/data/oulad)")
    example = ROOT / "examples" / "oulad"
    command = [
        sys.executable,
        str(example / "make_folder.py"),
        "--from",
        str(REAL),
        "--to",
        str(tmp_path / "cohort"),
    ]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found = facts_in(tmp_path / "cohort" / "facts.csv")
    kinds = Counter(fact["kind"] for fact in found)
    ended = {fact["subject"] for fact in found if fact["kind"] in ("completed", "withdrew")}
    started = {fact["subject"] for fact in found if fact["kind"] == "started"}

    readme = (example / "README.md").read_text(encoding="utf-8")
    assert [line for line in printed.splitlines()[1:] if f"    {line}\n" not in readme] == []
    table = counts(printed)
    assert table["enrolments read"] == (32_593, [15_385, 2_678, 93, 7_394, 7_043])
    assert all(total == sum(parts) for total, parts in table.values())
    assert table["facts written"] == (len(found), [number for _, number in sorted(kinds.items())])
    assert len(started) == kinds["started"] == 32_593 - 2_678
    assert len(started - ended) == 93
    assert len({fact["id"] for fact in found}) == len(found)
