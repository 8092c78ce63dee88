"""Judgements: one file per check, which says what facts it needs, its settings and its rule.

A check takes facts and returns a `CheckResult`; it never asks a device. A new check is one new file with a
class that has `name`, `number`, `title`, `needs`, `Settings` and `run`; the registry finds it. What could not
be checked is `UNKNOWN` with its reason, never `OK`.
"""
