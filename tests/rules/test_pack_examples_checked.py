"""The worked examples of a pack are held against it: what they name, which clauses they show, what follows."""

from pathlib import Path
from typing import Any

import pytest

from fingerpost.rules.check_examples import faults_of_examples
from fingerpost.rules.concept import read_as
from fingerpost.rules.examples import Example
from fingerpost.rules.faults import FaultyPackError
from fingerpost.rules.packs import load_examples
from fingerpost.rules.policy import Policy
from tests.rules.language_pieces import DOCUMENT, pieces
from tests.rules.made_packs import joined, load_made

WHOLE, *_ = pieces(DOCUMENT.read_text(encoding="utf-8"))
STARTED = {
    "kind": "started",
    "on": "2025-01-06",
    "learner": "person:P-1",
    "programme_type": "course",
    "nation": "england",
}
ABSENT = {
    "kind": "session",
    "on": "2025-02-03",
    "sort": "session",
    "outcome": "absent_without_notice",
}
CALL = {"action": "call", "owner": "coach", "opens": "2025-02-03", "due": "2025-02-04"}
RIGHT: dict[str, Any] = {
    "id": "absence",
    "clauses": ["1"],
    "names": {"en": "An absence", "cy": "Absenoldeb"},
    "until": "2025-03-31",
    "facts": [STARTED, ABSENT],
    "duties": [CALL],
}


@pytest.fixture
def policy(tmp_path: Path) -> Policy:
    return load_made(WHOLE.raw, tmp_path)[0]


def _told(policy: Policy, *examples: dict[str, Any]) -> list[str]:
    read = [read_as(Example, each) for each in examples]
    return [str(fault) for fault in faults_of_examples(policy, read, "examples")]


def test_a_right_example_has_no_fault(policy: Policy) -> None:
    assert _told(policy, RIGHT) == []


def test_a_clause_that_a_rule_keeps_needs_an_example(tmp_path: Path) -> None:
    second = {"rule": {"trigger": [{**WHOLE.raw["rule"][0]["trigger"][0], "id": "b", "clause": "2"}]}}
    policy, _ = load_made(joined(WHOLE.raw, second), tmp_path)
    told = "no example shows this clause, which a rule keeps; write one"
    assert _told(policy, RIGHT) == [f"error: examples: clause 2: {told}"]


def test_two_examples_of_one_id_are_told(policy: Policy) -> None:
    told = "error: examples: example absence: 2 examples have this id; give each its own"
    assert _told(policy, RIGHT, RIGHT) == [told]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"clauses": ["1", "1.1"]}, "clauses: there is no clause '1.1'; there are: 1"),
        ({"subject": "enrolmnt:E-1"}, "subject: there is no subject 'enrolmnt'; did you mean"),
        (
            {"duties": [{**CALL, "action": "cal"}]},
            "duties 1 > action: there is no duty 'cal'; did you mean 'call'?",
        ),
    ],
)
def test_a_name_of_nothing_is_told(change: dict[str, Any], told: str, policy: Policy) -> None:
    (fault,) = _told(policy, {**RIGHT, **change})
    assert fault.startswith(f"error: examples: example absence > {told}")


def test_an_example_that_shows_no_clause_is_told(policy: Policy) -> None:
    told = "example absence > clauses: is empty; name the clauses that the example shows"
    assert f"error: examples: {told}" in _told(policy, {**RIGHT, "clauses": []})


def test_what_does_not_come_out_is_listed(policy: Policy) -> None:
    (fault,) = _told(policy, {**RIGHT, "duties": [{**CALL, "due": "2025-02-05"}]})
    head, *lines = fault.splitlines()
    assert head == "error: examples: example absence: does not come out as it says:"
    assert [line.partition(": ")[0].strip() for line in lines] == [
        "expected, but does not follow",
        "follows, but is not expected",
    ]
    assert "2025-02-05" in lines[0]
    assert "2025-02-04" in lines[1]


def _task(name: str, cause: dict[str, Any], act: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": f"{name}-again",
        "shape": "task",
        "about": "enrolment",
        "action": f"{name}-again",
        "clause": "2",
        "owner": "coach",
        "when": {"event": cause},
        "due": {"weeks": 1},
        "done_by": [act],
    }


def test_an_example_whose_forecast_does_not_end_is_told(tmp_path: Path) -> None:
    # A call asks for another one on a later day, and ours are supposed made.
    calls = {"kind": "contact", "way": "phone", "direction": "out", "party": "learner"}
    letters = {**calls, "way": "letter"}
    rules = [_task("call", letters, calls), _task("write", calls, letters)]
    policy, _ = load_made(joined(WHOLE.raw, {"rule": rules}), tmp_path)
    facts = [STARTED, {**calls, "on": "2025-02-03"}]
    endless = {**RIGHT, "clauses": ["1", "2"], "facts": facts, "suppose_silence": True}
    (fault,) = _told(policy, {**endless, "until": "2030-12-31"})
    assert fault.startswith("error: examples: example absence: cannot be worked out: ")


EXAMPLE = """
[[example]]
id = "absence"
clauses = ["1"]
names = { en = "An absence", cy = "Absenoldeb" }
until = 2025-03-31
facts = [{ kind = "sesion", on = 2025-02-03 }]
duties = []
"""


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (EXAMPLE, "example absence: fact 1: there is no kind of fact 'sesion'; did you mean 'session'?"),
        (
            EXAMPLE.replace("sesion", "session"),
            "example absence: fact 1: a session needs the field 'sort' (Sort of session)",
        ),
        (EXAMPLE.replace("until", "untill"), "example absence: unknown key 'untill'; did you mean 'until'?"),
        (
            EXAMPLE.replace("2025-03-31", '"March"'),
            "example absence > until: must be a date such as 2026-02-16, without quotes (it is 'March')",
        ),
        (EXAMPLE.replace("[[example]]", "[[exampel]]"), "unknown key 'exampel'; did you mean 'example'?"),
    ],
)
def test_an_example_that_cannot_be_read_is_refused(text: str, told: str, policy: Policy, tmp_path: Path) -> None:
    (tmp_path / "examples").mkdir()
    (tmp_path / "examples" / "first.toml").write_text(text, encoding="utf-8")
    with pytest.raises(FaultyPackError) as caught:
        load_examples(tmp_path, policy)
    (fault,) = map(str, caught.value.faults)
    assert fault == f"error: {tmp_path}/examples/first.toml: {told}"
