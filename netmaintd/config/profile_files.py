"""Platform files: those of the package, and the office's own in a folder over them."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from netmaintd.config.problems import Problems
from netmaintd.config.validate import validate
from netmaintd.config.yaml_file import read_yaml
from netmaintd.errors import ConfigProblems
from netmaintd.profiles.profile import ProfileFile
from netmaintd.profiles.profile_set import ProfileSet


def load_profiles(extra: Path | None = None) -> ProfileSet:
    """Return all platforms; an office's file replaces the package's of the same name.

    Raises:
        ConfigProblems: every problem of every file, with its place.
        ConfigError: a file extends what there is not.
    """
    problems = Problems()
    files: dict[str, ProfileFile] = {}
    for name, text in _packaged().items():
        _read(Path(name), text, problems, files)
    for path in sorted(extra.glob("*.yaml")) if extra else ():
        _read(path, None, problems, files)
    told = problems.told()
    if told:
        raise ConfigProblems(tuple(str(problem) for problem in told))
    return ProfileSet(files.values())


def _packaged() -> dict[str, str]:
    folder = resources.files("netmaintd.profiles")
    found = sorted((item for item in folder.iterdir() if item.name.endswith(".yaml")), key=lambda item: item.name)
    return {f"profiles/{item.name}": item.read_text(encoding="utf-8") for item in found}


def _read(path: Path, text: str | None, problems: Problems, files: dict[str, ProfileFile]) -> None:
    file = read_yaml(path, problems, text=text)
    profile = validate(ProfileFile, file.data, file, problems) if file else None
    if profile:
        files[profile.name] = profile
