"""What the profiles read from recorded answers is what an independent reading of the same answers says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from netmaintd.model.facts import Fact, Interface, Missing
from netmaintd.model.rows import Parsed, Row
from netmaintd.parsers.parser import shared
from netmaintd.profiles.parse_part import Parse
from netmaintd.profiles.parsed_facts import entries, parsed_facts
from netmaintd.profiles.profile import Profile
from netmaintd.profiles.ssh_part import Command, Ssh
from packaged import PROFILES

RECORDINGS = Path(__file__).resolve().parents[2] / ".." / "shared" / "fixtures" / "ssh" / "ntc"
AT = datetime(2026, 11, 25, tzinfo=UTC)
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def folders() -> dict[str, Path]:
    """Template to the folder of its recordings: its name is that of platform and command."""
    found = (command for platform in RECORDINGS.iterdir() for command in platform.iterdir())
    return {f"{folder.parent.name}_{folder.name}": folder for folder in found if folder.is_dir()}


def recorded() -> Iterator[Any]:
    seen: set[tuple[str, str]] = set()
    for name in PROFILES.names() if RECORDINGS.is_dir() else ():
        for command, parse in entries(PROFILES.get(name)):
            folder = folders().get(parse.template or "")
            if folder is None or (name, parse.template) in seen:
                continue
            seen.add((name, parse.template or ""))
            yield pytest.param(name, command, parse.template, id=f"{name}-{parse.template}")


def only(profile: Profile, command: str, template: str) -> Profile:
    """The platform with nothing but what it reads of this command by this template."""
    parse = tuple(p for run, p in entries(profile) if run == command and p.template == template)
    return profile.model_copy(update={"ssh": Ssh(driver="any", commands=(Command(run=command, parse=parse),))})


def as_rows(sample: list[dict[str, Any]]) -> tuple[Row, ...]:
    return tuple(
        {
            n.upper(): tuple(map(as_text, value)) if isinstance(value, list) else as_text(value)
            for n, value in row.items()
        }
        for row in sample
    )


def as_text(value: object) -> str:
    return "" if value is None else str(value)


def told(fact: Fact) -> dict[str, object]:
    return {f.name: getattr(fact, f.name) for f in fields(fact) if f.name != "provenance"}


@pytest.mark.skipif(not RECORDINGS.is_dir(), reason="the recordings do not lie beside the project")
@pytest.mark.parametrize(("name", "command", "template"), list(recorded()))
def test_facts_are_those_of_the_independent_rows(name: str, command: str, template: str) -> None:
    profile = only(PROFILES.get(name), command, template)
    recipe = next(parse.recipe for _, parse in entries(profile))
    for raw in sorted(folders()[template].glob("*.raw")):
        sample = yaml.load(raw.with_suffix(".yml").read_text(encoding="utf-8"), Loader=_LOADER)["parsed_sample"] or []
        rows = as_rows(sample)
        parsed = shared().read(recipe, raw.read_text(encoding="utf-8"))

        facts = parsed_facts(profile, {(command, recipe): parsed}, AT, {})
        expected = parsed_facts(profile, {(command, recipe): Parsed(rows)}, AT, {})

        assert parsed.why_not is None, raw.name
        assert len(parsed.rows) == len(rows), raw.name
        assert [told(fact) for fact in facts.known] == [told(fact) for fact in expected.known], raw.name
        assert facts.missing == expected.missing
        plain = [parse for _, parse in entries(profile) if not (parse.where or parse.first or parse.each)]
        for parse in plain:
            check_every_row_gives_one(parse, facts.known, facts.missing, rows)


def check_every_row_gives_one(
    parse: Parse, known: tuple[Fact, ...], missing: tuple[Missing, ...], rows: tuple[Row, ...]
) -> None:
    """An interface for every row that names one; of other kinds a row may say nothing, but not all of them."""
    if parse.emits == "Interface":
        column = parse.fields["name"].column
        assert len([fact for fact in known if isinstance(fact, Interface)]) == sum(
            bool(row[str(column)]) for row in rows
        )
    assert rows or not any(type(fact).__name__ == parse.emits for fact in known)
