"""A second policy, unlike the product's first in shape, words and roles, works by its data alone.

It stands in packs/attendance beside this file; its worked examples were written by hand.
"""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from fingerpost.rules.asks import Ask
from fingerpost.rules.check_examples import faults_of_examples
from fingerpost.rules.duties import Result, evaluate
from fingerpost.rules.history import History
from fingerpost.rules.packs import load_examples, load_policy
from fingerpost.rules.policy import Policy
from fingerpost.rules.terms import Table
from tests.house.project import ROOT, python_files
from tests.rules.telling import ENROLMENT, PACKS, PROVIDER, Line, at_risk, day, on, terms_of, told

FOLDER = Path(__file__).parent / "packs" / "attendance"
UNNAMED = ("title", "clauses")
"""Texts of what has no id of its own."""


@pytest.fixture(scope="module")
def attendance() -> Policy:
    policy, warnings = load_policy(FOLDER, PACKS)
    assert warnings == []
    return policy


def _started(text: str, nation: str = "england") -> Line:
    return on(text, "started", learner="person:P-1", programme_type="course", nation=nation)


def _missed(*days: str) -> list[Line]:
    return [on(each, "day_marked", mark="missed") for each in days]


def _worked_out(policy: Policy, *lines: Line, provider: tuple[Line, ...] = ()) -> Result:
    own = told(*lines, kinds=policy.kinds)
    terms = terms_of(policy, *told(*provider, kinds=policy.kinds, subject=PROVIDER))
    return evaluate(policy, terms, History(ENROLMENT, own))


def _openings(result: Result) -> list[tuple[str, str, str]]:
    """Action, first and last day of each duty, in order."""
    return [(duty.action, str(duty.opens), str(duty.due)) for duty in result.duties]


def test_its_worked_examples_come_out(attendance: Policy) -> None:
    examples = load_examples(FOLDER, attendance)
    assert len(examples) >= 8
    assert faults_of_examples(attendance, examples, "examples") == []


@pytest.mark.parametrize(
    ("third_miss", "last_day"),
    [
        ("2025-01-31", "2025-02-28"),
        ("2024-01-31", "2024-02-29"),
        ("2025-01-30", "2025-02-28"),
        ("2025-02-28", "2025-03-28"),
        ("2025-12-31", "2026-01-31"),
    ],
)
def test_a_month_ends_on_its_day_or_the_months_last(third_miss: str, last_day: str, attendance: Policy) -> None:
    third = date.fromisoformat(third_miss).toordinal()
    days = [date.fromordinal(third - back).isoformat() for back in (2, 1, 0)]
    result = _worked_out(attendance, _started("2023-09-04"), *_missed(*days))
    assert ("hold-talk", third_miss, last_day) in _openings(result)


def test_a_provider_sets_the_run_to_two_days(attendance: Policy) -> None:
    lines = (_started("2025-01-06"), *_missed("2025-01-30", "2025-01-31"))
    assert _openings(_worked_out(attendance, *lines)) == []
    shorter = on("2025-01-01", "parameter_set", policy="attendance", name="run-length", value=2)
    opened = _openings(_worked_out(attendance, *lines, provider=(shorter,)))
    assert opened[:2] == [
        ("write-home", "2025-01-31", "2025-02-03"),
        ("hold-talk", "2025-01-31", "2025-02-28"),
    ]


def test_the_colour_follows_the_worse_of_work_and_attendance(attendance: Policy) -> None:
    result = _worked_out(
        attendance,
        _started("2025-01-06"),
        on("2025-02-03", "progress", percent=40, expected=46),
        on("2025-02-10", "progress", percent=40, expected=56),
        on("2025-02-17", "progress", percent=56, expected=56),
        *_missed("2025-02-18"),
        on("2025-02-18", "day_marked", mark="late"),
        on("2025-02-18", "day_marked", mark="missed"),
        *_missed("2025-02-19", "2025-02-21", "2025-02-25", "2025-02-27"),
    )
    changes = result.reading.standing("colour").changes
    assert [(date.fromordinal(change.day).isoformat(), change.level) for change in changes] == [
        ("2025-01-06", "green"),
        ("2025-02-03", "amber"),
        ("2025-02-10", "red"),
        ("2025-02-17", "green"),
        ("2025-02-27", "amber"),
    ]


def test_the_position_follows_the_case(attendance: Policy) -> None:
    result = _worked_out(
        attendance,
        _started("2025-01-06"),
        *_missed("2025-01-29", "2025-01-30", "2025-01-31"),
        on("2025-02-10", "home_talk_held"),
        on("2025-04-01", "trial_summed_up"),
    )
    changes = result.reading.standing("position").changes
    assert [(date.fromordinal(change.day).isoformat(), change.level) for change in changes] == [
        ("2025-01-06", "clear"),
        ("2025-01-31", "early"),
        ("2025-02-10", "trial"),
        ("2025-04-11", "clear"),
    ]


def test_red_keeps_out_of_the_exam(attendance: Policy) -> None:
    lines = (_started("2025-01-06"), on("2025-03-03", "progress", percent=40, expected=60))
    reading = _worked_out(attendance, *lines).reading
    gate = attendance.gates["exam-entry"]
    assert gate.on(day("2025-03-02"), reading).is_open
    shut = gate.on(day("2025-03-03"), reading)
    assert not shut.is_open
    assert shut.missing == gate.needs


def test_its_words_are_not_those_of_the_first_policy(attendance: Policy) -> None:
    own = _words(attendance) | {word for kind in _own_kinds(attendance) for word in kind.split("_")}
    firsts = _words(at_risk())
    assert {"talk", "hearing", "trial", "amber", "gap", "spared"} <= own
    assert {"escalation", "notice", "stage", "committed"} <= firsts
    assert own & firsts == set()


def _own_kinds(policy: Policy) -> set[str]:
    return set(policy.kinds) - set(at_risk().kinds)


def _words(policy: Policy) -> set[str]:
    """Every word in the ids of a policy's parts; each part that a person reads of has a text under its id."""
    named = {section: texts for section, texts in policy.texts["en"].items() if section not in UNNAMED}
    ids = [name for texts in named.values() for name in texts]
    ids += [*policy.measures, *policy.standings]
    ids += [signal for procedure in policy.procedures.values() for signal in procedure.signals]
    return {word for name in ids for word in name.split("-")}


def test_no_role_of_the_ladder_owns_its_duties(attendance: Policy) -> None:
    ours, ladders = _owners(attendance), _owners(at_risk(), "escalation")
    assert ours == {"safeguarding_team", "business_development", "iqa", "quality_team", "board_of_directors"}
    assert ours & ladders == set()


def _owners(policy: Policy, *rules: str) -> set[Any]:
    """The roles that own duties of these rules, or of all."""
    chosen = [rule for rule in policy.pack.rules if not rules or rule.id in rules]
    owners = [part.owner for rule in chosen for part in rule.parts() if isinstance(part, Ask)]
    named = policy.pack.parameters
    values = [named[each].value if isinstance(each, str) and each in named else each for each in owners]
    return {role for value in values for role in (value.leaves() if isinstance(value, Table) else [value])}


def test_no_line_of_the_package_knows_it(attendance: Policy) -> None:
    actions = [part.action for rule in attendance.pack.rules for part in rule.parts() if isinstance(part, Ask)]
    names = {*actions, *_own_kinds(attendance), *attendance.pack.parameters, *attendance.procedures}
    # One plain word may well stand in a sentence; a joined one, or a rule's name, would be knowledge.
    known = [name for name in names if "-" in name or "_" in name or name in attendance.procedures]
    files = python_files(ROOT, "fingerpost")
    assert len(known) > 10
    assert files
    assert [(path.name, name) for path in files for name in known if name in path.read_text(encoding="utf-8")] == []
