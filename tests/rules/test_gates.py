"""Not this until that: the answer of a gate on a day, and what is missing."""

from pathlib import Path
from typing import Any

import pytest

from fingerpost.rules.concept import read_as
from fingerpost.rules.gates import Need
from fingerpost.rules.policy import Policy
from tests.rules.small_packs import made, read, started
from tests.rules.telling import Line, day, on

GATES = """
[parameters.visits]
unit = "visits"
value = 2

[[standing]]
id = "rated"
about = "enrolment"
levels = ["low", "medium", "high"]
said_by = { kind = "rating" }
field = "level"

[[gate]]
id = "finish"
about = "enrolment"
clause = "2"
needs = [
  { fact = { kind = "milestone", code = "gateway" } },
  { standing = "rated", is = ["low", "medium"] },
]

[[gate]]
id = "change"
about = "enrolment"
clause = "2"
only_if = { programme_type = ["apprenticeship"] }
needs = [{ fact = { kind = "employer_involved" }, since = { kind = "delivery_change_proposed" } }]

[[gate]]
id = "warn"
about = "enrolment"
clause = "2"
needs = [{ fact = { kind = "session", sort = "visit" }, at_least = "visits" }]
"""


@pytest.fixture
def gates(tmp_path: Path) -> Policy:
    return made(GATES, tmp_path)


def missing(policy: Policy, gate: str, on_day: str, *lines: Line, start: Line | None = None) -> list[str]:
    """What is missing, by the kind of fact or the standing; nothing where the gate is open."""
    answer = policy.gates[gate].on(day(on_day), read(policy, start or started(), *lines))
    assert answer.is_open == (not answer.missing)
    return [need.fact.kind if need.fact else need.standing or "" for need in answer.missing]


def test_a_gate_says_all_that_is_missing_and_opens_on_the_day_it_is_there(gates: Policy) -> None:
    facts = [
        on("2026-02-05", "rating", level="high"),
        on("2026-02-10", "milestone", code="gateway"),
        on("2026-02-16", "rating", level="medium"),
    ]
    assert missing(gates, "finish", "2026-02-09", *facts) == ["milestone", "rated"]
    assert missing(gates, "finish", "2026-02-15", *facts) == ["rated"]
    assert missing(gates, "finish", "2026-02-16", *facts) == []


def test_before_the_start_there_is_no_standing_to_let_anybody_through(gates: Policy) -> None:
    passed = on("2026-01-05", "milestone", code="gateway")
    assert missing(gates, "finish", "2026-02-01", passed) == ["rated"]
    assert missing(gates, "finish", "2026-02-02", passed) == []


def test_a_fact_no_older_than_the_last_of_others_is_asked_for(gates: Policy) -> None:
    facts = [
        on("2026-02-04", "employer_involved"),
        on("2026-02-10", "delivery_change_proposed"),
        on("2026-02-12", "employer_involved"),
        on("2026-02-16", "delivery_change_proposed"),
        on("2026-02-16", "employer_involved"),
    ]
    assert missing(gates, "change", "2026-02-03", *facts) == ["employer_involved"]
    assert missing(gates, "change", "2026-02-04", *facts) == []
    assert missing(gates, "change", "2026-02-10", *facts) == ["employer_involved"]
    assert missing(gates, "change", "2026-02-12", *facts) == []
    assert missing(gates, "change", "2026-02-16", *facts) == []
    assert missing(gates, "change", "2026-02-16", *facts[:4]) == ["employer_involved"]


def test_so_many_are_asked_for(gates: Policy) -> None:
    facts = [on(text, "session", sort="visit") for text in ("2026-02-04", "2026-02-06")]
    assert missing(gates, "warn", "2026-02-05", *facts) == ["session"]
    assert missing(gates, "warn", "2026-02-06", *facts) == []


def test_others_are_not_held_up(gates: Policy) -> None:
    assert missing(gates, "change", "2026-02-10") == ["employer_involved"]
    assert missing(gates, "change", "2026-02-10", start=started(programme_type="course")) == []


@pytest.mark.parametrize("need", [{}, {"fact": {"kind": "milestone"}, "standing": "rated", "is": ["low"]}])
def test_a_need_asks_for_one_thing(need: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="a need names either a fact or a standing"):
        read_as(Need, need)
