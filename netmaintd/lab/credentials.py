"""The lab's own accounts. Obviously not secret: they open nothing but simulated devices on loopback."""

from __future__ import annotations

from netmaintd.model.credentials import SnmpCredential, SshCredential

SSH = SshCredential(
    "lab-ssh",
    username="petugas",
    password="lab-petugas",  # noqa: S106 - the simulated devices' only password
    enable_secret="lab-enable",  # noqa: S106
)
SNMP_V2C = SnmpCredential("lab-snmp-v2c", community="lab-ro")
SNMP_V3 = SnmpCredential(
    "lab-snmp-v3",
    username="petugas-snmp",
    auth_protocol="SHA256",
    auth_key="lab-auth-petugas",
    priv_protocol="AES",
    priv_key="lab-priv-petugas",
)
