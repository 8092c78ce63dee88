"""Devices to be judged, and packs written in a test."""

from __future__ import annotations

from datetime import date
from typing import Any

from netmaintd.compliance.judge import Judgement, Subject, judge
from netmaintd.compliance.pack import Pack, PackFile
from netmaintd.compliance.rulebook import Rulebook
from netmaintd.compliance.waiver import Waiver
from netmaintd.config.plain_yaml import read_plain

TODAY = date(2026, 11, 25)
SHA = "ab" * 32


def subject(text: str | None, platform: str = "cisco_ios", **more: Any) -> Subject:
    fields = {"device": "sw-1", "role": "access", "tags": (), "masked": text or "", **more}
    return Subject(lineage=(platform, "snmp_standard"), text=text, **fields)


def pack(rules: str, *, style: str = "indent", platform: str = "cisco_ios", roles: tuple[str, ...] = ()) -> Pack:
    head = {"name": "uji", "title": "Uji", "version": "1", "platforms": [platform], "roles": roles, "style": style}
    rows = [{"id": f"r{n}", "title": "Judul", "why": "Sebab", **row} for n, row in enumerate(read_plain(rules))]
    return Pack(PackFile.model_validate({**head, "rules": rows}), SHA)


def judged(rules: str, text: str | None, *, waivers: tuple[Waiver, ...] = (), **more: Any) -> tuple[Judgement, ...]:
    style = more.pop("style", "indent")
    today = more.pop("today", TODAY)
    return judge(Rulebook((pack(rules, style=style),), waivers), subject(text, **more), today)
