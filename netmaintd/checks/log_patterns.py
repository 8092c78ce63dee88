"""What log messages mean, by the words that vendors use for it. A new pattern is a row here, or one in the settings.

Words are those of `phrases`: `fan * fail` is found in "FAN-3-FAN_FAILED: Fan 1 had a rotation error and failed".
"""

from __future__ import annotations

from pydantic import Field

from netmaintd.checks.check import CheckSettings

_OVER = ("restor", "recover", "resum", "clear", "normal", "is ok", "now ok", "state ok", "status ok", "no fault")
"""Words of a message that tells of an end; the beginning has a line of its own."""


class LogPattern(CheckSettings):
    """One matter. `words` are phrases of which one must be there, and none of `unless`."""

    name: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{0,40}$")
    title: str = Field(min_length=1, max_length=40)
    """Indonesian; it is printed."""
    words: tuple[str, ...] = Field(min_length=1)
    unless: tuple[str, ...] = _OVER
    critical: bool = False


PATTERNS: tuple[LogPattern, ...] = (
    LogPattern(name="memory-error", title="kesalahan memori", critical=True, words=(
        "ecc error", "pf ecc", "ecc * uncorrect", "uncorrect * ecc", "uncorrectable * error", "multi bit * error",
        "multibit", "parity error", "parity * detected",
    )),
    LogPattern(name="power", title="catu daya bermasalah", critical=True, words=(
        "power supply * fail", "power supply * fault", "power supply * lost", "power supply * is off",
        "power supply * turned off", "power supply * absent", "power supply * not", "power supply * abnormal",
        "power module * fail", "power module * fault", "power module * abnormal", "power fail", "power fault",
        "power lost", "power invalid", "power abnormal", "powerfail", "powerinvalid", "ps fail", "ps signal faulty",
        "psu * fail", "psu * fault", "psu * lost", "psu * absent", "psu * abnormal", "pem * fail", "pem * not ok",
        "no input power", "input voltage * fail", "power outage",
    )),
    LogPattern(name="fan", title="kipas bermasalah", critical=True, words=(
        "fan * fail", "fan * fault", "fan * stop", "fan * abnormal", "fan * invalid", "fan * not * work",
        "fan * not * rotat", "fan * removed", "fan * absent", "fans had a rotation error", "fanfail", "faninvalid",
    )),
    LogPattern(name="temperature", title="suhu terlalu tinggi", critical=True, words=(
        "over temp", "overtemp", "temperature * exceed", "temperature * critical", "temperature * too high",
        "temperature * above", "temperature * over", "temperature * shutdown", "high temperature", "overheat",
        "thermal shutdown", "thermal * critical",
    )),
    LogPattern(name="storage", title="penyimpanan bermasalah", critical=True, words=(
        "disk fail", "disk error", "disk full", "disk * failure", "no space left", "i o error", "flash error",
        "flash fail", "flash * write * fail", "file system * corrupt", "filesystem * corrupt", "bad block",
        "ext4 fs error", "smart * fail", "nvram * corrupt", "storage * full",
    )),
    LogPattern(name="crash", title="sistem atau proses crash", critical=True, words=(
        "crashinfo", "crashed", "system crash", "kernel panic", "segmentation fault", "segfault", "core dumped",
        "watchdog timeout", "watchdog timer", "watchdog reset", "watchdog reboot", "out of memory", "oom killer",
        "mallocfail", "software forced reload", "exception * reboot", "terminated abnormally",
    )),
    LogPattern(name="loop", title="loop atau MAC berpindah-pindah", critical=True, words=(
        "macflap", "mac flap", "mac * flapping", "flapping between port", "loop detected", "loop * detected on",
        "loop back detected", "loopback detected", "loop occur", "loop * found", "loop protect * disable",
        "mac move", "mac * is moving", "broadcast storm", "storm * detected", "storm * exceed",
    ), unless=(*_OVER, "no loop")),
    LogPattern(name="duplicate-address", title="alamat IP ganda", words=(
        "dupaddr", "duplicate addr", "duplicate ip", "dup ip", "ip conflict", "ip address conflict", "address conflict",
        "arp conflict", "ipv4 conflict",
    )),
    LogPattern(name="authentication", title="login ditolak", words=(
        "login fail", "failed login", "login incorrect", "login refused", "login denied", "login failure",
        "authentication fail", "auth fail", "failed password", "invalid user", "bad password", "password incorrect",
        "failed to log", "failed to login", "failed to authenticate",
    )),
    LogPattern(name="err-disable", title="port dimatikan otomatis", words=(
        "err disable", "errdisable", "error disable", "bpduguard", "bpdu guard", "bpdu protection", "err down",
        "error down",
    )),
    LogPattern(name="licence", title="lisensi bermasalah", words=(
        "license * expir", "licence * expir", "license * invalid", "license * violat", "evaluation * expir",
        "out of compliance", "license * not valid",
    )),
)  # fmt: skip
"""The worse first: a message is counted for the first pattern that it fits."""
