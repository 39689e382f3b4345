"""The cellar touches nothing outside: no files, network, processes, clock, chance or output.

Checked on the syntax tree: which modules are imported (a list of those allowed, so that a new one
is looked at once), which built-in functions are named and which methods reach a file. The loader
of packs may read, and nothing more.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.house.project import python_files

CELLAR = "fingerpost/rules"
LOADER = "fingerpost/rules/packs.py"

# Modules that only compute; zoneinfo reads the table of time zones, which is the same everywhere.
# Add one here if it does nothing but that.
PURE = frozenset(
    "__future__ abc array bisect calendar collections contextlib copy dataclasses datetime decimal "
    "difflib enum fingerpost fractions functools graphlib hashlib heapq holidays itertools json "
    "keyword math msgspec numbers operator pydantic pydantic_core re statistics string textwrap tomllib "
    "types typing typing_extensions unicodedata weakref zoneinfo".split()
)
READING = frozenset({"pathlib", "importlib"})

ACTING_NAMES = frozenset("breakpoint compile eval exec globals input __import__ open print".split())
READING_METHODS = frozenset("glob iterdir open read_bytes read_text rglob".split())
WRITING_METHODS = frozenset(
    "chmod hardlink_to mkdir rename rmdir symlink_to touch unlink write_bytes write_text".split()
)
# How one says that `open` writes.
WRITING_MODES = frozenset("wax+")


def impurities(root: Path) -> list[str]:
    """What in the cellar under `root` reaches outside, one line each."""
    return [
        f"{name}:{line} {fault}"
        for path in python_files(root, CELLAR)
        for name in [path.relative_to(root).as_posix()]
        for line, fault in _faults(path.read_text(encoding="utf-8"), may_read=name == LOADER)
    ]


def _faults(source: str, *, may_read: bool) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import | ast.ImportFrom):
            for module in _imported(node):
                if module not in PURE and not (may_read and module in READING):
                    yield node.lineno, f"imports {module}, which PURE in purity.py does not list"
        elif isinstance(node, ast.Name) and node.id in ACTING_NAMES:
            if not (may_read and node.id == "open"):
                yield node.lineno, f"uses {node.id}()"
        elif isinstance(node, ast.Attribute):
            if node.attr in WRITING_METHODS or (node.attr in READING_METHODS and not may_read):
                yield node.lineno, f"uses .{node.attr}()"
        elif isinstance(node, ast.Call) and may_read and _opens_to_write(node):
            yield node.lineno, "opens a file to write"


def _imported(node: ast.Import | ast.ImportFrom) -> list[str]:
    """The top-level modules that an import names; a relative one stays in the package."""
    if isinstance(node, ast.Import):
        return [alias.name.partition(".")[0] for alias in node.names]
    return [] if node.level else [(node.module or "").partition(".")[0]]


def _opens_to_write(call: ast.Call) -> bool:
    """Whether a call of `open` or `.open` has a mode that writes, or one that cannot be seen."""
    named = isinstance(call.func, ast.Name) and call.func.id == "open"
    method = isinstance(call.func, ast.Attribute) and call.func.attr == "open"
    if not (named or method):
        return False
    modes = [word.value for word in call.keywords if word.arg == "mode"]
    modes += call.args[1:2] if named else call.args[:1]
    return any(not isinstance(mode, ast.Constant) or bool(WRITING_MODES & set(str(mode.value))) for mode in modes)
