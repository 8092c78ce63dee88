"""What is kept and shown of recorded configurations, where the recordings lie beside the project.

Nothing of the secrets that their owners planted is shown, nothing that only the clock changes is kept.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from netmaintd.config.profile_files import load_profiles
from netmaintd.profiles.mask import mask
from netmaintd.profiles.noise import normalise
from netmaintd.profiles.profile import Profile
from score_backups import PLATFORMS, configuration

pytestmark = pytest.mark.filterwarnings("ignore::cryptography.utils.CryptographyDeprecationWarning")
SHARED = Path(__file__).parents[2].parent / "shared"
FOLDER = SHARED / "fixtures" / "ssh"
RECORDED = sorted((FOLDER / "oxidized").glob("*simulation.yaml"))
PLANTED = sorted((FOLDER / "oxidized").glob("*#secret.yaml"))
NOISY = sorted((FOLDER / "composed").glob("*.noise.txt"))
PROFILES = load_profiles()
KEY = b"k" * 32


@pytest.fixture(scope="module")
def lab() -> Iterator[Any]:
    if not RECORDED:
        pytest.skip("the recordings are not beside the project (../shared/fixtures/ssh)")
    sys.path.insert(0, str(SHARED / "lab"))
    yield pytest.importorskip("ssh_device")
    sys.path.remove(str(SHARED / "lab"))


def shown(lab: Any, path: Path) -> tuple[Profile, str]:
    """Return the profile of a recording, and what it answers to the question for its configuration."""
    device = lab.Device.load(path)
    profile = PROFILES.get(PLATFORMS[device.recording.model])
    return profile, configuration(device, profile)


@pytest.mark.parametrize("path", PLANTED, ids=lambda path: path.name.rpartition("#")[0])
def test_no_planted_secret_is_shown(lab: Any, path: Path) -> None:
    recording = next(r for r in RECORDED if r.name.startswith(path.name.rpartition("#")[0]))
    profile, text = shown(lab, recording)
    masked = mask(profile, normalise(profile, text), KEY)

    assert text.strip()
    for secret in yaml.safe_load(path.read_text(encoding="utf-8"))["fail"]:
        assert not [line for line in masked.split("\n") if re.search(secret, line) or secret in line]


@pytest.mark.parametrize("path", RECORDED, ids=lambda path: path.name.rpartition("#")[0])
def test_an_unchanged_device_is_equal_whatever_its_clocks_and_counters_say(lab: Any, path: Path) -> None:
    profile, text = shown(lab, path)
    kept = normalise(profile, text)

    assert {normalise(profile, lab._drift(text, step)) for step in (1, 7, 3671)} == {kept}
    assert normalise(profile, kept) == kept
    assert mask(profile, kept, KEY).count("\n") == kept.count("\n")


@pytest.mark.parametrize("path", NOISY, ids=lambda path: path.name)
def test_no_listed_noise_is_kept(lab: Any, path: Path) -> None:
    devices = yaml.safe_load((FOLDER / "composed.yaml").read_text(encoding="utf-8"))["devices"]
    name = path.name.removesuffix(".noise.txt")
    profile = PROFILES.get(PLATFORMS[next(one["model"] for one in devices if one["name"] == name)])
    kept = normalise(profile, path.with_name(f"{name}.cfg").read_text(encoding="utf-8"))

    assert not set(path.read_text(encoding="utf-8").splitlines()) & set(kept.splitlines())
