"""Identity, uptime and physical parts of a device from the values of a row."""

from __future__ import annotations

from netmaintd.model.facts import Component, Fact, Identity, Provenance, Uptime
from netmaintd.profiles.field_values import Values, amount, count, text

SYS_UP_TIME_WRAP_S = 2**32 / 100
_WRAP_TOLERANCE_S = 6 * 3600.0
"""How far two clocks of one agent may drift apart in 497 days."""
_PLACES = (None, "port", "sensor", "container", "other", "unknown")
"""Kinds of parts of which a device has hundreds; they are parts only where they can be told from another."""


def uptime(values: Values, origin: Provenance) -> Fact | None:
    """Give the uptime; snmpEngineTime, which does not wrap after 497 days, tells how often sysUpTime did."""
    own, engine, boots = amount(values, "uptime"), amount(values, "engine"), count(values, "boots")
    if own is None:
        return Uptime(uptime_s=engine, engine_boots=boots, provenance=origin) if engine is not None else None
    wraps = round((engine - own) / SYS_UP_TIME_WRAP_S) if engine is not None else 0
    # Some agents count snmpEngineTime in another unit: it is believed only where it is sysUpTime and whole wraps.
    if engine is not None and wraps > 0 and abs(engine - own - wraps * SYS_UP_TIME_WRAP_S) <= _WRAP_TOLERANCE_S:
        return Uptime(uptime_s=engine, engine_boots=boots, provenance=origin)
    return Uptime(uptime_s=own, wraps_at_s=SYS_UP_TIME_WRAP_S, engine_boots=boots, provenance=origin)


def identity(values: Values, origin: Provenance) -> Fact | None:
    """Give whatever of an identity a row says."""
    known = {name: text(values, name) for name in ("vendor", "model", "os_name", "os_version", "serial", "hostname")}
    return Identity(provenance=origin, **known) if any(known.values()) else None


def component(values: Values, origin: Provenance) -> Fact | None:
    """Give a physical part; ports, sensors and slots only where they have a serial number or a model."""
    index, kind = count(values, "index"), text(values, "kind")
    model, serial = text(values, "model"), text(values, "serial")
    if index is None or (kind in _PLACES and not (model or serial)):
        return None
    name = text(values, "name")
    return Component(index=index, kind=kind, name=name, model=model, serial=serial, provenance=origin)
