"""Many switches with 50 ports as SNMP agents on loopback, in a process of their own: what `bench_snmp.py` reads.

python tests/bench/serve_agents.py FIRST_PORT COUNT LAB

LAB holds `snmp_device.py`, which serves SNMPv3 as well. Prints `ready` when all ports are open.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

PORTS = 50
IF_TABLE, IF_X_TABLE = "1.3.6.1.2.1.2.2.1", "1.3.6.1.2.1.31.1.1.1"
USER = ("tester", "SHA", "authpass123", "AES", "privpass123")
INTEGER, OCTETS, OID, COUNTER32, GAUGE32, TICKS, COUNTER64 = "2", "4", "6", "65", "66", "67", "70"
SYSTEM = (
    ("1.3.6.1.2.1.1.1.0", OCTETS, "switch of the bench, 50 ports"),
    ("1.3.6.1.2.1.1.2.0", OID, "1.3.6.1.4.1.64999.1"),
    ("1.3.6.1.2.1.1.3.0", TICKS, "123456789"),
    ("1.3.6.1.2.1.1.4.0", OCTETS, "nobody"),
    ("1.3.6.1.2.1.1.5.0", OCTETS, "sw-bench"),
    ("1.3.6.1.2.1.1.6.0", OCTETS, "loopback"),
    ("1.3.6.1.2.1.2.1.0", INTEGER, str(PORTS)),
    ("1.3.6.1.6.3.10.2.1.1.0", "4x", "800000090300aabbccddee"),
    ("1.3.6.1.6.3.10.2.1.2.0", INTEGER, "7"),
    ("1.3.6.1.6.3.10.2.1.3.0", INTEGER, "1234567"),
    ("1.3.6.1.6.3.10.2.1.4.0", INTEGER, "1500"),
)


def recording() -> str:
    """Return ifTable and ifXTable whole: 22 and 19 objects of 50 ports are 2,050 values, as the references count."""
    lines = ["|".join(row) for row in SYSTEM]
    for column in range(1, 23):
        lines += [f"{IF_TABLE}.{column}.{port}|{_if(column, port)}" for port in range(1, PORTS + 1)]
    for column in range(1, 20):
        lines += [f"{IF_X_TABLE}.{column}.{port}|{_if_x(column, port)}" for port in range(1, PORTS + 1)]
    return "\n".join(lines) + "\n"


def _if(column: int, port: int) -> str:
    texts = {
        1: f"{INTEGER}|{port}", 2: f"{OCTETS}|GigabitEthernet1/0/{port}", 3: f"{INTEGER}|6", 4: f"{INTEGER}|1500",
        5: f"{GAUGE32}|1000000000", 6: f"4x|00aabbccdd{port:02x}", 7: f"{INTEGER}|1", 8: f"{INTEGER}|1",
        9: f"{TICKS}|{port * 1000}", 21: f"{GAUGE32}|0", 22: f"{OID}|0.0",
    }  # fmt: skip
    return texts.get(column) or f"{COUNTER32}|{(column * 7919 * port * 104729) % 2**32}"


def _if_x(column: int, port: int) -> str:
    texts = {
        1: f"{OCTETS}|Gi1/0/{port}", 14: f"{INTEGER}|1", 15: f"{GAUGE32}|1000", 16: f"{INTEGER}|2",
        17: f"{INTEGER}|1", 18: f"{OCTETS}|ruang {port}", 19: f"{TICKS}|0",
    }  # fmt: skip
    kind = COUNTER64 if 6 <= column <= 13 else COUNTER32
    return texts.get(column) or f"{kind}|{(column * 7919 * port * 104729) ** (2 if kind == COUNTER64 else 1) % 2**32}"


async def serve(first_port: int, count: int, lab: Path) -> None:
    """Open a port for each agent and answer until the process is ended."""
    sys.path.insert(0, str(lab))
    import snmp_device

    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "switch.snmprec").write_text(recording())
        store = snmp_device.Store([folder])
        store.get("switch")
    loop = asyncio.get_running_loop()
    for at in range(count):
        engine = b"\x80\x00\x1f\x88\x04bench%d" % at
        agent = snmp_device.Agent(store, "switch", 65_000, (("public",), USER), engine)
        await loop.create_datagram_endpoint(
            lambda agent=agent: snmp_device.Proto(agent), ("127.0.0.1", first_port + at)
        )
    print("ready", flush=True)  # noqa: T201
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3])))
