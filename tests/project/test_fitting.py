"""Facts that are sound by themselves and do not fit the policy."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.project.commands import Run, folder_with

POLICY = "learners-at-risk"


def setting(**data: Any) -> tuple[str, str, str, Mapping[str, Any]]:
    return "provider:self", "parameter_set", "2026-01-06", {"policy": POLICY, **data}


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({"name": "no-progress-dayz", "value": 30}, "did you mean 'no-progress-days'?"),
        ({"name": "no-progress-days", "value": 3000}, "it may be 365 at most"),
        ({"name": "window-1", "value": "many"}, "'many' is not a number of working days"),
        ({"name": "window-1", "value": True}, "True is not a number of working days"),
        ({"name": "window-1", "value": 2.5}, "2.5 is not a whole number"),
        ({"name": "consent-first", "value": "yes"}, "it may be true, false"),
        ({"name": "board", "value": "board"}, "'board' is no role; "),
        ({"name": "board", "value": 3}, "3 is no role"),
        ({"name": "window-1", "value": 4, "where": {"natoin": "wales"}}, "did you mean 'nation'?"),
        ({"name": "window-1", "value": 4, "where": {"nation": "walse"}}, "'walse'; did you mean 'wales'?"),
        ({"name": "window-1", "value": 4, "where": {"nation": "france"}}, "is never 'france'; "),
    ],
)
def test_a_setting_that_the_policy_cannot_have_is_refused(
    data: dict[str, Any], told: str, tmp_path: Path, run: Run
) -> None:
    ran = run("forecast", folder_with(tmp_path, setting(**data)))
    assert (ran.status, ran.out) == (2, "")
    assert "provider:self, parameter_set on 2026-01-06: " in ran.errors
    assert told in ran.errors


def test_a_setting_that_fits_rules_from_its_day_on(tmp_path: Path, run: Run) -> None:
    folder = folder_with(tmp_path, setting(name="no-progress-days", value=30.0))
    ran = run("forecast", folder, "--format", "csv")
    assert (ran.status, ran.errors) == (0, "")
    assert "send-notice-1,coach,2026-02-05," in ran.out


def test_an_attribute_that_may_be_any_word_is_taken_as_it_is(tmp_path: Path, run: Run) -> None:
    folder = folder_with(tmp_path, setting(name="window-1", value=4, where={"employer": "Anybody Ltd"}))
    assert run("forecast", folder).status == 0


def test_a_setting_of_another_policy_is_none_of_this_ones_business(tmp_path: Path, run: Run) -> None:
    folder = folder_with(tmp_path, setting(policy="staff-cpd", name="hours", value=30))
    assert run("forecast", folder).status == 0


def test_a_closure_without_a_day_is_refused(tmp_path: Path, run: Run) -> None:
    closure = ("provider:self", "closure", "2026-01-09", {"until": "2026-01-09"})
    ran = run("forecast", folder_with(tmp_path, closure))
    assert (ran.status, ran.out) == (2, "")
    assert "closed on no day; `until` is the first day after it" in ran.errors


def test_a_decision_about_a_duty_that_the_policy_has_not_is_a_warning(tmp_path: Path, run: Run) -> None:
    waived = {"duty": "escalation/attempt-1", "reason": "A slip"}
    folder = folder_with(tmp_path, ("enrolment:E-1", "duty_waived", "2026-01-09", waived))
    ran = run("forecast", folder)
    assert ran.status == 0
    assert "enrolment:E-1, duty_waived on 2026-01-09: learners-at-risk has no duty" in ran.errors
    assert "did you mean 'escalation/attempts-1'?" in ran.errors
