"""Check 2: can the device be logged in to, with a privilege that is enough, and with today's algorithms."""

from __future__ import annotations

from netmaintd.checks.check import Check
from netmaintd.checks.wording import shown
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
        measured = (
            Measurement("privileged", "ya" if login.privileged else "tidak", threshold="ya"),
            Measurement("kex", shown(login.kex), threshold="tanpa SHA-1"),
            Measurement("host_key", login.host_key_sha256, threshold="sama dengan yang tercatat"),
        )
        faults = []
        if login.legacy:
            faults.append(f"masih memakai algoritma SHA-1 ({shown(login.kex)})")
        if not login.privileged:
            faults.append("tanpa hak penuh untuk membaca")
        if faults:
            return self.result(Status.WARNING, f"Masuk berhasil, tetapi {' dan '.join(faults)}", *measured)
        return self.result(Status.OK, "Masuk berhasil, kunci host sesuai catatan", *measured)
