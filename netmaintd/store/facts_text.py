"""Facts as bytes and back. Configurations lie beside them as blobs of their own: most do not change for years.

The text is JSON, deflated since devices tell of each port and part: a large one gives 420 kB, of which 5 % stay.
Facts that were written as plain JSON are read as well.
"""

from __future__ import annotations

import dataclasses
import json
import zlib
from collections.abc import Callable
from datetime import datetime
from typing import Any

from netmaintd.errors import IntegrityBroken
from netmaintd.model.facts import FACT_KINDS, ConfigText, Fact, Facts, Missing
from netmaintd.store.serialise import from_json, to_json


def write_facts(facts: Facts, keep: Callable[[bytes], str]) -> bytes:
    """Return facts with the name of each one's kind beside it.

    Args:
        facts: what was read of one device.
        keep: stores bytes and returns their sha256, under which a configuration is then named.
    """
    known = [(type(fact).__name__, _fields(fact, keep)) for fact in facts.known]
    missing = [(item.kind.__name__, item.reason) for item in facts.missing]
    taken_at = facts.taken_at.isoformat() if facts.taken_at else None
    text = json.dumps({"known": known, "missing": missing, "taken_at": taken_at}, ensure_ascii=False)
    return zlib.compress(text.encode())


def read_facts(content: bytes, fetch: Callable[[str], bytes], kinds: tuple[type[Fact], ...] | None = None) -> Facts:
    """Return facts, perhaps only of some kinds; kinds that this program does not know any more are left out.

    Raises:
        IntegrityBroken: the bytes are not facts.
    """
    data = _parsed(content)
    wanted = {name: kind for name, kind in FACT_KINDS.items() if kinds is None or kind in kinds}
    known = tuple(_fact(wanted[name], fields, fetch) for name, fields in data["known"] if name in wanted)
    missing = tuple(Missing(wanted[name], reason) for name, reason in data["missing"] if name in wanted)
    return Facts(known, missing, datetime.fromisoformat(data["taken_at"]) if data["taken_at"] else None)


def blobs_of(content: bytes) -> set[str]:
    """Return the sha256 of every blob that written facts name."""
    configs = (fields for name, fields in _parsed(content)["known"] if name == ConfigText.__name__)
    return {fields[field] for fields in configs for field in ("text", "normalised")}


def _fields(fact: Fact, keep: Callable[[bytes], str]) -> dict[str, Any]:
    if not isinstance(fact, ConfigText):
        return _plain(fact)
    light = _plain(dataclasses.replace(fact, text=b"", normalised=""))
    return {**light, "text": keep(fact.text), "normalised": keep(fact.normalised.encode())}


def _plain(fact: Fact) -> dict[str, Any]:
    fields: dict[str, Any] = json.loads(to_json(fact))
    return fields


def _fact(kind: type[Fact], fields: dict[str, Any], fetch: Callable[[str], bytes]) -> Fact:
    if kind is not ConfigText:
        return from_json(kind, json.dumps(fields))
    light = from_json(ConfigText, json.dumps({**fields, "text": "", "normalised": ""}))
    return dataclasses.replace(light, text=fetch(fields["text"]), normalised=fetch(fields["normalised"]).decode())


def _parsed(content: bytes) -> dict[str, Any]:
    try:
        data: dict[str, Any] = json.loads(content if content.startswith(b"{") else zlib.decompress(content))
    except (ValueError, zlib.error) as error:
        raise IntegrityBroken("stored facts cannot be read") from error
    return data
