"""What tests of policies share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.rooms.policies.folders import own_packs


@pytest.fixture
def packs(tmp_path: Path) -> Iterator[Path]:
    with own_packs(tmp_path / "packs") as folder:
        yield folder
