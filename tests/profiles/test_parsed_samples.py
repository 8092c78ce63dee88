"""What platforms write in their own forms, of which no template exists: one small sample of each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from netmaintd.model.facts import FACT_KINDS, Fact
from netmaintd.parsers.parser import Parser
from netmaintd.profiles.parsed_facts import entries, parsed_facts
from packaged import PROFILES

AT = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def parser() -> Iterator[Parser]:
    reader = Parser()
    yield reader
    reader.close()


SAMPLES = yaml.safe_load(Path(__file__).with_name("parsed_samples.yaml").read_text(encoding="utf-8"))


def shown(fact: Fact, names: str) -> str:
    return "|".join(str(getattr(fact, name)) for name in names.split())


@pytest.mark.parametrize("sample", SAMPLES, ids=[f"{sample['platform']}-{sample['command']}" for sample in SAMPLES])
def test_a_platforms_own_form_is_read(sample: dict[str, Any], parser: Parser) -> None:
    profile, kind = PROFILES.get(sample["platform"]), FACT_KINDS[sample["kind"]]
    wanted = [(run, parse) for run, parse in entries(profile, {kind}) if run == sample["command"]]
    readings = {(run, parse.recipe): parser.read(parse.recipe, sample["text"]) for run, parse in wanted}

    found = parsed_facts(profile, readings, AT, {}).of(kind)

    assert [shown(fact, sample["fields"]) for fact in found] == sample["expected"]
    assert "isian" not in repr(found)  # what stands for secrets in the samples
