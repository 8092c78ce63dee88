"""Facts of several tables or commands beside one another: what adds to what, and what was told before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace
from typing import TypeVar

from netmaintd.model.facts import (
    Address,
    ClockState,
    ConfigStamp,
    Fact,
    Identity,
    Quantity,
    RoutingPeer,
    Sensor,
    Uptime,
)

ADDED = {"Sensor", "Identity", "Neighbor", "RoutingPeer", "Wireless", "Address", "PingFromDevice"}
"""Kinds of which every table adds; of all others the first table that gives any is enough."""
SINGLE: tuple[type[Fact], ...] = (Identity, Uptime, ClockState, ConfigStamp)
"""Kinds of which a device has one: what one way of asking leaves open, another fills."""
F = TypeVar("F", bound=Fact)


def adds(emits: str, said: bool | None) -> bool:
    """Whether a table adds to what others told: as its file says, else by kind."""
    return said if said is not None else emits in ADDED


def new(there: Iterable[Fact], found: Iterable[Fact]) -> list[Fact]:
    """Return what an earlier table did not tell; within one table every row is a sensor of its own."""
    told = {_key(fact) for fact in there}
    return [fact for fact in found if (key := _key(fact)) is None or key not in told]


def _key(fact: Fact) -> tuple[str, ...] | None:
    """Return by what a fact is known again in another table; None for a sensor without a name, and all others."""
    if isinstance(fact, RoutingPeer):
        return fact.protocol, fact.peer
    if isinstance(fact, Address):
        return fact.address, fact.vrf or ""
    if not isinstance(fact, Sensor) or fact.name in set(Quantity):
        return None
    return fact.quantity, fact.name.casefold()


def merged(facts: Iterable[F]) -> F:
    """Return one fact of several: for each field the first that says something."""
    whole, *others = facts
    for other in others:
        gaps = {f.name: getattr(other, f.name) for f in fields(whole) if getattr(whole, f.name) in (None, "")}
        whole = replace(whole, **gaps)
    return whole


def merged_identity(identities: Iterable[Identity], vendor: str | None) -> Identity:
    """Return one identity, its vendor at least as the platform's file has it."""
    whole = merged(identities)
    return whole if whole.vendor else replace(whole, vendor=vendor)
