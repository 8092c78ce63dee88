"""Recordings answer as agents do; damaged lines cost only themselves."""

from __future__ import annotations

from netmaintd.model.snmp import SmiType, SnmpValue
from netmaintd.transport.recorded import RecordedAgent
from netmaintd.usecases.read_snmp import as_recording

CONTENT = b"""1.3.6.1.2.1.1.3.0|67|4200
1.3.6.1.2.1.1.1.0|4|Linux r1  with blanks\x20\x20
1.3.6.1.2.1.1.1.0|4|a second one does not count
1.3.6.1.2.1.2.2.1.6.1|4x|aabbccddeeff
1.3.6.1.2.1.4.20.1.1|64|10.0.0.1
1.3.6.1.2.1.4.20.1.2|64|<private>
1.3.6.1.2.1.1.2.0|6|1.3.6.1.4.1.8072.3.2.10
1.3.6.1.2.1.31.1.1.1.6.1|70|18446744073709551615
nonsense
1.3.6.1.2.1.1.5.0|4e|tab\\there
"""


def test_types_and_values_are_those_of_the_recording() -> None:
    agent = RecordedAgent(CONTENT)

    assert agent.values[(1, 3, 6, 1, 2, 1, 1, 3, 0)] == SnmpValue(SmiType.TIMETICKS, 4200)
    assert agent.values[(1, 3, 6, 1, 2, 1, 1, 1, 0)].value == b"Linux r1  with blanks  "
    assert agent.values[(1, 3, 6, 1, 2, 1, 2, 2, 1, 6, 1)].value == bytes.fromhex("aabbccddeeff")
    assert agent.values[(1, 3, 6, 1, 2, 1, 4, 20, 1, 1)].value == bytes((10, 0, 0, 1))
    assert agent.values[(1, 3, 6, 1, 2, 1, 1, 5, 0)].value == b"tab\there"
    assert len(agent.values) == 7


def test_what_is_kept_as_evidence_reads_back_the_same() -> None:
    values = RecordedAgent(CONTENT).values

    assert RecordedAgent(as_recording(values)).values == values


def test_a_walk_returns_what_lies_under_an_object() -> None:
    agent = RecordedAgent(CONTENT)

    assert len(agent.walk([(1, 3, 6, 1, 2, 1, 1)])) == 4
    assert agent.get([(1, 3, 6, 1, 2, 1, 1, 9, 0)]) == {}
