"""No word of a policy in the cellar."""

from pathlib import Path

import pytest

from tests.house.project import ROOT
from tests.house.words import policy_words


def _plant(root: Path, text: str) -> list[str]:
    cellar = root / "fingerpost" / "rules"
    cellar.mkdir(parents=True)
    (cellar / "planted.py").write_text(text, encoding="utf-8")
    return policy_words(root)


def test_no_word_of_a_policy_stands_in_the_cellar() -> None:
    assert policy_words(ROOT) == []


@pytest.mark.parametrize(
    ("source", "word"),
    [
        ("stage = 1", "stage"),
        ("next_stage_on = 1", "stage"),
        ("class NextStage: ...", "Stage"),
        ('owner = "coach"', "coach"),
        ("# apprenticeships only", "apprenticeships"),
        ('"""For learners."""', "learners"),
        ('kind = "at-risk"', "at risk"),
        ('text = f"{name} employer"', "employer"),
        ("limit = 42", "42"),
        ('limit = "49 days"', "49"),
    ],
)
def test_a_word_of_a_policy_planted_in_the_cellar_is_found(source: str, word: str, tmp_path: Path) -> None:
    assert _plant(tmp_path, source) == [f"fingerpost/rules/planted.py:1 says {word!r}"]


def test_calendars_and_words_that_only_contain_one_are_allowed(tmp_path: Path) -> None:
    source = 'nations = ("england", "wales")\nstaged = dragging = 420\nday = "2042-01-01"'
    assert _plant(tmp_path, source) == []
