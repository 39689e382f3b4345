"""A folder of packs of a test's own, in which a pack may be changed."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copytree

from django.conf import settings
from django.test import override_settings

from fingerpost.facts.kinds import kinds
from fingerpost.policies.packs import edition, packs_there, policy_of
from fingerpost.policies.queries import _rulebook

PACK = "learners-at-risk"


def read_anew() -> None:
    """What stands in the folder of packs is read when the product starts: as if it had just started."""
    for each in (kinds, packs_there, policy_of, edition, _rulebook):
        each.cache_clear()


@contextmanager
def own_packs(folder: Path) -> Iterator[Path]:
    """A copy of the packs, which the product reads meanwhile."""
    copytree(settings.PACKS, folder, dirs_exist_ok=True)
    with override_settings(PACKS=folder):
        read_anew()
        yield folder
    read_anew()


def change(packs: Path, old: str, new: str) -> None:
    """Writes something else into the pack, as a new release of it would, and starts anew."""
    path = packs / PACK / "pack.toml"
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    read_anew()
