"""The real routers of the lab: brought up for a test, asked directly as the witness, put away after it."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

NETLAB = Path(__file__).resolve().parents[2] / ".." / "shared" / "lab" / "netlab"
NEEDED = ("vtysh", "sshd", "snmpd", "lldpd", "ip", "ovs-vsctl", "snmpget")
SEARCH = f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin:/usr/lib/frr"


def why_absent() -> str:
    """Return why the routers cannot be had here, empty when they can."""
    if not NETLAB.exists():
        return "the lab of real routers is not beside the project"
    if os.geteuid() != 0:
        return "the lab of real routers needs root"
    lacking = [name for name in NEEDED if shutil.which(name, path=SEARCH) is None]
    return f"not installed: {', '.join(lacking)}" if lacking else ""


@dataclass(frozen=True)
class Netlab:
    """One running lab of its own name and network."""

    environment: dict[str, str]

    def command(self, *words: str, check: bool = True) -> str:
        """Run a command of the lab and return what it printed."""
        done = subprocess.run(
            [str(NETLAB), *words], env=self.environment, capture_output=True, text=True, timeout=120, check=False
        )
        if check and done.returncode:
            raise AssertionError(f"netlab {' '.join(words)}: {done.stdout}{done.stderr}")
        return done.stdout

    def settings(self) -> dict[str, str]:
        """Return addresses and credentials."""
        lines = (line.removeprefix("export ") for line in self.command("env").splitlines())
        pairs = (line.split("=", 1) for line in lines if "=" in line)
        return {name: value.strip("'\"") for name, value in pairs}


def netlab(name: str, net4: str, net6: str) -> Netlab:
    """Describe a lab that does not collide with another one on this machine."""
    return Netlab(
        {
            **os.environ,
            "PATH": SEARCH,
            "NETLAB_NAME": name,
            "NETLAB_NET4": net4,
            "NETLAB_NET6": net6,
            "MIBS": "",
        }
    )
