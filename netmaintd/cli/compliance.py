"""`netmaintd compliance`: packs of rules, a stored configuration laid beside them, and what would set it right."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from netmaintd.cli.app import JsonFlag, command, session
from netmaintd.cli.exits import Exit
from netmaintd.cli.output import ERR, OUT, Markup, plain, show_json, table
from netmaintd.errors import ConfigError, NotFound
from netmaintd.model.facts import RuleVerdict, Verdict

if TYPE_CHECKING:
    from netmaintd.usecases.check_stored_config import Judged

group = typer.Typer(no_args_is_help=True, help="Rules for configurations; no device is contacted.")
_WORDS = {
    Verdict.KEPT: "[green]dipatuhi[/]",
    Verdict.BROKEN: "[red]dilanggar[/]",
    Verdict.WAIVED: "[yellow]dikecualikan[/]",
    Verdict.NOT_YET: "[yellow]belum berlaku[/]",
    Verdict.UNKNOWN: "[magenta]tidak dapat dinilai[/]",
}
DeviceName = Annotated[str, typer.Argument(help="A device of the inventory.")]
ConfigFile = Annotated[
    Path | None, typer.Option("--config", help="A configuration in a file; else the last one that was stored.")
]
PlatformName = Annotated[str | None, typer.Option("--platform", help="Profile that reads it, where it is `auto`.")]


def register(app: typer.Typer) -> None:
    """Add the group."""
    app.add_typer(group, name="compliance")


@command(group, "packs")
def packs(json: JsonFlag = False) -> None:
    """List the packs at work, with version and hash."""
    found = session.configuration.rulebook.packs
    if json:
        show_json([{**pack.file.model_dump(mode="json"), "sha256": pack.sha256} for pack in found])
        return
    table(
        "Paket aturan",
        ("nama", "versi", "sha256", "aturan", "platform", "peran", "judul"),
        (
            (p.file.name, p.file.version, p.sha256[:12], len(p.file.rules), ", ".join(p.file.platforms),
             ", ".join(p.file.roles), p.file.title)
            for p in found
        ),
    )  # fmt: skip


@command(group, "check")
def check(device: DeviceName, config: ConfigFile = None, platform: PlatformName = None, json: JsonFlag = False) -> None:
    """Lay a stored configuration, or one in a file, beside the rules; ends with 1 where a `must` is broken."""
    judged = _judged(device, config, platform)
    verdicts = [one.verdict for one in judged.judgements]
    if json:
        show_json({"device": device, "source": judged.source, "platform": judged.platform, "verdicts": verdicts})
    else:
        _show(device, judged, verdicts)
    if any(v.verdict is Verdict.BROKEN and v.must for v in verdicts):
        raise typer.Exit(Exit.FAULTS)


@command(group, "propose")
def propose(
    device: DeviceName, config: ConfigFile = None, platform: PlatformName = None, json: JsonFlag = False
) -> None:
    """Print lines that would keep the broken rules. A proposal to think about: it is sent to no device."""
    from netmaintd.compliance.broken import LABEL

    judged = _judged(device, config, platform)
    proposal = judged.proposal
    if json:
        show_json({"device": device, "source": judged.source, "label": LABEL, "proposal": proposal})
        return
    ERR.print(f"[bold yellow]{LABEL.capitalize()}[/] ({plain(device)}, {plain(judged.source)})", soft_wrap=True)
    for line in proposal.lines:
        OUT.print(plain(line), soft_wrap=True)
    if proposal.without:
        ERR.print(f"tanpa usulan: {plain(', '.join(proposal.without))}", soft_wrap=True)
    if not proposal.lines:
        ERR.print("tidak ada baris yang diusulkan")


def _judged(name: str, config: Path | None, platform: str | None) -> Judged:
    from netmaintd.usecases.check_stored_config import check_stored, check_text
    from netmaintd.usecases.clock import SystemClock
    from netmaintd.usecases.office_rules import office_rules

    configuration = session.configuration
    device = next((one for one in configuration.inventory.devices if one.name == name), None)
    if device is None:
        raise NotFound(f"no device \"{name}\" in the inventory; see 'netmaintd devices list'")
    profiles, rules, now = session.parts.profiles, office_rules(configuration), SystemClock().now()
    if config is None:
        return check_stored(session.store, device, profiles, rules, now)
    try:
        text = config.read_bytes().decode("utf-8", "replace")
    except OSError as error:
        raise ConfigError(f"{config}: cannot be read: {error.strerror}") from error
    return check_text(config.name, text, device, platform, profiles, rules, now)


def _show(device: str, judged: Judged, verdicts: list[RuleVerdict]) -> None:
    title = f"Kepatuhan {plain(device)} ({plain(judged.source)}, {plain(judged.platform)})"
    packs = dict.fromkeys(f"{v.pack} {v.version} sha256 {v.sha256[:12]}" for v in verdicts)
    table(
        title,
        ("aturan", "bobot", "hasil", "judul", "keterangan"),
        (
            (v.rule, "wajib" if v.must else "anjuran", Markup(_WORDS[v.verdict]), v.title, v.detail)
            for v in verdicts
        ),
    )  # fmt: skip
    OUT.print(plain("; ".join(packs) or "belum ada paket aturan untuk platform ini"), soft_wrap=True)
