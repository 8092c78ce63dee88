"""Walks of devices, each a test of its platform: what is read from one is what stands beside it.

A new one is made with `netmaintd devices walk DEVICE --save tests/profiles/walks/NAME` and picked up from there.
After a change of a profile: look at each difference, then write what is read now with
`python tests/profiles/test_walks.py`.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from netmaintd.transport.recorded import RecordedAgent
from netmaintd.usecases.save_walk import facts_of, facts_text
from packaged import PROFILES
from score_recordings import recognised

WALKS = sorted((Path(__file__).parent / "walks").glob("*.snmprec"))
AT = datetime(2026, 11, 25, tzinfo=UTC)


def read(walk: Path) -> str:
    content = walk.read_bytes()
    profile = recognised(PROFILES, RecordedAgent(content).values).profile
    return facts_text(profile, facts_of(content, profile, AT))


@pytest.mark.parametrize("walk", WALKS, ids=lambda path: path.stem)
def test_a_walk_is_read_as_it_was(walk: Path) -> None:
    assert read(walk) == walk.with_suffix(".facts.json").read_text(encoding="utf-8")


def test_there_are_walks() -> None:
    assert WALKS


if __name__ == "__main__":
    for one in WALKS:
        one.with_suffix(".facts.json").write_text(read(one), encoding="utf-8")
