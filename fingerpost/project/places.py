"""Where the policies and the sample lie: inside the installed package, or at the top of the repository."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent
REPOSITORY = PACKAGE.parent


def packs() -> Path:
    """The folder of packs."""
    return _first(PACKAGE / "packs", REPOSITORY / "packs")


def sample() -> Path:
    """The bundled facts folder."""
    return _first(PACKAGE / "sample", REPOSITORY / "examples" / "sample")


def _first(*folders: Path) -> Path:
    return next((folder for folder in folders if folder.is_dir()), folders[0])
