"""Check 27: does the device know a way out, and does it reach what it should."""

from __future__ import annotations

from pydantic import Field

from netmaintd.checks.check import NOT_GIVEN, Check, CheckSettings, why_unread
from netmaintd.checks.wording import enumerated, listed, number, percent, shown
from netmaintd.model.facts import DefaultRoute, Documented, Earlier, Fact, Facts, PingFromDevice, SshLogin
from netmaintd.model.results import CheckResult, Measurement, Method, Status, worst

_Judged = tuple[Status, str, Measurement]


class DefaultRouteSettings(CheckSettings):
    """Lost echo requests that are still well: some devices lose the first while they ask for the neighbour's MAC."""

    tolerated_lost: int = Field(default=0, ge=0)
    loss_critical: float = Field(default=1.0, gt=0, le=1)


class DefaultRouteCheck(Check):
    """A route that was there at the last examination and is gone is critical, so is a target that does not answer.

    A switch without a route of its own is well when it reaches its targets. Where the inventory names `ping_targets`,
    each of them must have been asked; where it names none, the route alone is judged and that is said.
    """

    name = "default-route"
    number = 27
    title = "Rute default dan keterjangkauan dari perangkat"
    needs = (Documented,)
    uses = (DefaultRoute, PingFromDevice, SshLogin)
    method = Method.SSH
    optional = True
    misses = True
    Settings = DefaultRouteSettings
    settings: DefaultRouteSettings

    @classmethod
    def concerns(cls, facts: Facts) -> bool:
        """Whether the device told of a way out, or tried one."""
        return bool(facts.of(DefaultRoute) or facts.of(PingFromDevice))

    def judge(self, facts: Facts, earlier: Earlier | None) -> CheckResult:
        """Judge the route and every target; the worst decides."""
        route = _route(facts, earlier)
        pings = [self._ping(ping) for ping in facts.of(PingFromDevice)]
        judged = [*([route] if route else []), *pings]
        measured = [measurement for _, _, measurement in judged]
        status = worst(status for status, _, _ in judged)
        texts = [text for one, text, _ in judged if one is status]
        if status is not Status.OK:
            text = enumerated(texts) if texts else _why_silent(facts)
            return self.unknown(text, *measured) if status is Status.UNKNOWN else self.result(
                status, text[0].upper() + text[1:], *measured
            )  # fmt: skip
        unasked = set(facts.of(Documented)[0].ping_targets) - {ping.target for ping in facts.of(PingFromDevice)}
        if unasked:
            why = facts.why_missing(PingFromDevice) or NOT_GIVEN
            return self.unknown(f"{listed(sorted(unasked))} belum diuji dari perangkat: {why}", *measured)
        ways = route[1] if route else "tanpa rute default"
        reached = f"{number(len(pings))} tujuan terjangkau" if pings else "inventaris tidak menyebut tujuan uji"
        return self.result(status, f"{ways[0].upper()}{ways[1:]}; {reached}", *measured)

    def _ping(self, ping: PingFromDevice) -> _Judged:
        s, name = self.settings, shown(ping.target, 45) or "-"
        limit = f"perlu perhatian > {number(s.tolerated_lost)} hilang, rusak ≥ {percent(s.loss_critical)}"
        if ping.sent <= 0 or not 0 <= ping.received <= ping.sent:
            return Status.UNKNOWN, f"hasil ping ke {name} tidak masuk akal", Measurement(name, None, "ratio", limit)
        lost = ping.sent - ping.received
        measured = Measurement(name, ping.loss_ratio, "ratio", limit)
        if lost > 0 and ping.loss_ratio >= s.loss_critical:
            word = "tidak terjangkau" if ping.received == 0 else f"hilang {percent(ping.loss_ratio)}"
            return Status.CRITICAL, f"{name} {word} dari perangkat", measured
        if lost > s.tolerated_lost:
            return Status.WARNING, f"ke {name} hilang {percent(ping.loss_ratio)}", measured
        return Status.OK, f"{name} terjangkau", measured


def _route(facts: Facts, earlier: Earlier | None) -> _Judged | None:
    """Judge the route; None where there is none to judge and none was there before."""
    routes = facts.of(DefaultRoute)
    hops = listed(list(dict.fromkeys(filter(None, (shown(r.next_hop or r.interface) for r in routes)))), 2)
    if routes:
        return Status.OK, f"rute default lewat {hops or '-'}", Measurement("route", hops or "-", threshold="ada")
    asked = bool(facts.of(SshLogin)) and why_unread(facts, DefaultRoute) is None
    if asked and earlier and earlier.facts.of(DefaultRoute):
        return Status.CRITICAL, "rute default hilang sejak pemeriksaan lalu", Measurement("route", "-", threshold="ada")
    return None


def _why_silent(facts: Facts) -> str:
    kinds: tuple[type[Fact], ...] = (DefaultRoute, PingFromDevice, SshLogin)
    return next(filter(None, map(facts.why_missing, kinds)), NOT_GIVEN)
