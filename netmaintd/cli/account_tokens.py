"""`netmaintd account token`: tokens of the API, for the accounts of programs; people make theirs on /akun/token."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from netmaintd.cli.app import As, JsonFlag, command, session
from netmaintd.cli.output import OUT, plain, show_json, table
from netmaintd.model.api_tokens import Scope

group = typer.Typer(no_args_is_help=True, help="Tokens of the API: make, list, revoke.")
User = Annotated[str, typer.Argument(help="User name of the owner.")]


def register(app: typer.Typer) -> None:
    """Add the group."""
    app.add_typer(group, name="token")


@command(group, "list")
def list_tokens(user: User, json: JsonFlag = False) -> None:
    """List the tokens of an account; none of them can be shown again."""
    from netmaintd.usecases.keep_tokens import tokens_of

    tokens = tokens_of(session.store, user)
    if json:
        show_json(list(tokens))
        return
    table(
        f"Token {user}",
        ("kunci", "untuk", "wewenang", "berlaku sampai", "terakhir dipakai"),
        (
            (
                token.key,
                token.title,
                ", ".join(sorted(token.scopes)),
                f"{token.ends_at:%Y-%m-%d}",
                f"{token.used_at:%Y-%m-%d %H:%M}" if token.used_at else "-",
            )
            for token in tokens
        ),
    )


@command(group, "add")
def add(
    user: User,
    scope: Annotated[list[Scope], typer.Option(help="What it may read; repeat it. Its owner's rights bound it.")],
    title: Annotated[str, typer.Option("--for", help="What it is for.")],
    days: Annotated[int, typer.Option(help="How long it is good, at most 365.")] = 90,
    actor: As = "administrator",
) -> None:
    """Make a token that reads, and print it, once."""
    from netmaintd.usecases.keep_tokens import make_token_for

    token = make_token_for(session.store, user, title, set(scope), days, actor, datetime.now(UTC))
    OUT.print(f"{plain(user)}: {token}", soft_wrap=True)


@command(group, "revoke")
def revoke(
    user: User, key: Annotated[str, typer.Argument(help="As 'list' shows it.")], actor: As = "administrator"
) -> None:
    """Take a token away at once."""
    session.store.api_tokens.revoke(user, key, actor, datetime.now(UTC))
    OUT.print(f"{plain(user)}: token {plain(key)} dicabut")
