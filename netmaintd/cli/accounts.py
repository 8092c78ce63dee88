"""`netmaintd account`: logins of people for the pages. The first one is made here, and nowhere else."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from netmaintd.cli import account_tokens
from netmaintd.cli.app import As, JsonFlag, command, session
from netmaintd.cli.output import OUT, plain, show_json, table
from netmaintd.model.accounts import Grant

group = typer.Typer(no_args_is_help=True, help="Logins for the pages: make, list, close, new password.")
User = Annotated[str, typer.Argument(help="User name, as in 'user list'.")]


def register(app: typer.Typer) -> None:
    """Add the group."""
    app.add_typer(group, name="account")
    account_tokens.register(group)


@command(group, "list")
def list_accounts(json: JsonFlag = False) -> None:
    """List all logins."""
    accounts = session.store.accounts.list()
    if json:
        show_json(list(accounts))
        return
    table(
        "Akun",
        ("pengguna", "wewenang", "dua langkah", "keadaan"),
        (
            (
                a.user,
                ", ".join(sorted(a.grants)),
                "ya" if a.two_factor else "tidak",
                "ditutup" if a.disabled else "sandi harus diganti" if a.must_change else "aktif",
            )
            for a in accounts
        ),
    )


@command(group, "add")
def add(
    user: User,
    grant: Annotated[list[Grant] | None, typer.Option(help="auditor or admin; repeat it.")] = None,
    actor: As = "administrator",
) -> None:
    """Make a login and print its first password, once; it must be changed at the first login."""
    from netmaintd.usecases.keep_accounts import create_account

    password = create_account(session.store, user, grant or (), actor, datetime.now(UTC))
    OUT.print(f"{plain(user)}: sandi pertama {password}", soft_wrap=True)


@command(group, "password")
def new_password(user: User, actor: As = "administrator") -> None:
    """Print a new first password; sessions and the old password are void."""
    from netmaintd.usecases.keep_accounts import reset_password

    password = reset_password(session.store, user, actor, datetime.now(UTC))
    OUT.print(f"{plain(user)}: sandi baru {password}", soft_wrap=True)


@command(group, "close")
def close(user: User, actor: As = "administrator") -> None:
    """Close a login; what its person did stays on record."""
    from netmaintd.usecases.keep_accounts import close_account

    close_account(session.store, user, actor, datetime.now(UTC))
    OUT.print(f"{plain(user)}: ditutup")


@command(group, "open")
def reopen(user: User, actor: As = "administrator") -> None:
    """Open a closed login again."""
    session.store.accounts.set_disabled(user, False, actor, datetime.now(UTC))
    OUT.print(f"{plain(user)}: aktif")


@command(group, "grants")
def grants(
    user: User,
    grant: Annotated[list[Grant] | None, typer.Option(help="auditor or admin; repeat it; none given: none.")] = None,
    actor: As = "administrator",
) -> None:
    """Say what a login may beyond the posts of its person."""
    from netmaintd.usecases.keep_accounts import give_grants

    give_grants(session.store, user, grant or (), actor, datetime.now(UTC))
    OUT.print(f"{plain(user)}: {', '.join(sorted(grant or ())) or '-'}")


@command(group, "code-off")
def code_off(user: User, actor: As = "administrator") -> None:
    """Ask a login for no code any more: its person lost the phone."""
    session.store.accounts.set_two_factor(user, None, actor, datetime.now(UTC))
    OUT.print(f"{plain(user)}: tanpa kode")
