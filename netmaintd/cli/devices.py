"""`netmaintd devices`: the inventory, a look at one device, and enrolment of its host key."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from netmaintd.cli.app import As, JsonFlag, command, session
from netmaintd.cli.exits import Exit
from netmaintd.cli.output import ERR, OUT, Markup, plain, show_json, status, table
from netmaintd.errors import DeviceError, NotFound

if TYPE_CHECKING:
    from netmaintd.model.devices import Device
    from netmaintd.model.results import Examination

group = typer.Typer(no_args_is_help=True, help="Inventory, probe and enrolment of devices.")


def register(app: typer.Typer) -> None:
    """Add the group."""
    app.add_typer(group, name="devices")


@command(group, "list")
def list_devices(json: JsonFlag = False) -> None:
    """List the inventory."""
    devices = session.configuration.inventory.devices
    if json:
        show_json(list(devices))
        return
    table(
        "Perangkat",
        ("nama", "alamat", "lokasi", "platform", "peran", "SSH", "SNMP"),
        (
            (d.name, d.address, d.site, d.platform, d.role, d.ssh and d.ssh.port, d.snmp and f"v{d.snmp.version.value}")
            for d in devices
        ),
    )


@command(group, "show")
def show_device(name: str, json: JsonFlag = False) -> None:
    """Show one device of the inventory and its recorded host key."""
    device = find_device(name)
    key = session.store.host_keys.get(device.name)
    if json:
        show_json({"device": device, "host_key": key and {"type": key.key_type, "sha256": key.sha256}})
        return
    rows = [(field, value) for field, value in device.model_dump(mode="json", exclude_none=True).items()]
    table(
        f"Perangkat {device.name}", ("bidang", "nilai"), [*rows, ("kunci SSH", key.sha256 if key else "belum tercatat")]
    )


@command(group, "probe")
def probe_device(name: str, json: JsonFlag = False) -> None:
    """Examine one device now, read-only, without a round; nothing is recorded."""
    from netmaintd.usecases.probe_device import probe_device as probe

    device = find_device(name)
    examination = probe(session.store, session.configuration, session.parts.profiles, device)
    if json:
        show_json(examination)
    else:
        _show(examination)
    if any(report.outcome.value != "ok" for report in examination.sessions):
        raise typer.Exit(Exit.UNAVAILABLE)


def _show(examination: Examination) -> None:
    table(
        f"Sambungan ke {examination.device} (platform {examination.platform})",
        ("protokol", "hasil", "keterangan"),
        ((r.protocol, r.outcome.value, r.detail) for r in examination.sessions),
    )
    table(
        "Hasil pemeriksaan",
        ("pemeriksaan", "hasil", "keterangan"),
        ((r.check, Markup(status(r.status)), r.summary) for r in examination.results),
    )


@command(group, "walk")
def walk(
    name: str,
    save: Annotated[Path, typer.Option(help="Where the walk goes; the facts read from it go beside it.")],
    json: JsonFlag = False,
) -> None:
    """Save what a device tells over SNMP, without names, addresses and serial numbers: a test of its platform."""
    from netmaintd.usecases.save_walk import save_walk

    saved = save_walk(session.store, session.configuration, session.parts.profiles, find_device(name), save)
    if json:
        show_json(saved)
        return
    OUT.print(f"{plain(saved.walk)}  {saved.values} nilai, {saved.known} fakta, platform {plain(saved.profile)}")
    OUT.print("Baca kembali sebelum diberikan kepada orang lain: yang tidak dikenal sebagai nama tidak diganti.")


@command(group, "record")
def record(
    name: str,
    save: Annotated[Path, typer.Option(help="Where the recording goes; the facts read from it go beside it.")],
    json: JsonFlag = False,
) -> None:
    """Save what a device says over SSH, without secrets, names, addresses, serial numbers: a test of its platform."""
    from netmaintd.usecases.record_session import save_session

    saved = save_session(session.store, session.configuration, session.parts.profiles, find_device(name), save)
    if json:
        show_json(saved)
        return
    OUT.print(f"{plain(saved.session)}  {saved.answers} jawaban, {saved.known} fakta, platform {plain(saved.profile)}")
    if saved.refused:
        OUT.print(f"  tidak dijawab sebagaimana mestinya: {plain('; '.join(saved.refused))}")
    if saved.left:
        OUT.print(f"  mirip alamat dan tidak diganti: {', '.join(saved.left)}")
    if saved.otherwise:
        OUT.print(f"  terbaca lain daripada di perangkat: {', '.join(saved.otherwise)}; periksa nama penggantinya")
    OUT.print("Baca kembali sebelum diberikan kepada orang lain: yang tidak dikenal sebagai nama tidak diganti.")


@command(group, "enrol")
def enrol(
    names: Annotated[list[str] | None, typer.Argument(help="Devices; none with --all.")] = None,
    all_: Annotated[bool, typer.Option("--all", help="All devices that have no recorded key.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask; for keys compared elsewhere.")] = False,
    reason: Annotated[str, typer.Option(help="Why a changed key is right.")] = "",
    user: As = "administrator",
) -> None:
    """Record the SSH host key of devices after you have compared the fingerprint."""
    from netmaintd.usecases.clock import SystemClock
    from netmaintd.usecases.enrol_device import look_at_key, record_key

    failed = 0
    for device in _chosen(names or [], all_=all_):
        try:
            found = look_at_key(session.store, device)
        except DeviceError as error:
            failed += 1
            ERR.print(f"[red]{plain(error)}[/]", soft_wrap=True)
            continue
        OUT.print(f"{plain(device.name)}  {found.shown.key_type}  {found.shown.sha256}")
        if found.recorded == found.shown:
            OUT.print("  already recorded")
        elif yes or typer.confirm("  record this key?"):
            record_key(session.store, found, user, SystemClock().now(), reason)
    if failed:
        raise typer.Exit(Exit.UNAVAILABLE)


def _chosen(names: list[str], *, all_: bool) -> list[Device]:
    if not all_:
        return [find_device(name) for name in names]
    devices = session.configuration.inventory.devices
    return [d for d in devices if d.enabled and d.ssh and session.store.host_keys.get(d.name) is None]


def find_device(name: str) -> Device:
    """Return a device of the inventory; NotFound with the nearest names when there is none."""
    import difflib

    inventory = session.configuration.inventory
    known = {device.name: device for device in inventory.devices}
    if name in known:
        return known[name]
    near = ", ".join(difflib.get_close_matches(name, known, n=3)) or "see 'netmaintd devices list'"
    raise NotFound(f"no device {name!r} in the inventory; near: {near}")
