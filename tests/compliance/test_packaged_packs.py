"""Every rule that comes with the program has a configuration that keeps it and one that breaks it."""

from __future__ import annotations

from pathlib import Path

import pytest

from netmaintd.compliance.judge import judge
from netmaintd.compliance.pack import Pack
from netmaintd.compliance.rulebook import Rulebook
from netmaintd.config.plain_yaml import read_plain
from netmaintd.config.problems import Problems
from netmaintd.config.rule_packs import packaged, packaged_packs, read_pack
from netmaintd.model.facts import Verdict
from packaged import PROFILES
from rule_subjects import TODAY, subject

SAMPLES = Path(__file__).parent / "samples"
PACKS = {pack.file.name: pack for pack in packaged_packs()}
PLATFORMS = set(PROFILES.names())
RULES = [(name, rule.id) for name, pack in PACKS.items() for rule in pack.file.rules]


def sample(pack: str) -> dict[str, dict[str, str]]:
    return read_plain((SAMPLES / f"{pack}.yaml").read_text(encoding="utf-8"))


def verdict(pack: Pack, rule: str, text: str) -> Verdict:
    found = judge(Rulebook((pack,)), subject(text, platform=pack.file.platforms[0]), TODAY)
    return next(one.verdict.verdict for one in found if one.verdict.rule == rule)


@pytest.mark.parametrize(("pack", "rule"), RULES)
def test_each_rule_is_kept_by_one_sample_and_broken_by_another(pack: str, rule: str) -> None:
    texts = sample(pack)[rule]

    assert verdict(PACKS[pack], rule, texts["keeps"]) is Verdict.KEPT
    assert verdict(PACKS[pack], rule, texts["breaks"]) is Verdict.BROKEN


@pytest.mark.parametrize("pack", sorted(PACKS))
def test_there_is_a_sample_for_every_rule_and_for_no_other(pack: str) -> None:
    assert list(sample(pack)) == [rule.id for rule in PACKS[pack].file.rules]


@pytest.mark.parametrize("name", sorted(packaged()))
def test_a_pack_is_read_the_same_with_places_and_without(name: str) -> None:
    problems = Problems()

    pack = read_pack(Path(name), PLATFORMS, problems, content=packaged()[name])

    assert problems.told() == ()
    assert pack == PACKS[pack.file.name if pack else ""]
    assert Path(name).stem == (pack.file.name if pack else "")


def test_the_platforms_that_offices_have_most_of_have_a_pack() -> None:
    wanted = {"cisco_ios", "mikrotik_routeros", "huawei_vrp", "hp_procurve", "comware", "juniper_junos"}

    assert wanted <= {platform for pack in PACKS.values() for platform in pack.file.platforms}


@pytest.mark.parametrize("pack", sorted(PACKS))
def test_what_is_printed_is_a_sentence_an_official_can_read(pack: str) -> None:
    for rule in PACKS[pack].file.rules:
        assert not rule.title.endswith("."), rule.id
        assert rule.why.endswith("."), rule.id


@pytest.mark.parametrize("pack", sorted(PACKS))
def test_an_empty_configuration_keeps_no_rule(pack: str) -> None:
    found = judge(Rulebook((PACKS[pack],)), subject("\n#\n", platform=PACKS[pack].file.platforms[0]), TODAY)

    assert {one.verdict.verdict for one in found} == {Verdict.UNKNOWN}
