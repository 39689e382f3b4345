"""`fingerpost import ilr`: a file as a folder, whole or not at all, and what is said of it."""

import csv
from datetime import date
from pathlib import Path

import pytest

from fingerpost.folder.reading import read_folder
from tests.funding.made_records import PERSON, aim, facts_in, file_of, kinds, learner, programme
from tests.project.commands import Run

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / ".." / "shared" / "data" / "ilr" / "2025-26" / "ILR-99999999-2526-20250108-094401.xml"
SUBJECT = "enrolment:ILR-10000001-ada1-25.119-20250901"


@pytest.fixture
def sample() -> str:
    """The Department for Education's own sample, where it lies."""
    if not SAMPLE.is_file():
        pytest.skip("the DfE sample is not there: ../shared/data/ilr/2025-26 is missing")
    return str(SAMPLE)


def test_a_file_becomes_a_folder_that_a_forecast_takes(run: Run, tmp_path: Path) -> None:
    ran = run("import", "ilr", str(file_of(tmp_path / "a.xml", learner(programme()))), "--to", str(tmp_path / "to"))
    assert ran.status == 0
    assert "learners           1" in ran.out
    assert "(apprenticeship 1)" in ran.out
    assert "is written" in ran.out
    assert ran.errors == ""
    assert run("forecast", str(tmp_path / "to"), "--format", "jsonl").status == 0


def test_names_and_numbers_are_with_the_people_only(run: Run, tmp_path: Path) -> None:
    node = learner(programme(), Email="ada@example.org")
    run("import", "ilr", str(file_of(tmp_path / "a.xml", node)), "--to", str(tmp_path / "to"))
    person = read_folder(tmp_path / "to", kinds()).people[PERSON]
    assert (person.name, person.language, person.email) == ("Ada Byron", "en", "ada@example.org")
    assert person.more == {"uln": "1061484016"}
    facts = (tmp_path / "to" / "facts.csv").read_text(encoding="utf-8")
    assert "Byron" not in facts
    assert "1061484016" not in facts


def test_the_temporary_number_is_nobodys(run: Run, tmp_path: Path) -> None:
    node = learner(programme(), ULN=9999999999)
    run("import", "ilr", str(file_of(tmp_path / "a.xml", node)), "--to", str(tmp_path / "to"))
    assert read_folder(tmp_path / "to", kinds()).people[PERSON].more == {}


def test_a_day_is_known_from_the_preparation_of_the_file(run: Run, tmp_path: Path) -> None:
    run("import", "ilr", str(file_of(tmp_path / "a.xml", learner(programme()))), "--to", str(tmp_path / "to"))
    folder = str(tmp_path / "to")
    assert run("forecast", folder, "--known-at", "2025-10-05", "--format", "jsonl").out == ""
    assert SUBJECT in run("forecast", folder, "--known-at", "2025-10-06", "--format", "jsonl").out


def test_what_is_reported_is_imported_all_the_same(run: Run, tmp_path: Path) -> None:
    wrong = learner(
        programme(LearnPlanEndDate="2025-08-01", CompStatus=2, LearnActEndDate="2025-08-02"),
        aim(AimSeqNumber=2, LearnStartDate="1890-01-01"),
        ULN=1061484935,
        Email="ada byron@example.org",
    )
    folder, report = tmp_path / "to", tmp_path / "report.csv"
    ran = run("import", "ilr", str(file_of(tmp_path / "a.xml", wrong)), "--to", str(folder), "--report", str(report))
    assert ran.status == 0
    assert "planned-end-before-start: learner ada1, aim 1 (ZPROG001) (line" in ran.errors
    with report.open(encoding="utf-8", newline="") as file:
        rows = [(row["learner"], row["rule"]) for row in csv.DictReader(file)]
    expected = "uln-check-digit planned-end-before-start end-before-start outside-calendar email-unusable".split()
    assert sorted(rows) == sorted(("ada1", rule) for rule in expected)
    started = [fact.subject for fact in facts_in(folder) if fact.kind.name == "started"]
    assert started == [SUBJECT]
    assert run("forecast", str(folder)).status == 0


def test_a_long_list_is_cut_and_the_report_has_all_of_it(run: Run, tmp_path: Path) -> None:
    many = [learner(aim(), LearnRefNumber=f"a{number}", ULN=9999999999) for number in range(130)]
    report = tmp_path / "report.csv"
    words = ("--to", str(tmp_path / "to"), "--report", str(report))
    ran = run("import", "ilr", str(file_of(tmp_path / "a.xml", *many)), *words)
    assert len(ran.errors.splitlines()) == 101
    assert "and 30 more" in ran.errors
    assert len(report.read_text(encoding="utf-8").splitlines()) == 131


@pytest.mark.parametrize("cut", [0.5, 0.99])
def test_a_faulty_file_leaves_nothing_behind(run: Run, tmp_path: Path, cut: float) -> None:
    many = [learner(aim(), LearnRefNumber=f"a{number}") for number in range(20)]
    path = file_of(tmp_path / "a.xml", *many)
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * cut)])
    ran = run("import", "ilr", str(path), "--to", str(tmp_path / "to"), "--report", str(tmp_path / "report.csv"))
    assert ran.status == 2
    assert "Nothing was taken" in ran.errors
    assert [each.name for each in tmp_path.iterdir()] == ["a.xml"]


def test_a_faulty_file_leaves_a_folder_as_it_was(run: Run, tmp_path: Path) -> None:
    path = file_of(tmp_path / "a.xml", learner(programme()))
    run("import", "ilr", str(path), "--to", str(tmp_path / "to"))
    before = _contents(tmp_path / "to")
    later = file_of(tmp_path / "b.xml", learner(programme(), LearnRefNumber="new1"), learner(aim(FundModel="x")))
    assert run("import", "ilr", str(later), "--to", str(tmp_path / "to")).status == 2
    assert _contents(tmp_path / "to") == before


def test_a_folder_that_cannot_be_read_is_refused(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "to"
    folder.mkdir()
    (folder / "facts.csv").write_text("subject,kind\n", encoding="utf-8")
    before = _contents(folder)
    ran = run("import", "ilr", str(file_of(tmp_path / "a.xml", learner(programme()))), "--to", str(folder))
    assert ran.status == 2
    assert _contents(folder) == before


@pytest.mark.parametrize("words", [("--to", "none/to"), ("--to", "to", "--report", "none/report.csv")])
def test_a_place_that_is_not_there_is_said_before_anything_is_written(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    file_of(tmp_path / "a.xml", learner(programme()))
    ran = run("import", "ilr", "a.xml", *words)
    assert ran.status == 2
    assert "is no folder" in ran.errors
    assert [each.name for each in tmp_path.iterdir()] == ["a.xml"]


def test_an_empty_folder_is_filled(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "to").mkdir()
    path = file_of(tmp_path / "a.xml", learner(programme()))
    monkeypatch.chdir(tmp_path / "to")
    assert run("import", "ilr", str(path), "--to", ".").status == 0
    assert sorted(_contents(tmp_path / "to")) == ["facts.csv", "people.csv"]


def test_a_preparation_outside_the_calendar_is_refused(run: Run, tmp_path: Path) -> None:
    path = file_of(tmp_path / "a.xml", learner(programme()), prepared=date(1890, 1, 1))
    ran = run("import", "ilr", str(path), "--to", str(tmp_path / "to"))
    assert ran.status == 2
    assert "FilePreparationDate" in ran.errors


def test_the_sample_imports_with_its_oddities_reported_by_name(run: Run, tmp_path: Path, sample: str) -> None:
    ran = run("import", "ilr", sample, "--to", str(tmp_path / "to"))
    assert ran.status == 0
    assert "learners          19" in ran.out
    assert "uln-temporary                     6" in ran.out
    temporary = {line.split()[2] for line in ran.errors.splitlines() if line.startswith("uln-temporary")}
    assert temporary == {"CLLearner", "TLevelT", "TLevel16", "TLLearner", "SBLearner", "SBLearnerEV"}
    assert "uln-check-digit: learner ASFLearner (line 1359): the ULN 1061484935 fails" in ran.errors
    planned = [line for line in ran.errors.splitlines() if line.startswith("planned-end-before-start")]
    assert len(planned) == 4
    assert all("learner TLevelT" in line for line in planned)


def test_the_sample_makes_a_folder_of_all_its_learners(run: Run, tmp_path: Path, sample: str) -> None:
    folder = tmp_path / "to"
    run("import", "ilr", sample, "--to", str(folder))
    facts = facts_in(folder)
    started = [fact for fact in facts if fact.kind.name == "started"]
    assert len({(fact.data or {})["learner"] for fact in started}) == 19
    assert len(started) == 22
    assert len([fact for fact in facts if fact.kind.name == "not_held"]) == 22
    assert len(read_folder(folder, kinds()).people) == 19
    assert run("forecast", str(folder)).status == 0
    before = _contents(folder)
    assert run("import", "ilr", sample, "--to", str(folder)).status == 0
    assert _contents(folder) == before


def _contents(folder: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in folder.iterdir()}
