"""The policy that most tests of the rules ask about."""

import pytest

from fingerpost.rules.policy import Policy
from tests.rules.telling import at_risk


@pytest.fixture(scope="session")
def policy() -> Policy:
    return at_risk()
