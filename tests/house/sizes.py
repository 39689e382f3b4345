"""Small enough to see whole: files of at most 300 lines, functions of at most 40."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.house.project import python_files

LINES_A_FILE = 300
LINES_A_FUNCTION = 40


def oversized(root: Path, *folders: str) -> list[str]:
    """What is too long in the Python files of `folders`, one sentence each.

    A function counts from its `def` to its last line, docstring included, decorators not.
    """
    return [fault for path in python_files(root, *folders) for fault in _too_long(root, path)]


def _too_long(root: Path, path: Path) -> Iterator[str]:
    text = path.read_text(encoding="utf-8")
    name = path.relative_to(root).as_posix()
    lines = len(text.splitlines())
    if lines > LINES_A_FILE:
        yield f"{name} has {lines} lines, more than {LINES_A_FILE}"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > LINES_A_FUNCTION:
                place = f"{name}:{node.lineno} {node.name}"
                yield f"{place} has {length} lines, more than {LINES_A_FUNCTION}"
