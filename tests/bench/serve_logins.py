"""Many switches with an IOS command line as SSH servers on loopback, in a process of their own: for `bench_ssh.py`.

python tests/bench/serve_logins.py COUNT LAB RTT_MS FAULTY_EACH PAUSE_S

LAB holds `ssh_device.py`. Each byte is held back for half the round trip by a relay before the servers. Of
FAULTY_EACH devices one has a fault (0: none has); PAUSE_S is how long a device thinks about each command.
Prints one line of JSON when all ports are open: address, port and fault of each.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import sys
from pathlib import Path
from typing import Any

USER = "petugas"
PASSWORD = "rahasia-lab"
FAULTS: tuple[dict[str, Any], ...] = (
    {"refuse": True},
    {"silent": True},
    {"garbage": True},
    {"no_prompt": True},
    {"hang_after": 2000},
    {"drop_after": 2000},
    {"truncate_after": 2000},
    {"deny": True},
)
PORTS = 100


def version() -> str:
    return (
        "Cisco IOS Software, C2960X Software (C2960X-UNIVERSALK9-M), Version 15.2(7)E4, RELEASE SOFTWARE (fc2)\n"
        "sw-bangku uptime is 31 weeks, 2 days, 4 hours, 11 minutes\n"
        'System image file is "flash:/c2960x-universalk9-mz.152-7.E4.bin"\n'
        "cisco WS-C2960X-48TS-L (APM86XXX) processor (revision B0) with 524288K bytes of memory.\n"
        "Configuration register is 0xF\n"
    )


def interfaces() -> str:
    """Return `show interfaces` of all ports, about 60 kB."""
    return "".join(
        f"GigabitEthernet1/0/{port} is up, line protocol is up (connected)\n"
        f"  Hardware is Gigabit Ethernet, address is 00aa.bbcc.{port:04x} (bia 00aa.bbcc.{port:04x})\n"
        f"  Description: ruang {port}\n"
        "  MTU 1500 bytes, BW 1000000 Kbit/sec, DLY 10 usec,\n"
        "     reliability 255/255, txload 1/255, rxload 1/255\n"
        "  Full-duplex, 1000Mb/s, media type is 10/100/1000BaseTX\n"
        f"  5 minute input rate {port * 1000} bits/sec, {port} packets/sec\n"
        f"     {port * 7919} packets input, {port * 104729} bytes, 0 no buffer\n"
        "     0 input errors, 0 CRC, 0 frame, 0 overrun, 0 ignored\n"
        f"     {port * 6007} packets output, {port * 92831} bytes, 0 underruns\n"
        "     0 output errors, 0 collisions, 1 interface resets\n"
        for port in range(1, PORTS + 1)
    )


def configuration() -> str:
    """Return a running configuration of about 20 kB."""
    ports = "".join(
        f"interface GigabitEthernet1/0/{port}\n description ruang {port}\n switchport access vlan {port % 20 + 10}\n"
        " switchport mode access\n switchport port-security\n spanning-tree portfast\n"
        " spanning-tree bpduguard enable\n!\n"
        for port in range(1, PORTS + 1)
    )
    head = "Building configuration...\n\nCurrent configuration : 20480 bytes\n!\nversion 15.2\nhostname sw-bangku\n!\n"
    return f"{head}{ports}line vty 0 15\n login local\n transport input ssh\n!\nend\n"


async def _pass_on(source: asyncio.StreamReader, sink: asyncio.StreamWriter, delay_s: float) -> None:
    """Hand bytes on, each a moment after it came."""
    loop = asyncio.get_running_loop()
    with contextlib.suppress(OSError):
        while data := await source.read(65536):
            loop.call_later(delay_s, sink.write, data)
    loop.call_later(delay_s, sink.close)


async def _relay(address: str, port: int, delay_s: float) -> int:
    """Open a port before a device's, over which everything takes longer; returns its number."""

    async def carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            inner_reader, inner_writer = await asyncio.open_connection(address, port)
        except OSError:
            writer.close()
            return
        await asyncio.gather(
            _pass_on(reader, inner_writer, delay_s), _pass_on(inner_reader, writer, delay_s), return_exceptions=True
        )

    server = await asyncio.start_server(carry, address, 0, backlog=512)
    return int(server.sockets[0].getsockname()[1])


async def main(count: int, lab: str, rtt_ms: float, faulty_each: int, pause_s: float) -> None:
    sys.path.insert(0, lab)
    from ssh_device import Device, Lab, Recording, Reply

    def device(number: int) -> Any:
        recording = Recording(model="ios", name=f"sw-{number}")
        texts = {"show version": version(), "show interfaces": interfaces(), "show running-config": configuration()}
        recording.replies.update({command: Reply([text]) for command, text in texts.items()})
        fault = FAULTS[number // faulty_each % len(FAULTS)] if faulty_each and number % faulty_each == 0 else {}
        if pause_s:
            fault = {**fault, "reply_delay": pause_s}
        address = f"127.33.{number // 200}.{number % 200 + 1}"
        return Device(
            recording, address=address, hostname="sw-bangku", username=USER, password=PASSWORD, faults=fault
        )  # fmt: skip

    its = Lab([device(number) for number in range(count)])
    its.keep_events = False
    await its.start()
    ports = [await _relay(d.address, d.port, rtt_ms / 2000) if rtt_ms else d.port for d in its.devices]
    served = [{"address": d.address, "port": port} for d, port in zip(its.devices, ports, strict=True)]
    sys.stdout.write(json.dumps(served) + "\n")
    sys.stdout.flush()
    await asyncio.Event().wait()


if __name__ == "__main__":
    if not (Path(sys.argv[2]) / "ssh_device.py").exists():
        raise SystemExit(f"{sys.argv[2]} has no ssh_device.py")
    asyncio.run(main(int(sys.argv[1]), sys.argv[2], float(sys.argv[3]), int(sys.argv[4]), float(sys.argv[5])))
