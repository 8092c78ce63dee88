"""What an office named or numbered is in no walk that leaves it; what a platform says of itself stays."""

from __future__ import annotations

from netmaintd.model.facts import Address, Facts, Identity, Interface, Neighbor
from netmaintd.model.snmp import SmiType, SnmpValue, oid
from netmaintd.profiles.anonymise import anonymise


def test_an_office_is_taken_out_of_a_walk_and_the_rest_stays() -> None:
    alias, index = oid("1.3.6.1.2.1.31.1.1.1.18.7"), oid("1.3.6.1.2.1.4.20.1.1.10.20.30.40")
    descr = oid("1.3.6.1.2.1.1.1.0")
    values = {
        descr: SnmpValue(SmiType.OCTETS, b"Sistem 10.2 di sw-dinkes, 10.20.30.40, 00:1a:2b:3c:4d:5e"),
        oid("1.3.6.1.2.1.1.5.0"): SnmpValue(SmiType.OCTETS, b"SW-DINKES"),
        oid("1.3.6.1.2.1.1.6.0"): SnmpValue(SmiType.OCTETS, b"Ruang Kepala Dinas"),
        alias: SnmpValue(SmiType.OCTETS, b"ke Puskesmas"),
        index: SnmpValue(SmiType.IP_ADDRESS, bytes((10, 20, 30, 40))),
        oid("1.3.6.1.2.1.2.2.1.6.7"): SnmpValue(SmiType.OCTETS, bytes.fromhex("001a2b3c4d5e")),
        oid("1.3.6.1.2.1.2.2.1.10.7"): SnmpValue(SmiType.COUNTER32, 4711),
    }
    facts = Facts(
        (
            Identity(hostname="SW-DINKES", serial="FOC123"),
            Interface(name="Gi1/0/7", alias="ke Puskesmas", mac="001a2b3c4d5e"),
            Address(address="10.20.30.40"),
            Neighbor(protocol="lldp", local_port="Gi1/0/7", remote_name="rt-rahasia"),
        )
    )

    found = anonymise(values, facts)

    assert found[descr].value == b"Sistem 10.2 di host-1, 198.18.0.2, 02:00:00:00:00:01"
    assert found[alias].value == b"port-1"
    assert found[oid("1.3.6.1.2.1.4.20.1.1.198.18.0.2")].value == bytes((198, 18, 0, 2))
    assert found[oid("1.3.6.1.2.1.2.2.1.10.7")].value == 4711
    left = b" ".join(v.value for v in found.values() if isinstance(v.value, bytes)).lower()
    assert not any(word in left for word in (b"dinkes", b"kepala", b"puskesmas", bytes.fromhex("001a2b3c4d5e")))
