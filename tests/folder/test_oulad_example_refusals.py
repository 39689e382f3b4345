"""The Open University example refuses a dataset that cannot be right, and leaves nothing behind."""

from pathlib import Path

import pytest

from examples.oulad.as_apprenticeships import Fact, facts
from examples.oulad.make_folder import main
from examples.oulad.open_university import Enrolment
from tests.folder.oulad_miniature import write_miniature


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    return write_miniature(tmp_path / "oulad")


def test_a_mapping_that_loses_a_fact_is_not_handed_over(
    dataset: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def without_ends(enrolment: Enrolment) -> list[Fact]:
        return [fact for fact in facts(enrolment) if fact.kind != "withdrew"]

    monkeypatch.setattr("examples.oulad.make_folder.facts", without_ends)
    assert refusal(dataset, capsys) == (
        "No folder was made. The counts do not add up: withdrew: 3 expected, 0 counted\n"
    )


def refusal(dataset: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """Return what a failing run says, having seen that it leaves nothing behind."""
    before = sorted(dataset.parent.iterdir())
    assert main(["--from", str(dataset), "--to", str(dataset.parent / "none")]) == 2
    assert sorted(dataset.parent.iterdir()) == before
    return capsys.readouterr().err


@pytest.mark.parametrize(
    ("file", "right", "wrong", "said"),
    [
        ("studentAssessment.csv", "18,0,78", "soon,0,78", "line 2: date_submitted is 'soon'"),
        ("studentAssessment.csv", "21,101", "22,101", "line 10: assessment 22 is not in"),
        ("studentAssessment.csv", "12,101", "11,101", "line 3: 11-101 is there twice"),
        ("studentAssessment.csv", "13,102", "13,999", "line 5: its student is not enrolled"),
        ("studentVleDaily.csv", "104,-9", "104,-9999", "line 4: date is '-9999'"),
        ("studentVleDaily.csv", "104,-9", "998,-9", "line 4: its student is not enrolled"),
        ("studentInfo.csv", "Fail", "Failed", "line 3: final_result is 'Failed'"),
        ("studentInfo.csv", "J,107", "J,108", "line 8: it is not in studentRegistration.csv"),
        ("studentInfo.csv", "J,102", "J,101", "line 3: AAA-2013J-101 is there twice"),
        ("studentRegistration.csv", "GGG", "GGG,2014B,9,,\nGGG", "GGG-2014B-9: it is not in"),
        ("courses.csv", "2014B", "2014X", "line 3: code_presentation is '2014X'"),
        ("assessments.csv", "12.5", "much", "line 2: weight is 'much'"),
        ("assessments.csv", "GGG", "HHH", "line 6: its presentation is not in courses.csv"),
        ("assessments.csv", ",weight", ",share", "line 1: no column weight"),
    ],
)
def test_a_fault_in_the_dataset_is_named_and_nothing_is_written(
    dataset: Path, capsys: pytest.CaptureFixture[str], file: str, right: str, wrong: str, said: str
) -> None:
    path = dataset / file
    path.write_text(path.read_text(encoding="utf-8").replace(right, wrong, 1), encoding="utf-8")
    assert f"{file}, {said}" in refusal(dataset, capsys)


def test_bytes_that_are_not_utf_8_are_named(dataset: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (dataset / "studentInfo.csv").open("ab") as file:
        file.write(b"AAA,2013J,109,F,Ynys M\xf4n,Pass\n")
    assert "studentInfo.csv, after line" in refusal(dataset, capsys)


def test_a_missing_file_is_named(dataset: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (dataset / "courses.csv").unlink()
    assert "courses.csv is missing from" in refusal(dataset, capsys)


def test_a_folder_that_is_there_is_not_touched(dataset: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (dataset.parent / "mine").mkdir()
    (dataset.parent / "mine" / "facts.csv").write_text("my own", encoding="utf-8")
    assert main(["--from", str(dataset), "--to", str(dataset.parent / "mine")]) == 2
    assert "mine is there already" in capsys.readouterr().err
    assert (dataset.parent / "mine" / "facts.csv").read_text(encoding="utf-8") == "my own"
