"""Identity, uptime and physical parts of a device from the values of a row."""

from __future__ import annotations

from netmaintd.model.facts import Component, Fact, Identity, Provenance, Uptime
from netmaintd.profiles.field_values import Values, amount, count, text

SYS_UP_TIME_WRAP_S = 2**32 / 100
_WRAP_TOLERANCE_S = 6 * 3600.0
"""How far two clocks of one agent may drift apart in 497 days."""


def uptime(values: Values, origin: Provenance) -> Fact | None:
    """Give the uptime; snmpEngineTime, which does not wrap after 497 days, tells how often sysUpTime did.

    What a command spells out does not wrap either.
    """
    spelt = amount(values, "spelt")
    if spelt is not None:
        return Uptime(uptime_s=spelt, reload_reason=text(values, "reload_reason"), provenance=origin)
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


_TEXTS = ("kind", "name", "model", "serial", "descr", "manufacturer", "hardware_rev", "firmware_rev", "software_rev")


def component(values: Values, origin: Provenance) -> Fact | None:
    """Give a physical part."""
    index = count(values, "index")
    if index is None:
        return None
    told = {name: text(values, name) for name in _TEXTS}
    return Component(index=index, parent=count(values, "parent"), provenance=origin, **told)
