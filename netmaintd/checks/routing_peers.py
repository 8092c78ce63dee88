"""Check 26: are the BGP and OSPF neighbours there, and do they stay."""

from __future__ import annotations

from pydantic import Field

from netmaintd.checks.check import Check, CheckSettings, why_unheard
from netmaintd.checks.wording import duration, enumerated, shown
from netmaintd.model.facts import Documented, Earlier, Facts, RoutingPeer, SnmpAgent, SshLogin
from netmaintd.model.results import CheckResult, Measurement, Status, worst

_UP = frozenset({"established", "full", "twoway"})
"""twoWay is all there is between two OSPF routers of which none is designated."""
_LIMIT = "established, full atau twoWay"


class RoutingPeersSettings(CheckSettings):
    """A session that is younger was lost not long ago."""

    recent_s: float = Field(default=86400.0, ge=0)


class RoutingPeersCheck(Check):
    """A documented neighbour that is not up is critical, so is one that was up at the last examination.

    Another that is not up is worth a look, and so is a session that came back not long ago. What the administrator
    stopped is not judged. Source: BGP4-MIB (RFC 4273), OSPF-MIB (RFC 4750).
    """

    name = "routing-peers"
    number = 26
    title = "Tetangga perutean BGP dan OSPF"
    needs = (Documented,)
    uses = (RoutingPeer, SnmpAgent, SshLogin)
    optional = True
    misses = True
    Settings = RoutingPeersSettings
    settings: RoutingPeersSettings

    @classmethod
    def concerns(cls, facts: Facts) -> bool:
        """Whether the device has neighbours, or should."""
        return bool(facts.of(RoutingPeer)) or any(documented.peers for documented in facts.of(Documented))

    def judge(self, facts: Facts, earlier: Earlier | None) -> CheckResult:
        """Judge every neighbour that is there, was there or should be; the worst decides."""
        unread = why_unheard(facts, RoutingPeer)
        if unread:
            return self.unknown(unread)
        now = {_key(peer): peer for peer in facts.of(RoutingPeer)}
        before = {_key(peer) for peer in earlier.facts.of(RoutingPeer) if _is_up(peer)} if earlier else set()
        wanted = set(facts.of(Documented)[0].peers)
        stopped = [key for key, peer in now.items() if peer.enabled is False and peer.peer not in wanted]
        keys = [key for key in dict.fromkeys((*now, *sorted(before))) if key not in stopped]
        absent = sorted(wanted - {peer for _, peer, _ in keys})
        faults = [fault for key in keys if (fault := self._fault(key, now.get(key), before, wanted))]
        faults += [(Status.CRITICAL, f"{shown(peer)} tidak ada") for peer in absent]
        if not keys and not absent:
            return self.unknown("semua tetangga dihentikan lewat konfigurasi")
        states = {_name(key): shown(now[key].state) if key in now else "-" for key in keys} | dict.fromkeys(absent, "-")
        measured = [Measurement(shown(name), state or "-", threshold=_LIMIT) for name, state in states.items()]
        status = worst((Status.OK, *(status for status, _ in faults)))
        faults.sort(key=lambda fault: fault[0] is not Status.CRITICAL)
        text = enumerated([text for _, text in faults]) if faults else f"{len(keys)} tetangga perutean tersambung"
        return self.result(status, text, *measured)

    def _fault(
        self, key: tuple[str, str, str], peer: RoutingPeer | None, before: set[tuple[str, str, str]], wanted: set[str]
    ) -> tuple[Status, str] | None:
        if peer is None:
            return Status.CRITICAL, f"{_name(key)} hilang"
        if not _is_up(peer):
            missed = key in before or peer.peer in wanted
            return Status.CRITICAL if missed else Status.WARNING, f"{_name(key)} {shown(peer.state)}"
        if peer.established_s is not None and peer.established_s < self.settings.recent_s:
            return Status.WARNING, f"{_name(key)} baru tersambung {duration(max(0.0, peer.established_s))}"
        return None


def _key(peer: RoutingPeer) -> tuple[str, str, str]:
    return peer.protocol, peer.peer, peer.vrf or ""


def _is_up(peer: RoutingPeer) -> bool:
    return peer.state.casefold() in _UP


def _name(key: tuple[str, str, str]) -> str:
    protocol, peer, vrf = key
    return shown(f"{protocol} {peer}{f' ({vrf})' if vrf else ''}")
