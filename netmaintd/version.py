"""Which build this is, as installed."""

from importlib.metadata import version

VERSION = version("netmaintd")
