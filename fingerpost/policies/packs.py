"""The packs on this machine, each loaded once and found sound."""

from dataclasses import replace
from functools import cache
from hashlib import blake2b
from pathlib import Path

from django.conf import settings

from fingerpost.facts.kinds import kinds
from fingerpost.rules.packs import find_pack, load_policy
from fingerpost.rules.policy import Policy


@cache
def policy_of(pack: str) -> Policy:
    """The policy in a pack. Raises FaultyPackError, which names the packs there are."""
    folder = Path(settings.PACKS)
    policy, _ = load_policy(find_pack(pack, folder), folder)
    # One set of kinds for what is recorded and what is supposed: a history tells kinds apart by identity.
    return replace(policy, kinds={name: kinds().get(name, kind) for name, kind in policy.kinds.items()})


@cache
def packs_there() -> tuple[str, ...]:
    """The ids of the packs that can be adopted."""
    return tuple(sorted(path.parent.name for path in Path(settings.PACKS).glob("*/pack.toml")))


@cache
def edition(pack: str) -> str:
    """A short word that changes when any rule of a pack does, or a kind of fact that all packs share: duties worked out
    by other rules are worked out anew."""
    folder = Path(settings.PACKS)
    files = [
        folder / pack / "pack.toml",
        *sorted((folder / "kinds").glob("*.toml")),
        *(folder / pack).glob("kinds/*.toml"),
    ]
    digest = blake2b(digest_size=6)
    for path in files:
        digest.update(path.read_bytes())
    return digest.hexdigest()
