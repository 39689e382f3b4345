"""Adopting a policy and setting its values. Both are facts about the provider, so that any past day can be replayed."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from fingerpost.facts.actions import record
from fingerpost.facts.keys import PROVIDER
from fingerpost.facts.kinds import kind_named
from fingerpost.facts.models import Entry
from fingerpost.facts.queries import facts_in_force
from fingerpost.journal.actions import write
from fingerpost.policies.packs import packs_there, policy_of
from fingerpost.policies.queries import adoptions, rulebook
from fingerpost.rules.concept import nearest
from fingerpost.rules.facts import Fact
from fingerpost.rules.fitting import misfits
from fingerpost.rules.policy import Policy


class UnfitPolicyError(ValueError):
    """A policy that cannot be adopted, or a value that cannot be set; the message says what would be right."""


@transaction.atomic
def adopt_pack(*, pack: str, on: date, by: str, at: datetime) -> Entry:
    """Adopts a pack, in the version that is on this machine, from a day on. Raises UnfitPolicyError."""
    if pack not in packs_there():
        raise UnfitPolicyError(f"there is no pack {pack!r}; {nearest(pack, packs_there())}")
    version = policy_of(pack).pack.version
    adopted = adoptions(facts_in_force(PROVIDER)).get(pack)
    if adopted and adopted[-1].on <= on and adopted[-1].version == version:
        raise UnfitPolicyError(f"{pack} {version} rules already since {adopted[-1].on.isoformat()}")
    entry = record(
        subject=PROVIDER, kind="policy_adopted", on=on, by=by, at=at, data={"policy": pack, "version": version}
    )
    write("policy-adopted", by=by, at=at, about=PROVIDER, pack=pack, version=version, on=on)
    return entry


@transaction.atomic
def set_parameter(
    *,
    pack: str,
    name: str,
    value: str | int | float | bool,
    on: date,
    by: str,
    at: datetime,
    where: Mapping[str, str] | None = None,
) -> Entry:
    """Sets a value of an adopted policy from a day on; with `where` only for subjects whose attributes are so. What the
    source says is never overwritten: the history of both stays. Raises UnfitPolicyError."""
    rule = rulebook().newest(pack)
    if rule is None:
        raise UnfitPolicyError(f"{pack} has not been adopted: adopt it before setting its values")
    data = {"policy": pack, "name": name, "value": value, **({"where": dict(where)} if where else {})}
    _refuse_misfit("parameter_set", on, data, rule.policy)
    entry = record(subject=PROVIDER, kind="parameter_set", on=on, by=by, at=at, data=data)
    details = {"pack": pack, "name": name, "value": value, "where": dict(where or {}), "on": on}
    write("parameter-set", by=by, at=at, about=PROVIDER, **details)
    return entry


def _refuse_misfit(kind: str, on: date, data: Mapping[str, Any], policy: Policy) -> None:
    for fault in misfits(Fact(kind_named(kind), PROVIDER, on, data, "-"), policy):
        raise UnfitPolicyError(fault)


@transaction.atomic
def close(*, on: date, until: date, by: str, at: datetime, said: str = "") -> Entry:
    """The provider is closed from a day until another, on which it opens again: none of these is a working day. Raises
    UnfitPolicyError."""
    if until <= on:
        raise UnfitPolicyError("the day of opening again must lie after the first day closed")
    entry = record(subject=PROVIDER, kind="closure", on=on, by=by, at=at, data={"until": until}, said=said)
    write("closure-recorded", by=by, at=at, about=PROVIDER, on=on, until=until)
    return entry
