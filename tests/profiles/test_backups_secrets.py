"""Lines of configurations as platforms write them, each with the secrets that must not be shown to anybody.

The lines stand in `secret_lines.yaml`: what is around a secret stays readable, and lines that only speak about
secrets stay whole.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from netmaintd.config.profile_files import load_profiles
from netmaintd.profiles.mask import mask

PROFILES = load_profiles()
KEY = b"k" * 32
FIRST, SECOND = "zQ7rahasia1", "Wx9rahasia2"

LINES = yaml.safe_load(Path(__file__).with_name("secret_lines.yaml").read_text(encoding="utf-8"))
MASKED = [(name, line) for name, lines in LINES["masked"].items() for line in lines]


@pytest.mark.parametrize(
    ("platform", "line"), [(name, line) for name, lines in LINES["masked"].items() for line in lines]
)
def test_what_a_platform_writes_as_a_secret_is_masked_and_shows_when_it_changes(platform: str, line: str) -> None:
    profile = PROFILES.get(platform)
    head, at, _ = line.partition("@@")
    text = f"{head.replace('@', FIRST)}{at and FIRST + '@'}{line[len(head) + len(at) :].replace('@', FIRST)}"
    text = text.replace("%^", "\0").replace("^%", "\1").replace("%#", "\2").replace("%", SECOND)
    text = text.replace("\0", "%^").replace("\1", "^%").replace("\2", "%#")

    shown = mask(profile, f"hostname a\n{text}\nend\n", KEY)

    assert FIRST not in shown
    assert SECOND not in shown
    assert shown.startswith("hostname a\n")
    assert shown.endswith("\nend\n")
    if "ENC" not in text:
        assert shown != mask(profile, f"hostname a\n{text.replace(FIRST, 'lain' + FIRST)}\nend\n", KEY)
    assert mask(profile, shown, KEY) == shown


@pytest.mark.parametrize("line", LINES["kept"])
def test_what_only_speaks_about_secrets_stays_readable_on_every_platform(line: str) -> None:
    eaten = {name: shown for name in PROFILES.names() if (shown := mask(PROFILES.get(name), line, KEY)) != line}

    assert eaten == {}
