"""The package's platform files: in order, and read the same by the fast way as by the one that knows places."""

from __future__ import annotations

from pathlib import Path

import pytest

from netmaintd.config.problems import Problems
from netmaintd.config.profile_files import load_profiles, packaged, read_fast
from netmaintd.config.validate import validate
from netmaintd.config.yaml_file import read_yaml
from netmaintd.errors import ConfigProblems
from netmaintd.profiles.profile import ProfileFile


@pytest.mark.parametrize("name", packaged())
def test_both_ways_of_reading_give_the_same_profile(name: str) -> None:
    text, problems = packaged()[name], Problems()
    file = read_yaml(Path(name), problems, text=text)
    assert file is not None, problems.told()
    slow = validate(ProfileFile, file.data, file, problems)

    assert problems.told() == ()
    assert read_fast(text) == slow
    assert slow is not None
    assert name == f"profiles/{slow.name}.yaml"


@pytest.mark.parametrize("text", ["name: [", "name: x\ntitel: X\n", "- a\n", ""])
def test_what_is_not_in_order_is_left_to_the_reader_that_knows_places(text: str) -> None:
    assert read_fast(text) is None


def test_an_office_file_is_told_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "kantor.yaml").write_text("name: kantor\ntitel: Kantor\n", encoding="utf-8")

    with pytest.raises(ConfigProblems, match=r'kantor\.yaml:2:1: kantor: unknown key "titel"; did you mean "title"\?'):
        load_profiles(tmp_path)
