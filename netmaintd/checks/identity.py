"""Check 4: is this the device that the inventory says."""

from __future__ import annotations

from dataclasses import dataclass

from netmaintd.checks.check import Check
from netmaintd.checks.wording import listed, shown
from netmaintd.model.facts import Documented, Earlier, Facts, Identity
from netmaintd.model.results import CheckResult, Measurement, Status

_LEAST_MODEL = 4
"""Shorter words are part of too many models to say anything."""
SERIAL, NAME, MODEL = "nomor seri", "nama", "tipe"


@dataclass(frozen=True, slots=True)
class _Pair:
    """What the inventory and the device say of one thing; `asked` is False for a name nobody wrote down as such."""

    what: str
    wanted: str | None
    found: str | None
    asked: bool = True

    @property
    def compared(self) -> bool:
        return bool(self.wanted and self.found)

    @property
    def equal(self) -> bool:
        a, b = (self.wanted or "").casefold(), (self.found or "").casefold()
        if self.what == NAME:
            # One side may have the domain: `sw-1` and `sw-1.kota.go.id`.
            return a == b or a == b.split(".")[0] or a.split(".")[0] == b
        # One device says `WS-C2960X-48FPS-L`, the label on the box `2960X-48FPS-L`.
        alike = self.what == MODEL and min(len(a), len(b)) >= _LEAST_MODEL and (a in b or b in a)
        return a == b or alike


class IdentityCheck(Check):
    """Another serial number is another box; another name or model is worth a look."""

    name = "identity"
    number = 4
    title = "Identitas sesuai inventaris"
    needs = (Identity, Documented)

    def judge(self, facts: Facts, _earlier: Earlier | None) -> CheckResult:
        """Compare what both sides say. What the inventory asks for and the device does not say stays unproven."""
        pairs = _pairs(facts.of(Documented)[0], facts.of(Identity)[0])
        measured = tuple(
            Measurement(p.what, shown(p.found or ""), threshold=shown(p.wanted or "")) for p in pairs if p.compared
        )
        different = [pair for pair in pairs if pair.compared and not pair.equal]
        if different:
            return self._different(different, measured)
        unsaid = [pair.what for pair in pairs if pair.asked and pair.wanted and not pair.found]
        if unsaid or not measured:
            what = " dan ".join(unsaid) or "identitas yang dapat dibandingkan"
            return self.unknown(f"perangkat tidak menyebut {what}", *measured)
        return self.result(Status.OK, f"Sesuai inventaris ({listed([m.name for m in measured])})", *measured)

    def _different(self, different: list[_Pair], measured: tuple[Measurement, ...]) -> CheckResult:
        swapped = any(pair.what == SERIAL for pair in different)
        text = "; ".join(f"{p.what} {shown(p.found or '')}, di inventaris {shown(p.wanted or '')}" for p in different)
        prefix = "Perangkat tertukar: " if swapped else "Berbeda dari inventaris: "
        return self.result(Status.CRITICAL if swapped else Status.WARNING, prefix + text, *measured)


def _pairs(wanted: Documented, found: Identity) -> tuple[_Pair, ...]:
    return (
        _Pair(SERIAL, _said(wanted.serial), _said(found.serial)),
        _Pair(NAME, _said(wanted.hostname) or wanted.name, _said(found.hostname), asked=wanted.hostname is not None),
        _Pair(MODEL, _said(wanted.model), _said(found.model)),
    )


def _said(text: str | None) -> str | None:
    """Return a text that says something: one of blanks and control characters does not."""
    return text.strip() if text and shown(text) else None
