"""Whatever a file says that the schema allows, it imports, it can be read, and again it adds nothing."""

from datetime import date
from pathlib import Path
from random import Random

import pytest

from fingerpost.funding.ilr import Node
from tests.funding.made_records import aim, employed, facts_in, file_of, learner, placement, restart
from tests.project.commands import Run

DAYS = ["1989-12-31", "2024-09-02", "2024-09-20", "2025-01-06", "2025-03-03", "2025-06-02", "2026-06-01", "2150-01-01"]
PREPARED = [date(2024, 10, 7), date(2025, 2, 6), date(2025, 7, 7)]


def any_aim(chance: Random, number: int) -> Node:
    """An aim, right or wrong, of a few programmes and days so that aims meet."""
    parts = [restart()] if chance.random() < 0.5 else []
    if chance.random() < 0.3:
        parts.append(placement(chance.choice(DAYS), chance.randint(1, 3)))
    return aim(
        *parts,
        LearnAimRef=chance.choice(["ZPROG001", "60146242"]),
        AimType=chance.choice([1, 1, 1, 3, 4, 5, 9]),
        AimSeqNumber=chance.choice([number, 1]),
        LearnStartDate=chance.choice(DAYS),
        OrigLearnStartDate=chance.choice([None, *DAYS]),
        LearnPlanEndDate=chance.choice(DAYS),
        ProgType=chance.choice([None, 24, 25]),
        CompStatus=chance.choice([1, 2, 3, 6, 6, 6, 9]),
        LearnActEndDate=chance.choice([None, *DAYS]),
        WithdrawReason=chance.choice([None, 2, 3, 77]),
        Outcome=chance.choice([None, 1, 9]),
        AchDate=chance.choice([None, *DAYS]),
    )


def any_learner(chance: Random, reference: str) -> Node:
    """A learner with some aims and employment statuses."""
    aims = [any_aim(chance, number) for number in range(1, chance.randint(2, 6))]
    statuses = [employed(chance.choice(DAYS), chance.choice([None, 1, 2])) for _ in range(chance.randint(0, 3))]
    return learner(*statuses, *aims, LearnRefNumber=reference, DateOfBirth=chance.choice(DAYS))


@pytest.mark.parametrize("seed", range(12))
def test_any_file_is_imported_whole_and_again_adds_nothing(run: Run, tmp_path: Path, seed: int) -> None:
    chance, folder = Random(seed), tmp_path / "to"
    files = []
    for prepared in PREPARED:
        learners = [any_learner(chance, f"L{chance.randint(1, 30)}") for _ in range(20)]
        files.append(file_of(tmp_path / f"{prepared}.xml", *learners, prepared=prepared))
        ran = run("import", "ilr", str(files[-1]), "--to", str(folder))
        assert ran.status == 0, ran.errors
    before = (folder / "facts.csv").read_bytes()
    assert len(facts_in(folder)) > 100
    for file in files:
        ran = run("import", "ilr", str(file), "--to", str(folder))
        assert (ran.status, "new facts          0" in ran.out) == (0, True), ran.out
    assert (folder / "facts.csv").read_bytes() == before
