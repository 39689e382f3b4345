"""Which facts show that a duty is done: all of several, so many of them, or any."""

from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from fingerpost.rules.acts import DoneBy
from fingerpost.rules.policy import Policy
from fingerpost.rules.reading import DISTANT
from tests.rules.small_packs import made, read, started
from tests.rules.telling import Line, day, on

PHONE, EMAIL = {"kind": "contact", "way": "phone"}, {"kind": "contact", "way": "email"}
BOTH = {"every": [PHONE, EMAIL]}
ONE = {"every": [PHONE, EMAIL], "at_least": 1}
EITHER = {"any": [PHONE, EMAIL]}


def left_out(party: str) -> dict[str, Any]:
    """A contact with a party, and what takes it off the list."""
    return {
        "act": {"kind": "contact", "party": party},
        "left_out_by": {"kind": "not_appropriate", "party": party},
    }


CALLS = {"every": [left_out("learner") | {"never_alone": True}, left_out("employer") | {"needs": "employer"}]}
EMPLOYED = started(employer="Bakery")


@pytest.fixture
def pack(tmp_path: Path) -> Policy:
    return made("", tmp_path)


def first(
    done_by: dict[str, Any], policy: Policy, *lines: Line, start: Line | None = None, since: str = "2026-02-10"
) -> str:
    """The day of February on which it is done and by which facts, or what is missing."""
    form: Any = TypeAdapter(DoneBy).validate_python(done_by)
    reading = read(policy, start or started(), *lines)
    done = form.first(reading, day(since))
    missing = [pattern.words.removeprefix("contact ") for pattern in form.missing(reading, day(since), DISTANT)]
    if done is None:
        return "missing: " + ", ".join(missing)
    assert missing == []
    number, facts = done
    return " ".join((str(number - day("2026-02-01") + 1), *(fact.id for fact in facts)))


def contact(number: int, way: str = "phone", party: str = "learner") -> Line:
    return on(f"2026-02-{number:02}", "contact", way=way, direction="out", party=party)


def not_appropriate(number: int, party: str) -> Line:
    return on(f"2026-02-{number:02}", "not_appropriate", party=party, reason="Ill.")


def test_a_list_is_done_with_the_last_of_its_acts(pack: Policy) -> None:
    assert first(BOTH, pack, contact(12), contact(11, "email")) == "12 F02 F03"
    assert first(BOTH, pack, contact(12)) == "missing: way=email"
    assert first(BOTH, pack, contact(9), contact(11, "email")) == "missing: way=phone"


def test_so_many_of_them_may_be_enough(pack: Policy) -> None:
    assert first(ONE, pack, contact(12), contact(11, "email")) == "11 F03"
    assert first(ONE, pack, contact(9)) == "missing: way=phone, way=email"


def test_any_is_done_by_the_first(pack: Policy) -> None:
    assert first(EITHER, pack, contact(12), contact(11, "email")) == "11 F03"
    assert first(EITHER, pack, contact(11), contact(11, "email")) == "11 F03"
    assert first(EITHER, pack, contact(9)) == "missing: way=phone"


@pytest.mark.parametrize(
    ("facts", "done"),
    [
        ([contact(11)], "missing: party=employer"),
        ([contact(11), contact(12, party="employer")], "12 F02 F03"),
        ([contact(11), not_appropriate(13, "employer")], "13 F02"),
        ([contact(12, party="employer"), not_appropriate(11, "learner")], "12 F02"),
        ([not_appropriate(11, "learner"), not_appropriate(12, "employer")], "missing: party=learner"),
        ([not_appropriate(11, "learner"), not_appropriate(12, "employer"), contact(13)], "13 F04"),
        ([not_appropriate(9, "employer"), contact(11)], "missing: party=employer"),
        ([contact(11), on("2026-02-16", "changed", employer="")], "16 F02"),
    ],
)
def test_of_an_employed_learner_both_are_asked_unless_left_out(facts: list[Line], done: str, pack: Policy) -> None:
    assert first(CALLS, pack, *facts, start=EMPLOYED) == done


def test_what_the_subject_lacks_is_not_asked_for(pack: Policy) -> None:
    assert first(CALLS, pack, contact(11)) == "11 F02"
    assert first(CALLS, pack, not_appropriate(10, "learner")) == "missing: party=learner"
    assert first(CALLS, pack, contact(11), on("2026-02-11", "changed", employer="Brewery")) == "missing: party=employer"
