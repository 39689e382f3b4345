"""No file of the project names a machine: its folders, or the host that packages come from.

A lock or a script that names them works in one place only. Data that is shared is found from the
project's root.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

# Written so that this file does not match itself.
PLACES = re.compile(
    r"(?<![\w.])/(?:home|root|work|Users|opt)/[\w.-]"
    r"|\b[A-Z]:\\\\?Users\b"
    r"|\bpypi\.(?:org|python)|\bpythonhosted\.|\bpkg\.dev/"
    r"|(?:index-url|find-links)[ =]+(?:https?|file):"
)


def named_places(root: Path, files: Iterable[Path]) -> list[str]:
    """Where `files` (under `root`) name a machine's folder, `root` itself or a registry's host."""
    return [
        f"{path.relative_to(root).as_posix()}:{number} names {place!r}"
        for path in files
        for number, place in _places(path, str(root))
    ]


def _places(path: Path, root: str) -> Iterator[tuple[int, str]]:
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return  # a picture, or a sample that is meant to be broken
    for number, line in enumerate(text.splitlines(), start=1):
        found = PLACES.search(line)
        if found:
            yield number, found.group()
        elif f"{root}/" in line:
            yield number, root
