"""The worked examples of every pack: facts in, and the whole list of duties out."""

from pathlib import Path

import pytest

from fingerpost.rules.check_examples import faults_of_examples
from fingerpost.rules.examples import Example
from fingerpost.rules.packs import load_examples, load_policy
from fingerpost.rules.policy import Policy

PACKS = Path(__file__).resolve().parents[2] / "packs"
LOADED = {folder.parent.name: load_policy(folder.parent, PACKS)[0] for folder in sorted(PACKS.glob("*/pack.toml"))}
EXAMPLES = [(policy, each) for name, policy in LOADED.items() for each in load_examples(PACKS / name, policy)]


@pytest.mark.parametrize(
    ("policy", "example"), EXAMPLES, ids=[f"{policy.pack.id}: {each.id}" for policy, each in EXAMPLES]
)
def test_a_worked_example_comes_out_as_it_says(policy: Policy, example: Example) -> None:
    assert example.differences(policy) == []


@pytest.mark.parametrize("name", LOADED)
def test_every_clause_that_a_rule_keeps_has_an_example(name: str) -> None:
    examples = load_examples(PACKS / name, LOADED[name])
    assert len(examples) > 0
    assert faults_of_examples(LOADED[name], examples, name) == []
