"""The YAML reader: places, limits, and text that stays as it was written."""

from __future__ import annotations

from pathlib import Path

import pytest

from netmaintd.config.problems import Problem, Problems
from netmaintd.config.yaml_file import MOST_BYTES, MOST_DEPTH, YamlFile, read_yaml, yaml_files

FILE = Path("a.yaml")


def read(text: str) -> YamlFile:
    problems = Problems()
    file = read_yaml(FILE, problems, text=text)
    assert file is not None, problems.told()
    return file


def refused(text: str) -> str:
    problems = Problems()
    assert read_yaml(FILE, problems, text=text) is None
    return str(problems.told()[0])


@pytest.mark.parametrize(
    "text",
    [
        "22:30", "08:30", "no", "yes", "on", "off", "Y", "010", "0o10", "0x1F", "1e3", "1_000", ".5", ".inf", ".nan",
        "10:20:30:40:50:59", "2026-11-24", "012345", "1.10", "+62", "true", "TRUE", "-0", "=",
    ],
)  # fmt: skip
def test_a_plain_scalar_is_the_text_that_was_written(text: str) -> None:
    assert read(f"key: {text}\n").data == {"key": text}


@pytest.mark.parametrize("text", ["", "~", "null", "Null", "NULL"])
def test_what_is_empty_is_nothing_and_quoted_it_is_text(text: str) -> None:
    assert read(f"key: {text}\n").data == {"key": None}
    assert read(f'key: "{text}"\n').data == {"key": text}


def test_the_version_directive_brings_no_surprise_back() -> None:
    assert read("%YAML 1.1\n---\nkey: [no, 22:30, 010]\n").data == {"key": ["no", "22:30", "010"]}


def test_lines_of_windows_and_a_byte_order_mark_are_read() -> None:
    assert read("\ufeffa: 1\r\nb: x\r\n").data == {"a": "1", "b": "x"}


def test_keys_and_values_have_places_and_what_is_missing_has_that_of_its_parent() -> None:
    file = read("a: 1\nlist:\n  - name: x\n    deep: {k: v}\n")

    assert file.place(("list", 0, "name")) == (3, 11)
    assert file.place(("list", 0, "deep", "k"), of_key=True) == (4, 12)
    assert file.place(("list", 0, "absent", "more")) == (3, 5)
    assert file.place(("nowhere",)) == (1, 1)


def test_the_deepest_level_that_is_read_is_the_limit() -> None:
    def text(levels: int) -> str:
        return "a: " + "[" * levels + "]" * levels

    assert read(text(MOST_DEPTH)).data["a"]
    assert refused(text(MOST_DEPTH + 1)) == f"a.yaml:1:{4 + MOST_DEPTH}: file: nested deeper than {MOST_DEPTH} levels"


@pytest.mark.parametrize("text", ["a: " + "[" * 100_000, "- " * 5000 + "x", "? " * 5000 + "x", "a: " + "{b: " * 5000])
def test_no_depth_ends_the_reader(text: str) -> None:
    assert refused(text).endswith("nested deeper than 20 levels")


def test_an_alias_bomb_is_refused_at_its_first_anchor() -> None:
    lines = ["a: &a [x, x, x]", *(f"{n}: &{n} [*{p}, *{p}, *{p}]" for p, n in zip("abcdefgh", "bcdefghi", strict=True))]

    assert refused("\n".join(lines)).startswith("a.yaml:1:4: file: anchors (&name) are not used here")


def test_size_is_limited_to_the_byte(tmp_path: Path) -> None:
    def problems_of(size: int) -> tuple[Problem, ...]:
        problems = Problems()
        (tmp_path / "a.yaml").write_bytes(b"a: x\n#" + b"x" * (size - 6))
        read_yaml(tmp_path / "a.yaml", problems)
        return problems.told()

    assert problems_of(MOST_BYTES) == ()
    assert [p.what for p in problems_of(MOST_BYTES + 1)] == ["larger than 1048576 bytes; split it"]


def test_a_folder_and_a_dead_link_called_like_a_file_are_told(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").mkdir()
    (tmp_path / "b.yaml").symlink_to(tmp_path / "gone")
    problems = Problems()

    assert [read_yaml(path, problems) for path in yaml_files(tmp_path)] == [None, None]
    assert [p.what for p in problems.told()] == [
        "cannot be read: Is a directory",
        "cannot be read: No such file or directory",
    ]


def test_the_hidden_file_of_an_open_editor_is_not_read(tmp_path: Path) -> None:
    (tmp_path / ".#a.yaml").symlink_to("user@host.1234")
    (tmp_path / "a.yaml").write_text("a: 1\n")

    assert [path.name for path in yaml_files(tmp_path)] == ["a.yaml"]


def test_a_problem_shows_no_control_characters_and_sorts_by_place() -> None:
    problems = Problems()
    problems.add(FILE, (10, 1), "sw1", "later")
    problems.add(FILE, (9, 1), "sw\x1b[2J\u202e", "line\nbreak")
    problems.add(FILE, (10, 1), "sw2", "later")

    assert [str(p) for p in problems.told()] == [
        "a.yaml:9:1: sw\\x1b[2J\\u202e: line\\nbreak",
        "a.yaml:10:1: sw1: later",
    ]
