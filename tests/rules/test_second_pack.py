"""A second policy, unlike the product's first in shape, words and roles, works by its data alone.

It stands in packs/attendance beside this file; its worked examples were written by hand.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from fingerpost.rules.check_examples import faults_of_examples
from fingerpost.rules.duties import evaluate
from fingerpost.rules.facts import Fact
from fingerpost.rules.history import History
from fingerpost.rules.packs import load_examples, load_kinds, load_policy
from fingerpost.rules.policy import Policy
from fingerpost.rules.reading import Reading
from fingerpost.rules.schema import schema_faults
from tests.house.project import ROOT, python_files
from tests.rules.telling import ENROLMENT, PACKS, PROVIDER, Line, at_risk, day, on, terms_of, told

FOLDER = Path(__file__).parent / "packs" / "attendance"
RUN = ("2025-01-29", "2025-01-30", "2025-01-31")


@pytest.fixture(scope="module")
def attendance() -> Policy:
    policy, warnings = load_policy(FOLDER, PACKS)
    assert warnings == []
    return policy


def test_its_worked_examples_come_out(attendance: Policy) -> None:
    examples = load_examples(FOLDER, attendance)
    assert len(examples) == 18
    assert faults_of_examples(attendance, examples, "examples") == []
