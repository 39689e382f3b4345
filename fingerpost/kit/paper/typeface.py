"""The typeface of what goes on paper, the same on every machine: none of the machine's own is looked at."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path

import typst


def _folder() -> Path:
    found = find_spec("font_source_sans_pro")
    if found is None or found.origin is None:
        raise FileNotFoundError("The typeface is not installed: the package font-source-sans-pro brings it.")
    return Path(found.origin).parent / "files"


REGULAR = _folder() / "SourceSansPro-Regular.ttf"


@cache
def typeface() -> typst.Fonts:
    """Read once in the life of a process."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(_folder())])
