"""The law of output: the same input gives the same output byte for byte, in every process and on every run."""

import subprocess
import sys
from pathlib import Path
from random import Random

from tests.rules.evaluated import evaluated, forecasted, last_day, row
from tests.rules.ledgers import Ledger, random_ledger

ROOT = Path(__file__).parents[2]
HOW_MANY = 40
PRINT = "from tests.rules.test_laws_of_output import printed; print(printed(True), end='')"


def test_the_same_facts_in_another_order_print_the_same_bytes() -> None:
    assert printed(False) == printed(True) != ""


def test_another_process_with_other_hashes_prints_the_same_bytes() -> None:
    outputs = {output_of_a_process(seed) for seed in ("1", "2")}
    assert outputs == {printed(False)}


def output_of_a_process(hash_seed: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", PRINT],
        cwd=ROOT,
        env={"PYTHONHASHSEED": hash_seed, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout


def printed(is_shuffled: bool) -> str:
    """What `fingerpost forecast --format jsonl` prints of some ledgers, with and without supposing."""
    lines: list[str] = []
    for number in range(HOW_MANY):
        ledger = random_ledger(Random(f"output {number}"))
        ledger = shuffled(ledger, number) if is_shuffled else ledger
        today = last_day(ledger)
        duties = (*evaluated(ledger).duties, *forecasted(ledger, today + 200, today).duties)
        lines.extend(row(duty) + "\n" for duty in duties)
    return "".join(lines)


def shuffled(ledger: Ledger, seed: int) -> Ledger:
    facts = list(ledger.facts)
    Random(seed).shuffle(facts)
    return Ledger(tuple(facts), ledger.provider[::-1])
