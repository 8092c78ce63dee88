"""Propose the lines that would set right what rules find broken. For people: nothing here is sent to any device.

The only file that imports hier_config: it drops what stands there already and puts sections and order right, where
it knows the platform. It is given the masked copy, so that no proposal holds a secret.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from netmaintd.compliance.broken import grouped
from netmaintd.model.facts import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hier_config import Platform

    from netmaintd.compliance.judge import Judgement

_MOST_CHARACTERS = 500_000
_PLATFORMS = {
    "cisco_ios": "CISCO_IOS",
    "cisco_nxos": "CISCO_NXOS",
    "cisco_iosxr": "CISCO_XR",
    "arista_eos": "ARISTA_EOS",
    "aruba_aoscx": "ARUBA_AOSCX",
    "hp_procurve": "HP_PROCURVE",
    "comware": "HP_COMWARE5",
    "huawei_vrp": "HUAWEI_VRP",
    "ironware": "RUCKUS_FASTIRON",
}
"""Profile to hier_config's name; a proposal of whole paths (Junos, RouterOS) has nothing to order."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Lines to think about, the rules they are for, and the broken rules for which a person must find the words."""

    lines: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    without: tuple[str, ...] = ()


def propose(judgements: Iterable[Judgement], masked: str, lineage: Sequence[str]) -> Proposal:
    """Return what would set right the broken rules of a configuration, given as its masked copy."""
    broken = [one for one in judgements if one.verdict.verdict in (Verdict.BROKEN, Verdict.NOT_YET)]
    helped = [one for one in broken if one.verdict.proposal]
    lines = grouped(line for one in helped for line in one.verdict.proposal)
    name = next((_PLATFORMS[profile] for profile in lineage if profile in _PLATFORMS), None)
    if name and lines and len(masked) <= _MOST_CHARACTERS:
        lines = _still_needed(name, masked, lines)
    return Proposal(
        lines,
        tuple(one.verdict.rule for one in helped),
        tuple(o.verdict.rule for o in broken if not o.verdict.proposal),
    )


def _still_needed(name: str, masked: str, lines: tuple[str, ...]) -> tuple[str, ...]:
    """Return the lines that are not there yet, in the platform's order; all of them where it cannot be told."""
    from hier_config import Platform  # noqa: PLC0415  a quarter of a second that only a proposal costs
    from hier_config.exceptions import DuplicateChildError  # noqa: PLC0415

    try:
        return _ordered(Platform[name], masked, lines)
    except (DuplicateChildError, AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError):
        # Its parser was made for configurations in order; this one is a device's, masked.
        return lines


def _ordered(platform: Platform, masked: str, lines: tuple[str, ...]) -> tuple[str, ...]:
    from hier_config import WorkflowRemediation, get_hconfig  # noqa: PLC0415

    running = get_hconfig(platform, masked)
    future = running.future(get_hconfig(platform, "\n".join(lines)))
    return tuple(WorkflowRemediation(running, future).remediation_config_filtered_text().splitlines())
