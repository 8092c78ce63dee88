"""`netmaintd round`: open, follow and decide rounds, from draft to sign-off."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from netmaintd.cli.app import As, JsonFlag, command, session
from netmaintd.cli.bundles import add_bundle
from netmaintd.cli.output import OUT, Markup, local, plain, show_json, status, table
from netmaintd.cli.round_work import add_work, why_it_waits
from netmaintd.errors import NotFound
from netmaintd.model.people import Official, Role
from netmaintd.model.rounds import WORK_STEP

if TYPE_CHECKING:
    from netmaintd.model.plans import Plan
    from netmaintd.model.rounds import Round

group = typer.Typer(no_args_is_help=True, help="Rounds of maintenance, from draft to sign-off.")


def register(app: typer.Typer) -> None:
    """Add the group."""
    add_work(group)
    add_bundle(group)
    app.add_typer(group, name="round")


@command(group, "list")
def list_rounds(json: JsonFlag = False) -> None:
    """List all rounds, newest first."""
    rounds = session.store.rounds.list()
    if json:
        show_json([{k: getattr(r, k) for k in ("id", "plan", "title", "step", "status", "version")} for r in rounds])
        return
    table(
        "Putaran pemeliharaan",
        ("putaran", "judul", "langkah", "status"),
        ((r.id, r.title, r.step, r.status.word) for r in rounds),
    )


@command(group, "show")
def show_round(round_id: str, json: JsonFlag = False) -> None:
    """Show where a round stands, what it waits for, and what is missing before the report may go up."""
    from netmaintd.signoff.completeness import open_gaps

    dossier = session.store.dossiers.get(round_id)
    if json:
        show_json(
            {
                "round": dossier.round,
                "devices": dossier.devices,
                "findings": dossier.findings,
                "gaps": open_gaps(dossier),
            }
        )
        return
    _show_trail(dossier.round)
    table(
        "Perangkat",
        ("lokasi", "perangkat", "sambungan", "pemeriksaan", "hasil", "keterangan"),
        (
            (d.site, d.device, d.outcome and d.outcome.value, r.check, Markup(status(r.status)), r.summary)
            for d in dossier.devices
            for r in d.results
        ),
    )
    table(
        "Temuan",
        ("lokasi", "perangkat", "pemeriksaan", "hasil", "keadaan", "uraian"),
        ((f.site, f.device, f.check, Markup(status(f.status)), f.state.word, f.summary) for f in dossier.findings),
    )
    waits = why_it_waits(dossier.round)
    if waits and dossier.round.step == WORK_STEP:
        OUT.print(f"Menunggu: {plain(waits)}")
    for gap in open_gaps(dossier) if dossier.round.step in (6, 7) else ():
        OUT.print(f"  [yellow]kurang[/] {plain(gap.key)}: {plain(gap.where)}: {plain(gap.what)}")


def _show_trail(round_: Round) -> None:
    zone = session.parts.settings.office.zone
    OUT.print(f"[bold]{plain(round_.title)}[/]  langkah {round_.step}, {round_.status.word}, versi {round_.version}")
    table(
        "Perjalanan",
        ("langkah", "lokasi", "diterima", "batas", "selesai", "oleh", "keputusan", "catatan"),
        (
            (
                e.step, e.site, local(e.received_at, zone), e.due_on, local(e.left_at, zone),
                e.by and f"{e.by.capacity.prefix}{e.by.title} ({e.by.name})", e.verb, e.note,
            )
            for e in round_.trail
        ),
    )  # fmt: skip


@command(group, "open")
def open_now(
    plan: Annotated[str, typer.Argument(help="Plan name.")],
    at: Annotated[datetime | None, typer.Option("--at", help="Nominal date and time of the work, office time.")] = None,
    user: As = "administrator",
    json: JsonFlag = False,
) -> None:
    """Open a round outside the calendar, for example the first one."""
    from netmaintd.usecases.open_round import open_round

    chosen = find_plan(plan)
    now = datetime.now(UTC)
    nominal = at.replace(tzinfo=chosen.zone).astimezone(UTC) if at else now
    calendar = session.parts.calendar(session.configuration)
    round_ = open_round(session.store, session.configuration, chosen, nominal, calendar, now, user)
    if json:
        show_json(round_)
    else:
        OUT.print(f"{plain(round_.id)}: langkah 1, {len(round_.work_plan.devices)} perangkat")


@command(group, "decide")
def decide(
    round_id: str,
    verb: Annotated[str, typer.Argument(help="Decision; 'netmaintd sop' lists them.")],
    user: As,
    reason: Annotated[str, typer.Option(help="Reason, instruction or note.")] = "",
    site: Annotated[str | None, typer.Option(help="Location, for steps 6 and 7.")] = None,
    until: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Date, for 'postpone'.")] = None,
    item: Annotated[list[str] | None, typer.Option(help="Item of a list; repeat it.")] = None,
    officer: Annotated[list[str] | None, typer.Option(help="User name of an appointed officer; repeat it.")] = None,
    signer: Annotated[str, typer.Option(help="Who signed for the agency at the location.")] = "",
    post: Annotated[str, typer.Option(help="Post of the signer.")] = "",
    method: Annotated[str, typer.Option(help="wet, phone, link or absent.")] = "wet",
    document: Annotated[str | None, typer.Option(help="sha256 of the document that was read.")] = None,
    version: Annotated[int | None, typer.Option(help="Version of the round that was read.")] = None,
    json: JsonFlag = False,
) -> None:
    """Record a decision of the chain."""
    from netmaintd.model.rounds import Decision, Signature, SignatureMethod
    from netmaintd.usecases.record_decision import record_decision

    now = datetime.now(UTC)
    before = session.store.rounds.get(round_id)
    signature = Signature(signer, post, now, SignatureMethod[method.upper()], reason) if signer else None
    decision = Decision(
        verb=verb,
        version=version or before.version,
        site=site,
        reason=reason,
        until=until.date() if until else None,
        items=tuple(item or ()),
        officers=tuple(_officer(name, now) for name in officer or ()),
        signature=signature,
        document_sha256=document,
    )
    calendar = session.parts.calendar(session.configuration)
    after = record_decision(session.store, session.parts.settings.office, calendar, round_id, decision, user, now)
    if json:
        show_json(after)
    else:
        OUT.print(f"{plain(after.id)}: langkah {before.step} → {after.step} ({after.status.word})")


def _officer(user: str, at: datetime) -> Official:
    """Return the post by which a person is appointed: that of the team where he holds it."""
    posts = session.store.people.posts(user, at.astimezone(session.parts.settings.office.zone).date())
    if not posts:
        raise NotFound(f"{user!r} holds no post today; see 'netmaintd user list'")
    return next((post for post in posts if post.role is Role.TIM), posts[0])


@command(group, "report")
def report(
    round_id: str,
    folder: Annotated[Path, typer.Option(help="Where the PDFs go.")] = Path(),
    json: JsonFlag = False,
) -> None:
    """Write the newest version of every document of a round into a folder."""
    from netmaintd.usecases.export_documents import export_documents

    paths = export_documents(session.store, round_id, folder)
    if json:
        show_json({"files": list(paths)})
        return
    for path in paths:
        OUT.print(plain(path), soft_wrap=True)


def find_plan(name: str) -> Plan:
    """Return a plan of the files; NotFound with the names there are."""
    plans = {plan.name: plan for plan in session.configuration.plans}
    if name not in plans:
        raise NotFound(f"no plan {name!r}; there are: {', '.join(plans) or 'none'}")
    return plans[name]
