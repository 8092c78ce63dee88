"""Load, memory, storage, sensors and batteries from the values of a row: what may be derived, and what cannot be."""

from __future__ import annotations

import math

from netmaintd.model.facts import (
    WIRELESS_UNIT_OF,
    CpuLoad,
    Fact,
    MemoryPool,
    Provenance,
    Quantity,
    Sensor,
    State,
    Storage,
    UpsState,
    Wireless,
    WirelessMeasure,
)
from netmaintd.profiles.field_values import Values, amount, count, number, text

_SCALE = {code: 10.0 ** (3 * (int(code) - 9)) for code in map(str, range(1, 18))}
"""EntitySensorDataScale (RFC 3433): 9 is units, 8 milli, 10 kilo."""
_PRECISIONS = range(-8, 10)
"""EntitySensorPrecision (RFC 3433)."""
_PERCENT = (Quantity.HUMIDITY, Quantity.CHARGE, Quantity.LOAD, Quantity.SHARE, Quantity.LOSS)
_ABSOLUTE_ZERO = -273.15


def cpu(values: Values, origin: Provenance) -> Fact | None:
    """Give a processor from its busy share."""
    busy = number(values, "busy")
    if busy is None:
        return None
    return CpuLoad(busy_ratio=busy, name=text(values, "name") or "cpu", provenance=origin)


def _share(values: Values) -> tuple[float, int | None, int | None] | None:
    """Return used ratio, used and total bytes from whichever of percent, used, free and total there is."""
    unit = amount(values, "unit") or 1.0
    total, used = amount(values, "total"), _used(values)
    free = amount(values, "free")
    if total is None and used is not None and free is not None:
        total = used + free
    share = number(values, "percent")
    if share is None and used is not None and total:
        share = used / total
    if share is None or not 0 <= share <= 1:
        return None
    whole = int(total * unit) if total else None
    if used is not None and whole:
        return share, int(used * unit), whole
    return share, (round(share * whole) if whole else None), whole


def _used(values: Values) -> float | None:
    """Return what is used and cannot be had back: what the system says is available, or without buffers and cache."""
    used, free, total = (amount(values, name) for name in ("used", "free", "total"))
    available = amount(values, "available")
    if total is not None and available is not None:
        return total - available
    if used is None and total is not None and free is not None:
        used = total - free
    # Linux counts shared memory as cache too, but cannot drop it.
    cache = max(0.0, (amount(values, "cached") or 0) - (amount(values, "shared") or 0))
    return used - (amount(values, "buffers") or 0) - cache if used is not None else None


def memory(values: Values, origin: Provenance) -> Fact | None:
    """Give a memory pool."""
    share = _share(values)
    if share is None:
        return None
    ratio, used, total = share
    return MemoryPool(
        used_ratio=ratio, name=text(values, "name") or "memory", used_bytes=used, total_bytes=total,
        swap=text(values, "swap") == "yes", provenance=origin,
    )  # fmt: skip


def storage(values: Values, origin: Provenance) -> Fact | None:
    """Give a file system."""
    share, name = _share(values), text(values, "name")
    if share is None or name is None:
        return None
    ratio, used, total = share
    return Storage(name=name, used_ratio=ratio, used_bytes=used, total_bytes=total, provenance=origin)


def sensor(values: Values, origin: Provenance) -> Fact | None:
    """Give a sensor that has a value, or a state even if it is `unknown`: a slot without its power supply."""
    told = text(values, "quantity")
    if told is None or text(values, "operational") == "no":
        return None
    quantity = Quantity(told)
    value, state = _reading(values, "value", quantity), text(values, "state")
    if value is None and state is None:
        return None
    return Sensor(
        name=text(values, "name") or quantity,
        quantity=quantity,
        value=value,
        state=State(state or State.UNKNOWN),
        low_limit=_reading(values, "low", quantity),
        high_limit=_reading(values, "high", quantity),
        low_warning=_reading(values, "low_warning", quantity),
        high_warning=_reading(values, "high_warning", quantity),
        part=text(values, "part"),
        provenance=origin,
    )


def _reading(values: Values, name: str, quantity: Quantity) -> float | None:
    """Return a value or a limit in the unit of its quantity.

    None for a scale that the standard does not know, and for what cannot be.
    """
    value, scale = number(values, name), text(values, "scale") or "9"
    precision = number(values, "precision") or 0
    if value is None or scale not in _SCALE or precision not in _PRECISIONS:
        return None
    value = value * _SCALE[scale] / 10.0**precision
    if quantity is Quantity.OPTICAL_POWER and text(values, "watts") == "yes":
        return 10 * math.log10(value * 1000) if value > 0 else None
    if quantity is Quantity.TEMPERATURE and value < _ABSOLUTE_ZERO:
        return None
    if quantity in _PERCENT:
        return value / 100 if 0 <= value <= 100 else None
    return value


def wireless(values: Values, origin: Provenance) -> Fact | None:
    """Give a value of a radio, a network name or a controller, percentages as ratios."""
    measure, value = text(values, "measure"), number(values, "value")
    if measure is None or value is None:
        return None
    kind = WirelessMeasure(measure)
    if WIRELESS_UNIT_OF[kind] == "ratio":
        value /= 100
    return Wireless(name=text(values, "name") or kind, measure=kind, value=value, provenance=origin)


def ups(values: Values, origin: Provenance) -> Fact | None:
    """Give the state of a UPS."""
    source, charge = text(values, "source"), number(values, "charge")
    state = State(text(values, "state") or State.UNKNOWN)
    if source is None and charge is None and state is State.UNKNOWN:
        return None
    return UpsState(
        on_battery=source == "battery" if source else None, charge_ratio=charge, runtime_s=count(values, "runtime"),
        load_ratio=number(values, "load"), battery_state=state, provenance=origin,
    )  # fmt: skip
