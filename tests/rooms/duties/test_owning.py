"""Whose a duty is: the role that the policy names, unless it may not see the duty."""

import pytest

from fingerpost.duties.owning import owner_who_sees


@pytest.mark.parametrize(
    ("named", "compartment", "owner"),
    [
        ("coach", "at-risk", "coach"),
        ("coach", "safeguarding", "safeguarding_team"),
        ("sector_manager", "safeguarding", "safeguarding_team"),
        ("iqa", "wellbeing", "head_of_operations"),
        ("business_development", "at-risk", "head_of_operations"),
        ("board_of_directors", "ordinary", "board_of_directors"),
        ("person:22mhq7tgkwzn", "safeguarding", "person:22mhq7tgkwzn"),
        ("coach", "monitoring", "coach"),  # which nobody sees
    ],
)
def test_a_duty_is_owed_by_a_role_that_may_see_it(named: str, compartment: str, owner: str) -> None:
    assert owner_who_sees(named, compartment) == owner
