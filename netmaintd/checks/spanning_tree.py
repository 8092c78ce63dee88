"""Check 23: is the root of the spanning tree the right one, and does the tree rest."""

from __future__ import annotations

from pydantic import Field

from netmaintd.checks.check import Check, CheckSettings
from netmaintd.checks.wording import number
from netmaintd.model.facts import Documented, Earlier, Facts, SpanningTree
from netmaintd.model.results import CheckResult, Measurement, Status, worst

_NO_ROOT = "0" * 12
_DAY_S = 86400.0


class SpanningTreeSettings(CheckSettings):
    """How many topology changes a day are still normal."""

    changes_per_day: float = Field(default=24.0, gt=0)


class SpanningTreeCheck(Check):
    """A wrong root carries the whole network over a small switch. Without a documented root, a new one is worth a look.

    Source: BRIDGE-MIB (RFC 4188), dot1dStpDesignatedRoot, dot1dStpTopChanges.
    """

    name = "spanning-tree"
    number = 23
    title = "Root STP dan perubahan topologi"
    needs = (SpanningTree, Documented)
    optional = True
    Settings = SpanningTreeSettings
    settings: SpanningTreeSettings

    def judge(self, facts: Facts, earlier: Earlier | None) -> CheckResult:
        """Judge the root first, then the rate of changes since the last examination."""
        tree, wanted = facts.of(SpanningTree)[0], facts.of(Documented)[0].stp_root
        if not tree.root_address or tree.root_address == _NO_ROOT:
            return self.unknown("STP tidak aktif pada perangkat ini")
        before = _before(tree, earlier)
        expected = wanted or (before.root_address if before else None)
        rate = _changes_per_day(tree, before, facts, earlier)
        if expected is None:
            return self.unknown("inventaris tidak menyebut root STP; root kini menjadi pembanding berikutnya")
        measured = [Measurement("root", _mac(tree.root_address), threshold=_mac(expected))]
        texts = [f"Root STP {_mac(tree.root_address)}"]
        by_root = Status.OK
        if tree.root_address != expected:
            by_root = Status.CRITICAL if wanted else Status.WARNING
            texts.append(f"{'seharusnya' if wanted else 'sebelumnya'} {_mac(expected)}")
        by_rate = Status.OK
        if rate is not None:
            s = self.settings
            by_rate = Status.WARNING if rate > s.changes_per_day else Status.OK
            limit = f"perlu perhatian > {number(s.changes_per_day)} per hari"
            measured.append(Measurement("topology_changes", rate, "per hari", limit))
            texts.append(f"{number(rate)} perubahan topologi per hari")
        return self.result(worst((by_root, by_rate)), ", ".join(texts), *measured)


def _before(tree: SpanningTree, earlier: Earlier | None) -> SpanningTree | None:
    """Return what the same bridge told at the last examination; a root that was none is no comparison."""
    trees = earlier.facts.of(SpanningTree) if earlier else ()
    same = (t for t in trees if t.bridge_address == tree.bridge_address)
    return next((t for t in same if t.root_address not in (None, _NO_ROOT)), None)


def _changes_per_day(
    tree: SpanningTree, before: SpanningTree | None, facts: Facts, earlier: Earlier | None
) -> float | None:
    """Return the average rate since the last examination, None where the counter was not read twice or went back."""
    if before is None or earlier is None or facts.taken_at is None:
        return None
    elapsed_s = (facts.taken_at - earlier.at).total_seconds()
    if before.topology_changes is None or tree.topology_changes is None or elapsed_s <= 0:
        return None
    grown = tree.topology_changes - before.topology_changes
    return grown / (elapsed_s / _DAY_S) if grown >= 0 else None


def _mac(digits: str) -> str:
    return ":".join(digits[at : at + 2] for at in range(0, len(digits), 2))
