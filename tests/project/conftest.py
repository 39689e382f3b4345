"""What tests of commands share."""

import pytest

from tests.project.commands import Run


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command with the words given."""
    return Run(capsys)
