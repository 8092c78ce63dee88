"""The command `netmaintd`: one file per group of commands, each a thin caller of a use case.

A new command is a function in the file of its group. Data go to standard output (`--json` for machines),
everything else to standard error; exit codes are in `exits.py`.
"""


def main() -> None:
    """Run the command line."""
    from netmaintd.cli.app import app

    app()
