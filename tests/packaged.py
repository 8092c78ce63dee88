"""The packaged profiles, read once for all tests of a process."""

from __future__ import annotations

from netmaintd.config.profile_files import load_profiles

PROFILES = load_profiles()
