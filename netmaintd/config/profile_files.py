"""Platform files: those of the package, and the office's own in a folder over them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import resources
from pathlib import Path

import yaml
from pydantic import ValidationError

from netmaintd.config.plain_yaml import read_plain
from netmaintd.config.problems import Problems
from netmaintd.config.validate import validate
from netmaintd.config.yaml_file import KeyPath, read_yaml
from netmaintd.errors import ConfigProblems
from netmaintd.profiles.profile import ProfileFile
from netmaintd.profiles.profile_set import ProfileSet

Templates = Callable[[str], frozenset[str]]
"""Name of a template to its columns; none of a template that there is not."""


def load_profiles(extra: Path | None = None, templates: Templates | None = None) -> ProfileSet:
    """Return all platforms; an office's file replaces the package's of the same name.

    Args:
        extra: the office's folder.
        templates: whether the templates exist that its files name is asked here; of the package's a test asks.

    Raises:
        ConfigProblems: every problem of every file, with its place.
        ConfigError: a file extends what there is not.
    """
    problems = Problems()
    files: dict[str, ProfileFile] = {}
    for name, text in packaged().items():
        profile = read_fast(text)
        if profile:
            files[profile.name] = profile
        else:
            _read(Path(name), text, problems, files)
    for path in sorted(extra.glob("*.yaml")) if extra else ():
        _read(path, None, problems, files, templates)
    told = problems.told()
    if told:
        raise ConfigProblems(tuple(str(problem) for problem in told))
    return ProfileSet(files.values())


def packaged() -> dict[str, str]:
    """Return name and text of each file of the package."""
    folder = resources.files("netmaintd.profiles")
    found = sorted((item for item in folder.iterdir() if item.name.endswith(".yaml")), key=lambda item: item.name)
    return {f"profiles/{item.name}": item.read_text(encoding="utf-8") for item in found}


def read_fast(text: str) -> ProfileFile | None:
    """Return a profile that is in order, thirty times faster than with places; None to be told what is wrong.

    Only for files of the package: they are tested to be read the same both ways. All of them are loaded by every
    command that may meet a device.
    """
    try:
        return ProfileFile.model_validate(read_plain(text))
    except (yaml.YAMLError, ValidationError):
        return None


def _read(
    path: Path, text: str | None, problems: Problems, files: dict[str, ProfileFile], templates: Templates | None = None
) -> None:
    file = read_yaml(path, problems, text=text)
    profile = validate(ProfileFile, file.data, file, problems) if file else None
    if profile and file:
        files[profile.name] = profile
        for at, what in wrong_templates(profile, templates) if templates else ():
            problems.add(file.path, file.place(at), profile.name, f"{'.'.join(map(str, at))}: {what}")


def wrong_templates(profile: ProfileFile, templates: Templates) -> Iterator[tuple[KeyPath, str]]:
    """Return where a file names a template that there is not, or a column that a template does not have."""
    for number, command in enumerate(profile.ssh.commands if profile.ssh else ()):
        for place, parse in enumerate(command.parse):
            if parse.template is None:
                continue
            at: KeyPath = ("ssh", "commands", number, "parse", place)
            columns = templates(parse.template)
            if not columns:
                yield (*at, "template"), f'no template "{parse.template}"'
                continue
            try:
                parse.check_columns(columns)
            except ValueError as error:
                yield at, str(error)
