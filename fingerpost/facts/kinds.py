"""The kinds of fact that there are: those that all packs share, and those of each pack."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from django.conf import settings

from fingerpost.rules.concept import nearest
from fingerpost.rules.faults import Fault, FaultyPackError
from fingerpost.rules.kinds import FactError, Kind
from fingerpost.rules.packs import load_kinds

COMPARTMENTS = ("ordinary", "at-risk", "wellbeing", "monitoring", "safeguarding")
"""From what most may see to what fewest may."""


@cache
def kinds() -> Mapping[str, Kind]:
    """Every kind of fact, by name. Raises FaultyPackError."""
    packs = Path(settings.PACKS)
    faults: list[Fault] = []
    found = load_kinds(packs / "kinds", faults)
    for folder in sorted(packs.glob("*/kinds")):
        own = load_kinds(folder, faults)
        for name in sorted(own.keys() & found.keys()):
            what = "another pack has a kind of fact of this name; give this one another"
            faults.append(Fault(str(folder), name, what))
        found |= own
    if faults:
        raise FaultyPackError(faults)
    return found


def kind_named(name: str) -> Kind:
    """The kind of this name. Raises FactError, which names the nearest one."""
    if name not in kinds():
        raise FactError(f"there is no kind of fact {name!r}; {nearest(name, kinds())}")
    return kinds()[name]
