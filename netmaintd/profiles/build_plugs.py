"""What is plugged into ports, from the values of a row: optical and copper modules, and devices fed over the cable."""

from __future__ import annotations

from netmaintd.model.facts import Fact, PoePort, PoeSupply, Provenance, State, Transceiver
from netmaintd.profiles.field_values import Values, amount, count, text


def transceiver(values: Values, origin: Provenance) -> Fact | None:
    """Give a module of which something is told; an empty cage tells nothing."""
    told = {name: text(values, name) for name in ("vendor", "model", "serial", "kind", "revision")}
    if not any(told[name] for name in ("vendor", "model", "serial", "kind")):
        return None
    return Transceiver(
        name=text(values, "name") or "transceiver",
        if_index=count(values, "if_index") or None,
        wavelength_nm=count(values, "wavelength_nm") or None,
        distance_m=count(values, "distance_m") or None,
        provenance=origin,
        **told,
    )


def poe_supply(values: Values, origin: Provenance) -> Fact | None:
    """Give a supply of power over Ethernet that tells what it has or what it gives."""
    budget, used = amount(values, "budget"), amount(values, "used")
    if budget is None and used is None:
        return None
    return PoeSupply(
        group=text(values, "group") or "1",
        budget_w=budget,
        used_w=used,
        state=State(text(values, "state") or State.UNKNOWN),
        provenance=origin,
    )


def poe_port(values: Values, origin: Provenance) -> Fact | None:
    """Give a port that can feed a device."""
    port, status, power = text(values, "port"), text(values, "status"), amount(values, "power")
    if port is None or (status is None and power is None):
        return None
    enabled, group = text(values, "enabled"), text(values, "group")
    name = f"{group}.{port}" if group else port
    return PoePort(
        port=name, enabled=enabled == "yes" if enabled else None, status=status, power_w=power, provenance=origin
    )
