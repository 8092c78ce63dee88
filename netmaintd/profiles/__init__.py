"""Platforms as data: how a device is recognised, what it is asked, and how its answers become facts.

One YAML file per platform beside this file; `extends` inherits from a family. A new platform is a new YAML
file and a recording under `tests/profiles/`. Nothing here talks to a device: evaluation takes the values
that a transport read and returns `model.facts.Facts`.
"""
