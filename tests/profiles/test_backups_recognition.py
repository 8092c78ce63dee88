"""A platform is known by what its SSH server says: its name, its greeting and prompt, and the answer to one question.

Texts are as devices of the vendors show them; each begins with the server's own name.
"""

from __future__ import annotations

import pytest

from netmaintd.profiles.profile_set import STANDARD
from packaged import PROFILES

OPEN = "SSH-2.0-OpenSSH_8.0\n"
SAID = [
    ("cisco_ios", "SSH-2.0-Cisco-1.25\nsw-lt2>"),
    ("cisco_ios", f"{OPEN}sw1#\nCisco IOS Software, C2960X Software, Version 15.2(7)E8, RELEASE SOFTWARE"),
    ("cisco_asa", "SSH-2.0-Cisco-1.25\nType help or '?' for a list of available commands.\nfw> "),
    ("cisco_iosxr", "SSH-2.0-Cisco-2.0\n\n\nRP/0/RSP0/CPU0:agg1#"),
    ("cisco_nxos", f"{OPEN}Cisco Nexus Operating System (NX-OS) Software\nTAC support: x\ncore1# "),
    ("cisco_ftd", f"{OPEN}Cisco Firepower 2110 Threat Defense v7.2.5 (build 208)\n\n> "),
    ("cisco_smallbusiness", f"{OPEN}sw3#\nSW version    1.4.11.5 ( date  08-Apr-2020 time  13:26:18 )"),
    ("mikrotik_routeros", "SSH-2.0-ROSSSH\n"),
    ("mikrotik_routeros", f"{OPEN}[admin@Router Lantai 2] > "),
    ("huawei_vrp", "SSH-2.0-HUAWEI-1.5\n"),
    ("huawei_vrp", f"{OPEN}\nInfo: The max number of VTY users is 10.\n<SW-AULA>"),
    ("huawei_vrp", f"{OPEN}<SW-AULA>\n          ^\nError: Unrecognized command found at '^' position."),
    ("comware", "SSH-2.0-Comware-7.1.070\n<HPE>"),
    ("comware", f"{OPEN}<HPE>\n          ^\n % Unrecognized command found at '^' position."),
    ("hp_procurve", "SSH-2.0-Mocana SSH 6.3\n"),
    ("aruba_aoscx", f'{OPEN}Last login: 2026-03-02 08:00:01 from 192.0.2.9\nUser "petugas" has logged in 3 times in '
     "the past 30 days\nsw9# "),
    ("aruba_arubaos", f"{OPEN}(wlc-kota) *[mynode] #"),
    ("aruba_instant", f"{OPEN}ap1# \nArubaOS (MODEL: 515), Version 8.10.0.6\nAP uptime is 3 days 2 hours"),
    ("juniper_junos", f"{OPEN}--- JUNOS 21.4R3.15 built 2022-09-02 10:11:12 UTC\npetugas@ex1> "),
    ("arista_eos", f"{OPEN}leaf1>\nArista DCS-7050TX-64-R\nHardware version: 01.01"),
    ("fortinet", "SSH-2.0-kQ2vC\nFGT-KOTA # "),
    ("fortinet", "SSH-2.0-kQ2vC\nFGT-KOTA (global) $ "),
    ("extreme_xos", f"{OPEN}X440-Lt3.1 # "),
    ("vyos", f"{OPEN}Welcome to VyOS!\nvyos@gw:~$ "),
    ("ubiquiti_edgeos", f"{OPEN}petugas@gw:~$ \nVersion:      v2.0.9\nHW model:     EdgeRouter X 5-Port"),
    ("ubiquiti_edgeswitch", f"{OPEN}(UBNT EdgeSwitch) >"),
    ("linux", f"{OPEN}petugas@srv:~$ \n-bash: show: command not found"),
    ("linux", f"{OPEN}srv# \n-sh: show: not found"),
    ("freebsd", f"{OPEN}root@fw:~ # \nshow: Command not found."),
    ("opnsense", f"{OPEN}*** gw: OPNsense 26.1 ***\n  0) Logout"),
    ("pfsense", f"{OPEN}*** Welcome to pfSense 2.7.2-RELEASE (amd64) on gw ***"),
    ("frr", f"{OPEN}Hello, this is FRRouting (version 8.4.4).\nr1# "),
    ("allied_awplus", f"{OPEN}awplus>\nAlliedWare Plus (TM) 5.5.2 07/13/22 10:11:12"),
    ("zte_zxr10", f"{OPEN}sw>\nZXR10 Router Operating System Software, ZTE Corporation:"),
    ("ruijie_rgos", f"{OPEN}sw>\nSystem description : Ruijie Full Gigabit Security & Intelligence Access Switch"),
    ("dlink", f"{OPEN}DGS-3120-24TC:admin#"),
    ("tplink_jetstream", f"{OPEN}T1600G-28TS>"),
    ("netgear", f"{OPEN}(M4300-28G) >\nMachine Type.... NETGEAR M4300-28G"),
    ("dell_os10", f"{OPEN}OS10# \nDell SmartFabric OS10 Enterprise"),
    ("dell_dnos", f"{OPEN}Dell>\nDell Real Time Operating System Software"),
    ("ironware", "SSH-2.0-RomSShell_4.62\n"),
    ("raisecom_ros", f"{OPEN}Raisecom>\nProduct name: ISCOM2924GF\nRaisecom Operating System"),
    ("paloalto_panos", f"{OPEN}petugas@PA-850> "),
    ("netgate_tnsr", f"{OPEN}Netgate TNSR Version: 24.10-3\n\ngw tnsr# "),
    ("nokia_sros", f"{OPEN}A:pe1# \nTiMOS-C-20.10.R1 cpm/hops64 Nokia 7750 SR"),
    ("mellanox_mlnxos", f"{OPEN}Mellanox Onyx Switch Management\nsw [standalone: master] > "),
    ("huawei_smartax", f"{OPEN}Huawei Integrated Access Software (MA5608T).\nOLT>"),
    ("sonic", f"{OPEN}admin@sonic:~$ \nSONiC Software Version: SONiC.202305"),
]  # fmt: skip


@pytest.mark.parametrize(("platform", "said"), SAID)
def test_a_platform_is_known_by_its_own_words(platform: str, said: str) -> None:
    assert PROFILES.recognise(None, None, said).profile.name == platform


@pytest.mark.parametrize(
    "said",
    [
        OPEN,
        f"{OPEN}petugas@gw:~$ ",
        f"{OPEN}sw1>",
        f"{OPEN}sw1#",
        f"{OPEN}TEST-SW12# ",
        f"{OPEN}(sw1) #",
        f"{OPEN}*** Peringatan: hanya untuk petugas Dinas Kominfo ***\nsw1# ",
    ],
)
def test_what_many_platforms_say_names_none_of_them(said: str) -> None:
    assert PROFILES.recognise(None, None, said).profile.name == STANDARD
