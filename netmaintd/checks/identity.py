"""Check 4: is this the device that the inventory says."""

from __future__ import annotations

from netmaintd.checks.check import Check
from netmaintd.model.facts import Documented, Earlier, Facts, Identity
from netmaintd.model.results import CheckResult, Measurement, Status


class IdentityCheck(Check):
    """Another serial number is another box; another name or model is worth a look."""

    name = "identity"
    number = 4
    title = "Identitas sesuai inventaris"
    needs = (Identity, Documented)

    def judge(self, facts: Facts, _earlier: Earlier | None) -> CheckResult:
        """Compare what both sides say; what only one side says is not compared, and nothing at all is unknown."""
        found, wanted = facts.of(Identity)[0], facts.of(Documented)[0]
        pairs = (
            ("nomor seri", wanted.serial, found.serial),
            ("nama", wanted.hostname or wanted.name, found.hostname),
            ("tipe", wanted.model, found.model),
        )
        measured = tuple(Measurement(name, b, threshold=a or "") for name, a, b in pairs if b)
        compared = [(name, a, b) for name, a, b in pairs if a and b]
        if not compared:
            return self.unknown("perangkat tidak menyebut identitas yang dapat dibandingkan", *measured)
        different = [(name, a, b) for name, a, b in compared if not _same(name, a, b)]
        if not different:
            names = ", ".join(name for name, _, _ in compared)
            return self.result(Status.OK, f"Sesuai inventaris ({names})", *measured)
        swapped = any(name == "nomor seri" for name, _, _ in different)
        text = "; ".join(f"{name} {b}, di inventaris {a}" for name, a, b in different)
        prefix = "Perangkat tertukar: " if swapped else "Berbeda dari inventaris: "
        return self.result(Status.CRITICAL if swapped else Status.WARNING, prefix + text, *measured)


def _same(name: str, wanted: str, found: str) -> bool:
    a, b = wanted.strip().casefold(), found.strip().casefold()
    if name == "nama":
        return a == b or a == b.split(".")[0]
    # One device says `WS-C2960X-48FPS-L`, the label on the box `2960X-48FPS-L`.
    return a == b or (name == "tipe" and (a in b or b in a))
