"""Single commands of the office: check the files, people and posts, database, verification, the SOP itself."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from netmaintd.cli.app import As, JsonFlag, command, session
from netmaintd.cli.bundles import show_bundle
from netmaintd.cli.exits import Exit
from netmaintd.cli.output import ERR, OUT, plain, show_json, table
from netmaintd.model.people import Capacity, Role
from netmaintd.signoff.table import Requirement

_OPTIONS = {
    Requirement.SITE: "--site",
    Requirement.REASON: "--reason",
    Requirement.NOTE: "--reason",
    Requirement.UNTIL: "--until",
    Requirement.ITEMS: "--item",
    Requirement.INSTRUCTIONS: "--item",
    Requirement.OFFICERS: "--officer",
    Requirement.SIGNATURE: "--signer --post",
}
"""How `round decide` is told what a decision needs."""
people = typer.Typer(no_args_is_help=True, help="People and the posts they hold.")
database = typer.Typer(no_args_is_help=True, help="The database.")


def register(app: typer.Typer) -> None:
    """Add groups and single commands."""
    app.add_typer(people, name="user")
    app.add_typer(database, name="db")
    command(app, "check")(check)
    command(app, "verify")(verify)
    command(app, "sop")(sop)
    command(app, "schema")(schema)


def check(json: JsonFlag = False) -> None:
    """Check settings, inventory, plans, calendar, profiles and rules; every problem is named with its place."""
    from netmaintd.errors import ConfigProblems

    try:
        configuration = session.configuration
    except ConfigProblems as error:
        if json:
            show_json({"problems": list(error.problems)})
        else:
            for problem in error.problems:
                ERR.print(plain(problem), soft_wrap=True)
            ERR.print(f"[bold red]{len(error.problems)} problem(s); nothing was changed[/]")
        raise typer.Exit(Exit.CONFIG) from error
    counts = {
        "sites": len(configuration.inventory.sites),
        "devices": len(configuration.inventory.devices),
        "plans": len(configuration.plans),
        "profiles": len(session.parts.profiles.names()),
        "rule packs": len(configuration.rulebook.packs),
        "waivers": len(configuration.rulebook.waivers),
        "digest": configuration.digest,
    }
    if json:
        show_json(counts)
    else:
        OUT.print("  ".join(f"{name}: {value}" for name, value in counts.items()), soft_wrap=True)


@command(people, "list")
def list_people(json: JsonFlag = False) -> None:
    """List who holds which post, and since when."""
    posts = session.store.people.list()
    if json:
        show_json(list(posts))
        return
    table(
        "Pejabat dan petugas",
        ("pengguna", "nama", "peran", "jabatan", "kedudukan", "sejak", "sampai"),
        (
            (
                p.official.user,
                p.official.name,
                p.official.role.value,
                p.official.title,
                p.official.capacity.value,
                p.since,
                p.until,
            )
            for p in posts
        ),
    )


@command(people, "add")
def add_person(
    user: Annotated[str, typer.Argument(help="User name.")],
    name: Annotated[str, typer.Option(help="Full name with titles, as printed.")],
    role: Annotated[Role, typer.Option(help="Role key of the SOP.")],
    title: Annotated[str, typer.Option(help="Post, as printed.")],
    capacity: Annotated[Capacity, typer.Option(help="definitif, plt or plh.")] = Capacity.DEFINITIF,
    rank: Annotated[str | None, typer.Option(help="Pangkat, golongan.")] = None,
    nip: Annotated[bool, typer.Option("--nip", help="Ask for the NIP; it is never an argument.")] = False,
    decree: Annotated[str | None, typer.Option(help="Decree of the post.")] = None,
    opd: Annotated[str | None, typer.Option(help="Agency of role opd, as the inventory names it.")] = None,
    since: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="First day.")] = None,
    until: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Last day.")] = None,
    actor: As = "administrator",
) -> None:
    """Give a person a post."""
    from netmaintd.model.people import Assignment, Official
    from netmaintd.usecases.assign_post import assign_post

    now = datetime.now(UTC)
    first = since.date() if since else now.astimezone(session.parts.settings.office.zone).date()
    number = typer.prompt("NIP (18 digits)", hide_input=True) if nip else None
    official = Official(user, name, role, title, capacity, rank, decree, number, opd)
    for warning in assign_post(session.store, Assignment(official, first, until.date() if until else None), actor, now):
        ERR.print(f"[yellow]{plain(warning)}[/]")
    OUT.print(f"{plain(user)}: {role.value}")


@command(database, "upgrade")
def upgrade() -> None:
    """Bring the database to the schema of this program."""
    with session.parts.store(create=True) as store:
        OUT.print(f"schema {store.schema_version()}")


def verify(
    bundle: Annotated[
        Path | None, typer.Argument(exists=True, dir_okay=False, help="Bundle of a round; needs no database.")
    ] = None,
    json: JsonFlag = False,
) -> None:
    """Verify the audit chain, the stored bytes and the documents, or a bundle that was taken along."""
    if bundle:
        troubles = show_bundle(bundle, json=json)
    else:
        report = session.store.verify_all()
        troubles = report.troubles
        if json:
            show_json(report)
        else:
            OUT.print(f"audit: {report.rows} baris, kepala {report.head}", soft_wrap=True)
    if not json:
        for trouble in troubles:
            ERR.print(f"[bold red]{plain(trouble)}[/]", soft_wrap=True)
        OUT.print("utuh" if not troubles else "TIDAK UTUH")
    if troubles:
        raise typer.Exit(Exit.DATA)


def sop(
    mermaid: Annotated[bool, typer.Option("--mermaid", help="Draw it as a mermaid flowchart.")] = False,
    json: JsonFlag = False,
) -> None:
    """Show the chain of the SOP: steps, working days, decisions and ways back."""
    from netmaintd.signoff.diagram import mermaid as draw
    from netmaintd.signoff.table import STEPS, TRANSITIONS

    if mermaid:
        print(draw())  # noqa: T201  a file for another program, not for the terminal
        return
    if json:
        show_json({"steps": list(STEPS.values()), "decisions": list(TRANSITIONS)})
        return
    table(
        "Langkah SOP",
        ("no", "pelaksana", "uraian", "hari kerja", "keluaran"),
        ((s.number, s.role and s.role.value, s.title, s.days, s.output) for s in STEPS.values()),
    )
    table(
        "Keputusan",
        ("langkah", "oleh", "perintah", "arti", "menuju", "wajib"),
        (
            (
                t.step,
                ", ".join(sorted(r.value for r in t.roles)),
                t.verb,
                t.label,
                t.target,
                " ".join(sorted({_OPTIONS[requirement] for requirement in t.requires})),
            )
            for t in TRANSITIONS
        ),
    )


def schema(
    kind: Annotated[str, typer.Argument(help="inventory, plan, calendar, rule-pack or waivers.")],
) -> None:
    """Print the JSON Schema of a kind of file, for editors."""
    from netmaintd.config.schemas import json_schemas
    from netmaintd.errors import NotFound

    schemas = json_schemas()
    if kind not in schemas:
        raise NotFound(f"no schema {kind!r}; there are: {', '.join(schemas)}")
    show_json(schemas[kind])
