"""One question tells a platform: over a silent stranger and a shared server name, not over what the greeting told."""

from __future__ import annotations

import pytest

from netmaintd.model.dialogue import Answer
from netmaintd.profiles.profile import Profile, ProfileFile
from netmaintd.profiles.profile_set import ProfileSet
from netmaintd.usecases.read_ssh import by_answer, by_greeting

SETS = ProfileSet(
    ProfileFile.model_validate({"name": name, "title": name, "extends": parent, "match": {"ssh": list(words)}})
    for name, parent, words in (
        ("snmp_standard", None, ()),
        ("ios", "snmp_standard", ("^SSH-2.0-Cisco-",)),
        ("nxos", "snmp_standard", ("Nexus Operating System",)),
        ("asa", "snmp_standard", ("Adaptive Security Appliance",)),
        ("ftd", "snmp_standard", ("Firepower Threat Defense",)),
        ("ftd_cluster", "ftd", ("Cluster of Firepower",)),
    )
)
CISCO, OPEN = "SSH-2.0-Cisco-1.25\n", "SSH-2.0-OpenSSH_9\n"
FTD = "Firepower Threat Defense\n> "


def recognise(said: str) -> Profile:
    return SETS.recognise(None, None, said).profile


@pytest.mark.parametrize(
    ("said", "answer", "expected"),
    [
        (OPEN + "sw#", "Cisco Nexus Operating System", "nxos"),
        (OPEN + "sw#", "% Invalid input", "snmp_standard"),
        (CISCO + "sw#", "Cisco Nexus Operating System", "nxos"),
        (CISCO + "sw#", "Cisco IOS Software", "ios"),
        (CISCO + FTD, "Cisco Adaptive Security Appliance Software", "ftd"),
        (CISCO + FTD, "Cluster of Firepower", "ftd_cluster"),
    ],
)
def test_an_answer_decides_where_nothing_better_was_told(said: str, answer: str, expected: str) -> None:
    told = Answer("show version", answer.encode(), complete=True)

    assert by_answer(recognise, by_greeting(recognise, said), f"{said}\n{answer}", told).name == expected
