"""A file imported again, or a later one: only what is new is added, and what disagrees is listed."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from fingerpost.funding.ilr import Node
from fingerpost.rules.facts import Fact, in_force
from tests.funding.made_records import aim, employed, facts_in, file_of, kinds, learner, placement, programme, restart
from tests.project.commands import Ran, Run

SUBJECT = "enrolment:ILR-10000001-ada1-25.119-20250901"
LATER = date(2026, 1, 8)
LATEST = date(2026, 3, 5)
Import = Callable[..., Ran]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "to"


@pytest.fixture
def take(run: Run, tmp_path: Path, folder: Path) -> Import:
    """Imports a file of these learners, prepared on a day, into the folder."""

    def taken(*learners: Node, prepared: date = date(2025, 10, 6), remark: str = "") -> Ran:
        path = file_of(tmp_path / "file.xml", *learners, prepared=prepared)
        if remark:
            path.write_text(f"{path.read_text(encoding='utf-8')}<!-- {remark} -->\n", encoding="utf-8")
        ran = run("import", "ilr", str(path), "--to", str(folder))
        assert ran.status == 0, ran.errors
        return ran

    return taken


def said(folder: Path, *names: str) -> list[tuple[str, str]]:
    """Subject and fact of these kinds, in force."""
    return [(fact.subject, str(fact)) for fact in in_force(facts_in(folder)) if fact.kind.name in names]


def planned_ends(folder: Path) -> list[tuple[date, date]]:
    found = [fact for fact in facts_in(folder) if (fact.data or {}).get("planned_end")]
    return [(fact.on, (fact.data or {})["planned_end"]) for fact in found]


def add(folder: Path, line: str) -> None:
    """Write one more row into the folder, as a person would."""
    with (folder / "facts.csv").open("a", encoding="utf-8") as file:
        file.write(line + "\n")


def test_the_same_file_again_changes_nothing(take: Import, folder: Path) -> None:
    back = {"AimSeqNumber": 2, "LearnStartDate": "2025-10-01", "OrigLearnStartDate": "2025-09-01"}
    everything = [
        learner(
            employed("2020-01-01", 1),
            employed("2025-09-20", 2),
            programme(CompStatus=6, LearnActEndDate="2025-09-10"),
            programme(restart(), **back),
        ),
        learner(aim(CompStatus=3, LearnActEndDate="2025-09-20"), LearnRefNumber="bea1", ULN=1061484466),
        learner(aim(placement("2025-09-15", 3), ProgType=24, AimType=1), LearnRefNumber="cal1", ULN=9999999999),
    ]
    take(*everything)
    before = {each.name: (each.read_bytes(), each.stat().st_mtime_ns) for each in folder.iterdir()}
    ran = take(*everything)
    assert "is left as it was" in ran.out
    assert "new facts          0" in ran.out
    assert {each.name: (each.read_bytes(), each.stat().st_mtime_ns) for each in folder.iterdir()} == before
    assert "new facts          1  (imported 1)" in take(*everything, remark="exported again").out


def test_a_later_file_adds_only_what_is_new(take: Import, folder: Path) -> None:
    take(learner(programme()))
    first = {fact.id for fact in facts_in(folder)}
    done = programme(CompStatus=2, LearnActEndDate="2025-12-20", Outcome=1)
    ran = take(learner(done), learner(aim(), LearnRefNumber="bea1", ULN=1061484466), prepared=LATER)
    new = sorted(fact.kind.name for fact in facts_in(folder) if fact.id not in first)
    assert new == ["characteristics", "completed", "imported", "not_held", "outcome_recorded", "started"]
    assert "disagrees" not in ran.errors
    assert "new facts          1  (imported 1)" in take(learner(done), prepared=LATER).out


def test_characteristics_that_have_not_changed_are_not_said_again(take: Import, folder: Path) -> None:
    take(learner(programme()))
    take(learner(programme()), prepared=LATER)
    take(learner(programme(), LLDDHealthProb=1), prepared=LATEST)
    assert len(said(folder, "characteristics")) == 2


def test_another_planned_end_in_a_later_file_is_a_change_of_plan(take: Import, folder: Path) -> None:
    first, other = date(2026, 12, 31), date(2027, 3, 31)
    take(learner(programme()))
    take(learner(programme(LearnPlanEndDate=other)), prepared=LATER)
    take(learner(programme(LearnPlanEndDate=first)), prepared=LATEST)
    expected = [(date(2025, 9, 1), first), (LATER, other), (LATEST, first)]
    assert planned_ends(folder) == expected
    for prepared, planned in ((date(2025, 10, 6), first), (LATER, other), (LATEST, first)):
        ran = take(learner(programme(LearnPlanEndDate=planned)), prepared=prepared, remark="exported again")
        assert "new facts          1  (imported 1)" in ran.out
    assert planned_ends(folder) == expected


def test_an_older_file_does_not_change_the_plan(take: Import, folder: Path) -> None:
    take(learner(programme()), prepared=LATER)
    ran = take(learner(programme(LearnPlanEndDate="2026-11-30")))
    assert "the folder says planned_end 2026-12-31" in ran.errors
    assert planned_ends(folder) == [(date(2025, 9, 1), date(2026, 12, 31))]


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ({"CompStatus": 3, "LearnActEndDate": "2025-09-20"}, {"CompStatus": 3, "LearnActEndDate": "2025-09-25"}),
        ({"CompStatus": 3, "LearnActEndDate": "2025-09-20"}, {"CompStatus": 2, "LearnActEndDate": "2025-09-20"}),
        ({"CompStatus": 2, "LearnActEndDate": "2025-09-20"}, {"CompStatus": 1}),
        ({"CompStatus": 6, "LearnActEndDate": "2025-09-20"}, {"CompStatus": 1}),
    ],
)
def test_an_end_that_a_later_file_tells_otherwise_is_listed_and_stays(
    take: Import, folder: Path, before: dict[str, object], now: dict[str, object]
) -> None:
    take(learner(programme(**before)))
    held = facts_in(folder)
    ran = take(learner(programme(**now)), prepared=LATER)
    assert f"disagrees: learner ada1: {SUBJECT}: the folder says" in ran.errors
    assert "2025-09-20" in ran.errors
    later = [str(fact) for fact in facts_in(folder) if fact.on != LATER]
    assert later == [str(fact) for fact in held]
    assert len(said(folder, "imported")) == 2


def test_another_start_is_another_enrolment_and_the_first_stays(take: Import, folder: Path) -> None:
    take(learner(programme()))
    take(learner(programme(LearnStartDate="2025-09-08")), prepared=LATER)
    assert [on for _, on in said(folder, "started")] == ["started 2025-09-01", "started 2025-09-08"]


def test_a_break_that_became_a_withdrawal_is_added_and_the_break_listed(take: Import, folder: Path) -> None:
    take(learner(programme(CompStatus=6, LearnActEndDate="2025-09-20")))
    ran = take(learner(programme(CompStatus=3, LearnActEndDate="2025-09-20", WithdrawReason=3)), prepared=LATER)
    assert said(folder, "withdrew") == [(SUBJECT, "withdrew 2025-09-20")]
    assert "the folder says break_began 2025-09-20, this file does not" in ran.errors


def test_a_return_in_a_later_file_ends_the_break(take: Import, folder: Path) -> None:
    take(learner(programme(CompStatus=6, LearnActEndDate="2025-09-20")))
    back = programme(restart(), LearnStartDate="2025-12-01", OrigLearnStartDate="2025-09-01")
    ran = take(learner(back), prepared=LATER)
    assert said(folder, "started", "break_ended") == [
        (SUBJECT, "started 2025-09-01"),
        (SUBJECT, "break_ended 2025-12-01"),
    ]
    assert "disagrees" not in ran.errors
    assert "is left as it was" in take(learner(back), prepared=LATER).out


def test_other_sources_facts_stay_as_they_are(take: Import, folder: Path) -> None:
    start = '"{""learner"": ""person:P-1"", ""programme_type"": ""course"", ""nation"": ""wales""}"'
    folder.mkdir()
    (folder / "facts.csv").write_text("subject,kind,on,recorded_at,by,data\n", encoding="utf-8")
    add(folder, f"enrolment:E-1,started,2026-01-05,,person:S-1,{start}")
    (folder / "README.md").write_text("ours\n", encoding="utf-8")
    (own,) = facts_in(folder)
    take(learner(programme()))
    assert (folder / "README.md").read_text(encoding="utf-8") == "ours\n"
    (same,) = [fact for fact in facts_in(folder) if fact.subject == "enrolment:E-1"]
    assert _plain(same) == _plain(own)


def test_an_end_that_a_person_recorded_is_not_recorded_twice(take: Import, folder: Path) -> None:
    take(learner(programme()))
    add(folder, f"{SUBJECT},withdrew,2025-09-20,,person:S-1,{{}},F-1,,,")
    ran = take(learner(programme(CompStatus=3, LearnActEndDate="2025-09-20", WithdrawReason=3)), prepared=LATER)
    assert "disagrees" not in ran.errors
    ran = take(learner(programme(CompStatus=2, LearnActEndDate="2025-12-01")), prepared=LATEST)
    assert "the folder says withdrew 2025-09-20 (by person:S-1), this file says completed 2025-12-01" in ran.errors
    assert said(folder, "withdrew", "completed") == [(SUBJECT, "withdrew 2025-09-20")]


def test_what_a_person_corrected_stays_corrected(take: Import, folder: Path) -> None:
    left = programme(CompStatus=3, LearnActEndDate="2025-09-20")
    take(learner(left))
    (wrong,) = (fact for fact in facts_in(folder) if fact.kind.name == "withdrew")
    add(folder, f"{SUBJECT},withdrew,2025-09-25,2025-11-01T09:00,person:S-1,{{}},F-1,{wrong.id},,")
    for prepared in (date(2025, 10, 6), LATER):
        take(learner(left), prepared=prepared)
        assert said(folder, "withdrew") == [(SUBJECT, "withdrew 2025-09-25")]
    agreed = programme(CompStatus=3, LearnActEndDate="2025-09-25")
    assert "disagrees" not in take(learner(agreed), prepared=LATER).errors


def test_a_planned_end_that_a_person_corrected_is_not_changed_back(take: Import, folder: Path) -> None:
    take(learner(programme()))
    (start,) = (fact for fact in facts_in(folder) if fact.kind.name == "started")
    told = '"{""learner"": ""person:ILR-10000001-ada1"", ""programme_type"": ""apprenticeship"", '
    told += '""nation"": ""england"", ""planned_end"": ""2027-06-30""}"'
    add(folder, f"{SUBJECT},started,2025-09-01,2025-11-01T09:00,person:S-1,{told},F-1,{start.id},,")
    ran = take(learner(programme()), prepared=LATER)
    assert "the folder says planned_end 2027-06-30 (by person:S-1), this file says 2026-12-31" in ran.errors
    assert "new facts          1  (imported 1)" in ran.out


def test_a_person_keeps_the_name_and_gains_what_was_missing(take: Import, folder: Path) -> None:
    take(learner(programme(), ULN=9999999999))
    ran = take(learner(programme(), GivenNames="Augusta", Email="ada@example.org"), prepared=LATER)
    people = (folder / "people.csv").read_text(encoding="utf-8")
    assert people.splitlines()[1] == "person:ILR-10000001-ada1,Ada Byron,en,ada@example.org,1061484016"
    assert "the folder says name 'Ada Byron', this file says 'Augusta Byron'" in ran.errors


def _plain(fact: Fact) -> tuple[object, ...]:
    assert fact.kind is kinds()[fact.kind.name]
    return (fact.kind.name, fact.subject, fact.on, fact.data, fact.id, fact.recorded_at, fact.by, fact.compartment)
