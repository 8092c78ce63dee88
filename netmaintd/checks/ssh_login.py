"""Check 2: can the device be logged in to, with a privilege that is enough, and with today's algorithms."""

from __future__ import annotations

from netmaintd.checks.check import Check
from netmaintd.model.facts import Earlier, Facts, SshLogin
from netmaintd.model.results import CheckResult, Measurement, Method, Status


class SshLoginCheck(Check):
    """Login, privilege and cryptography of the SSH session. The host key was compared before any password."""

    name = "ssh-login"
    number = 2
    title = "Masuk lewat SSH, hak akses, dan kunci host"
    needs = (SshLogin,)
    method = Method.SSH

    def judge(self, facts: Facts, _earlier: Earlier | None) -> CheckResult:
        """Old algorithms and a missing privilege are worth a look; a login that failed never comes here."""
        login = facts.of(SshLogin)[0]
        key = Measurement("host_key", login.host_key_sha256)
        kex = Measurement("kex", login.kex, threshold="tanpa SHA-1")
        if login.legacy:
            return self.result(Status.WARNING, f"Masih memakai algoritma SHA-1 ({login.kex})", key, kex)
        if not login.privileged:
            return self.result(Status.WARNING, "Masuk berhasil, tetapi tanpa hak penuh untuk membaca", key, kex)
        return self.result(Status.OK, "Masuk berhasil, kunci host sesuai catatan", key, kex)
