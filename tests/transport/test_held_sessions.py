"""Every session ends with an outcome, also one that never began."""

from __future__ import annotations

import pytest

from netmaintd.errors import DeviceTimeout, LoginRefused, SecretMissing
from netmaintd.model.credentials import SnmpCredential, SshCredential
from netmaintd.model.devices import Device
from netmaintd.model.results import Outcome
from netmaintd.transport.gate import CredentialGate
from netmaintd.usecases.clock import SystemClock
from netmaintd.usecases.hold_session import Access, UnrecordedAttempts, hold


def no_ssh(name: str) -> SshCredential:
    raise SecretMissing(name)


def no_snmp(name: str) -> SnmpCredential:
    raise SecretMissing(name)


ACCESS = Access(no_ssh, no_snmp, lambda _: None, CredentialGate(1), UnrecordedAttempts(), SystemClock())
DEVICE = Device(name="sw1", address="127.0.0.1", site="s")


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (SecretMissing('credential "c": environment variable X is not set'), Outcome.AUTH_FAILED),
        (LoginRefused("sw1", "refused"), Outcome.AUTH_FAILED),
        (DeviceTimeout("sw1", "silent"), Outcome.TIMEOUT),
    ],
)
def test_what_goes_wrong_becomes_an_outcome_with_its_words(error: Exception, outcome: Outcome) -> None:
    def work() -> None:
        raise error

    value, report = hold(ACCESS, DEVICE, "ssh", work)

    assert value is None
    assert report.outcome is outcome
    assert report.detail.endswith(str(error).removeprefix("sw1: "))
