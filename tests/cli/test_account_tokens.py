"""Tokens on the command line: made for the account of a program, listed without their secret, revoked."""

from __future__ import annotations

import json
from pathlib import Path

from processes import netmaintd


def test_an_administrator_gives_the_account_of_a_program_a_token_that_reads(tmp_path: Path) -> None:
    settings = tmp_path / "netmaintd.toml"
    settings.write_text("[paths]\nstate = 'state'\n", encoding="utf-8")

    def run(*words: str) -> str:
        done = netmaintd("-s", str(settings), *words)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    run("db", "upgrade")
    run("account", "add", "papan", "--grant", "auditor")
    made = run("account", "token", "add", "papan", "--for", "papan pantau", "--scope", "read:results")
    token = made.split()[-1]
    assert token.startswith("nmt_")

    (listed,) = json.loads(run("account", "token", "list", "papan", "--json"))
    assert listed["title"] == "papan pantau"
    assert token not in str(listed)
    assert "dicabut" in run("account", "token", "revoke", "papan", listed["key"])
