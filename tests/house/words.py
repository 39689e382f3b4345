"""No word of a policy stands in the cellar: what a policy says is data in a pack.

Looked for in names, texts, comments and numbers. The words are those of the policies at hand that
the concepts of the cellar can do without; general ones (case, step, notice, register, and
withdrawal, which happens to facts too) are left alone, and so are `england` and `wales`, which are
calendars.
"""

import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

from tests.house.project import python_files
from tests.house.purity import CELLAR

# One pattern a word, matched whole and without regard to case.
WORDS_OF_POLICIES = (
    r"amber",
    r"apprentice(ship)?s?",
    r"assessors?",
    r"at risk",
    r"coach(es)?",
    r"commitments?",
    r"co ?ordinators?",
    r"employers?",
    r"escalat(e|es|ed|ion|ions)",
    r"head of operations",
    r"learners?",
    r"rag",
    r"safeguarding",
    r"sectors?",
    r"stages?",
    r"trainees?(hips?)?",
    r"tutors?",
    r"welfare",
    r"wellbeing",
    r"42",
    r"49",
)
_POLICY = re.compile(rf"\b({'|'.join(WORDS_OF_POLICIES)})\b", re.IGNORECASE)
_READ = frozenset(
    ("NAME", "STRING", "NUMBER", "COMMENT", "FSTRING_MIDDLE")  # the last from Python 3.12 on
)
_BETWEEN_CAPITALS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_NOT_A_WORD = re.compile(r"[^A-Za-z0-9]+")


def policy_words(root: Path) -> list[str]:
    """The words of policies in the cellar under `root`, one line each."""
    return [
        f"{path.relative_to(root).as_posix()}:{line} says {word!r}"
        for path in python_files(root, CELLAR)
        for line, word in _words(path.read_text(encoding="utf-8"))
    ]


def _words(source: str) -> Iterator[tuple[int, str]]:
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if tokenize.tok_name[token.type] in _READ:
            for number, line in enumerate(token.string.splitlines(), start=token.start[0]):
                for found in _POLICY.finditer(_as_plain_words(line)):
                    yield number, found.group()


def _as_plain_words(text: str) -> str:
    """`at-risk`, `at_risk` and `atRisk` all as "at risk"."""
    return _NOT_A_WORD.sub(" ", _BETWEEN_CAPITALS.sub(" ", text))
