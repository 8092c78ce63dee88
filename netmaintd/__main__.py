"""`python -m netmaintd` is the command `netmaintd`."""

from netmaintd.cli import main

main()
