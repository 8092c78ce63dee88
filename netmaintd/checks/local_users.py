"""Check 35: are the device's own accounts those the office knows, and are their passwords kept well."""

from __future__ import annotations

from collections.abc import Iterable

from netmaintd.checks.check import Check, CheckSettings
from netmaintd.checks.wording import enumerated, listed, number, shown
from netmaintd.model.facts import Earlier, Facts, LocalUser, PasswordKind
from netmaintd.model.results import CheckResult, Measurement, Method, Status, worst

_WORDS = {
    PasswordKind.PLAIN: "tertulis polos",
    PasswordKind.REVERSIBLE: "dapat dikembalikan",
    PasswordKind.WEAK_HASH: "hash lemah",
    PasswordKind.STRONG_HASH: "hash kuat",
    PasswordKind.KEY_ONLY: "hanya kunci",
    PasswordKind.UNKNOWN: "tidak terbaca",
}


class LocalUserSettings(CheckSettings):
    """Which accounts may be there, and which ways of keeping a password are too weak."""

    allowed: tuple[str, ...] = ()
    """Names of accounts; empty means that the office has not said it yet, and nothing is well."""
    broken: tuple[PasswordKind, ...] = (PasswordKind.PLAIN,)
    weak: tuple[PasswordKind, ...] = (PasswordKind.REVERSIBLE, PasswordKind.WEAK_HASH)
    accept_unread: bool = False
    """Whether a password whose kind the device does not show may pass (RouterOS never shows it)."""


class LocalUsersCheck(Check):
    """An account that nobody wrote down is broken, whatever its password."""

    name = "local-users"
    number = 35
    title = "Akun lokal dan penyimpanan kata sandinya"
    needs = (LocalUser,)
    method = Method.SSH
    optional = True
    Settings = LocalUserSettings
    settings: LocalUserSettings

    def judge(self, facts: Facts, _earlier: Earlier | None) -> CheckResult:
        """Judge every account; the worst decides."""
        users = facts.of(LocalUser)
        measured = [self._measured(user) for user in users]
        faults = [*self._strangers(users), *self._weak(users)]
        if faults:
            status = worst(status for status, _ in faults)
            return self.result(status, f"Akun lokal: {enumerated([text for _, text in faults])}", *measured)
        if not self.settings.allowed:
            return self.unknown("daftar akun yang diizinkan belum ditetapkan", *measured)
        unread = [user.name for user in users if user.password is PasswordKind.UNKNOWN]
        if unread and not self.settings.accept_unread:
            return self.unknown(f"penyimpanan kata sandi tidak terbaca: {listed(unread)}", *measured)
        return self.result(Status.OK, f"{number(len(users))} akun lokal, semuanya terdaftar", *measured)

    def _strangers(self, users: Iterable[LocalUser]) -> list[tuple[Status, str]]:
        names = [user.name for user in users if user.name not in self.settings.allowed]
        if not (self.settings.allowed and names):
            return []
        return [(Status.CRITICAL, f"tidak terdaftar: {listed(names)}")]

    def _weak(self, users: tuple[LocalUser, ...]) -> list[tuple[Status, str]]:
        graded = ((self.settings.broken, Status.CRITICAL), (self.settings.weak, Status.WARNING))
        named = [
            (status, kind, [user.name for user in users if user.password is kind])
            for kinds, status in graded
            for kind in kinds
        ]
        return [(status, f"kata sandi {_WORDS[kind]}: {listed(names)}") for status, kind, names in named if names]

    def _measured(self, user: LocalUser) -> Measurement:
        limit = f"terdaftar: {listed(self.settings.allowed)}" if self.settings.allowed else "daftar belum ditetapkan"
        said = f"kata sandi {_WORDS[user.password]}"
        level = shown(user.privilege)
        return Measurement(shown(user.name), f"{level}, {said}" if level else said, threshold=limit)
