"""What changed in the configurations since the stored ones: masked, by section, and never more than one can read."""

from __future__ import annotations

from collections import Counter

from netmaintd.documents.contexts.case import Case, Data
from netmaintd.documents.contexts.conditions import Condition
from netmaintd.model.facts import ConfigChange
from netmaintd.model.results import CheckResult, Status

MOST_LINES = 40
"""Of one device; `backup diff` has the others."""
MOST_LINES_OF_ALL = 600
_CHECK = "config-change"
_SIGNS = {"+": "added", "-": "removed", "@": "section"}


def config_changes(case: Case, found: list[Condition]) -> Data:
    """Return the changes by device, and a sentence of those without any."""
    changed: list[Data] = []
    room = MOST_LINES_OF_ALL
    for condition in found:
        change = condition.record.config_change
        if change is not None:
            changed.append(_device(case, condition, change, min(MOST_LINES, max(room, 0))))
            room -= len(changed[-1]["lines"])
    return {"changed": changed, "others": _others(found)}


def _device(case: Case, condition: Condition, change: ConfigChange, most: int) -> Data:
    lines = [line for line in change.lines if line.strip()]
    left_out = max(len(lines) - most, 0) + change.left_out
    judged = _judged(condition)
    return {
        "device": condition.record.device,
        "site": case.site_title(condition.site.site),
        "since": f"sejak cadangan nomor {change.backup}, {case.short(change.since)}",
        "counted": f"{change.added} baris ditambah, {change.removed} baris dihapus",
        "summary": judged.summary if judged else "",
        "word": judged.status.word if judged else "",
        "key": judged.status.value if judged else "",
        "lines": [_line(line) for line in lines[:most]],
        "more": f"… {left_out} baris lagi" if left_out else "",
    }


def _line(line: str) -> Data:
    kind = _SIGNS.get(line[0], "added")
    return {"kind": kind, "text": line.removeprefix("@ ") if kind == "section" else line}


def _judged(condition: Condition) -> CheckResult | None:
    return next((result for result in condition.results if result.check == _CHECK), None)


def _others(found: list[Condition]) -> str:
    """Say how many devices have no change, and of how many that cannot be told."""
    judged = [result for c in found if c.record.config_change is None and (result := _judged(c))]
    if not judged and all(c.record.config_change is None for c in found):
        return "Belum ada pembanding: konfigurasi putaran ini menjadi pembanding putaran berikutnya."
    counts = Counter(result.status for result in judged)
    parts = [
        f"{counts[Status.OK]} perangkat lain tanpa perubahan konfigurasi",
        f"{counts[Status.UNKNOWN]} perangkat tidak dapat dibandingkan",
    ]
    untold = counts[Status.WARNING] + counts[Status.CRITICAL]
    return ", ".join((*parts, f"{untold} perangkat berubah tanpa rincian") if untold else parts) + "."
