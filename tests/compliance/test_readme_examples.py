"""The examples that administrators copy are in order."""

from __future__ import annotations

import re
from pathlib import Path

from netmaintd.compliance.waiver import WaiverFile
from netmaintd.config.plain_yaml import read_plain
from netmaintd.config.problems import Problems
from netmaintd.config.rule_packs import read_pack

README = Path(__file__).resolve().parents[2] / "README.md"


def examples() -> list[str]:
    section = README.read_text(encoding="utf-8").split("## Rules for configurations")[1].split("\n## ")[0]
    return re.findall(r"```yaml\n(.*?)```", section, re.DOTALL)


def test_the_pack_and_the_waivers_of_the_readme_are_read_without_a_problem() -> None:
    pack, waivers = examples()
    problems = Problems()

    read = read_pack(Path("kantor.yaml"), {"cisco_ios"}, problems, content=pack.encode())

    assert problems.told() == ()
    assert read is not None
    assert WaiverFile.model_validate(read_plain(waivers)).waivers[0].rules == ("hanya-ssh",)
