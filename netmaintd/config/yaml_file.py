"""YAML files with the place of every key and value, without YAML's surprises.

Every plain scalar stays the text that was written, and the model that wants a number reads one: `22:30` is
no 1350, `no` no False and `010` no 8. Duplicate keys, anchors, aliases and tags are refused.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.tokens import (
    AliasToken,
    AnchorToken,
    BlockEndToken,
    BlockMappingStartToken,
    BlockSequenceStartToken,
    FlowMappingEndToken,
    FlowMappingStartToken,
    FlowSequenceEndToken,
    FlowSequenceStartToken,
    TagToken,
)

from netmaintd.config.problems import Problems

KeyPath = tuple[str | int, ...]
MOST_BYTES = 1 << 20
MOST_DEPTH = 20
_TOO_DEEP = f"nested deeper than {MOST_DEPTH} levels"
NULLS = {"", "~", "null", "Null", "NULL"}
_REFUSED = {
    AnchorToken: "anchors (&name) are not used here; write the value where it belongs",
    AliasToken: "aliases (*name) are not used here; write the value where it belongs",
    TagToken: "tags (!name) are not used here; write a plain value",
}
_OPENING = (BlockMappingStartToken, BlockSequenceStartToken, FlowMappingStartToken, FlowSequenceStartToken)
_CLOSING = (BlockEndToken, FlowMappingEndToken, FlowSequenceEndToken)


def yaml_files(folder: Path) -> list[Path]:
    """Return the files of a folder by name, without the hidden ones that editors leave while they are open."""
    return sorted(path for path in folder.glob("*.yaml") if not path.name.startswith("."))


@dataclass(frozen=True, slots=True)
class YamlFile:
    """A file that was read: plain data, and where each part of it stands."""

    path: Path
    data: dict[str, Any]
    places: dict[KeyPath, tuple[int, int]] = field(repr=False)
    keys: dict[KeyPath, tuple[int, int]] = field(repr=False)

    def place(self, path: KeyPath, *, of_key: bool = False) -> tuple[int, int]:
        """Return line and column of a value (or its key); of the nearest part around it when it is not there."""
        if of_key and path in self.keys:
            return self.keys[path]
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, (1, 1))


class _Refused(Exception):
    """Internal: a part of the file is refused at a place."""

    def __init__(self, place: tuple[int, int], what: str) -> None:
        super().__init__(what)
        self.place, self.what = place, what


def read_yaml(path: Path, problems: Problems, *, text: str | None = None) -> YamlFile | None:
    """Return the file's content, None when it cannot be used; the problem is then among `problems`.

    Args:
        text: content that was read elsewhere (a packaged file); the path is then only its name.
    """
    try:
        return _parse(path, _content(path) if text is None else text)
    except _Refused as refused:
        problems.add(path, refused.place, "file", refused.what)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        problems.add(path, place, "file", f"not YAML: {_one_line(error.problem or 'unreadable')}")
    except YAMLError as error:
        problems.add(path, (1, 1), "file", f"not YAML: {_one_line(str(error))}")
    except OSError as error:
        problems.add(path, (1, 1), "file", f"cannot be read: {error.strerror}")
    return None


def _content(path: Path) -> str:
    raw = path.read_bytes()
    if len(raw) > MOST_BYTES:
        raise _Refused((1, 1), f"larger than {MOST_BYTES} bytes; split it")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise _Refused((line, 1), "not UTF-8; save the file as UTF-8") from error


def _parse(path: Path, text: str) -> YamlFile:
    _refuse_tokens(text)
    roots = list(YAML(typ="safe", pure=True).compose_all(text))
    if len(roots) > 1:
        raise _Refused(_place(roots[1]), "a second document begins here; one file holds one document")
    if not roots or roots[0] is None:
        return YamlFile(path, {}, {}, {})
    root = roots[0]
    if not isinstance(root, MappingNode):
        raise _Refused(_place(root), "the file must be a mapping of keys")
    reader = _Reader()
    data = reader.read(root, ())
    return YamlFile(path, data, reader.places, reader.keys)


def _refuse_tokens(text: str) -> None:
    """Refuse what the composer must not see: it calls itself for every level, and Python's stack ends first."""
    depth = 0
    for token in YAML(typ="safe", pure=True).scan(text):
        if type(token) in _REFUSED:
            raise _Refused(_place(token), _REFUSED[type(token)])
        depth += isinstance(token, _OPENING) - isinstance(token, _CLOSING)
        if depth > MOST_DEPTH + 1:
            raise _Refused(_place(token), _TOO_DEEP)


class _Reader:
    """Turns nodes into plain data and notes their places."""

    def __init__(self) -> None:
        self.places: dict[KeyPath, tuple[int, int]] = {}
        self.keys: dict[KeyPath, tuple[int, int]] = {}

    def read(self, node: Node, path: KeyPath) -> Any:
        if len(path) > MOST_DEPTH:
            raise _Refused(_place(node), _TOO_DEEP)
        self.places[path] = _place(node)
        if isinstance(node, MappingNode):
            return self._mapping(node, path)
        if isinstance(node, SequenceNode):
            return [self.read(item, (*path, index)) for index, item in enumerate(node.value)]
        if isinstance(node, ScalarNode) and not node.style and node.value in NULLS:
            return None
        return node.value

    def _mapping(self, node: MappingNode, path: KeyPath) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for key, value in node.value:
            if not isinstance(key, ScalarNode):
                raise _Refused(_place(key), "a key must be one word")
            here = (*path, key.value)
            if key.value in data:
                first = self.keys[here][0]
                raise _Refused(_place(key), f'duplicate key "{key.value}"; it stands in line {first} already')
            self.keys[here] = _place(key)
            data[key.value] = self.read(value, here)
        return data


def _place(marked: Any) -> tuple[int, int]:
    return marked.start_mark.line + 1, marked.start_mark.column + 1


def _one_line(text: str) -> str:
    return " ".join(text.split())
