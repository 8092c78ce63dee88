"""One gate for each credential: a wrong password must never lock an account across a city.

The first device logs in alone; the others wait for it. The first refusal closes the gate for the whole run,
and no further device is asked with that credential.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from netmaintd.errors import Cancelled, DeviceTimeout, LoginRefused
from netmaintd.transport.deadline import Deadline

_TURN_S = 0.2


class _State:
    """What is known of one credential."""

    def __init__(self, limit: int) -> None:
        self.proven = False
        self.canary: str | None = None
        self.refused_by: str | None = None
        self.free = limit


class Entry:
    """One login on its way through the gate."""

    def __init__(self, gate: CredentialGate, credential: str) -> None:
        """Belong to a credential."""
        self._gate, self._credential = gate, credential

    def accepted(self) -> None:
        """Tell that the device took the credential: the others may come."""
        self._gate.prove(self._credential)


class CredentialGate:
    """Gates of all credentials of one run."""

    def __init__(self, limit: int) -> None:
        """Allow at most `limit` sessions at once for one credential."""
        self._limit = limit
        self._states: dict[str, _State] = {}
        self._changed = threading.Condition()

    @contextmanager
    def login(self, credential: str, device: str, *, deadline: Deadline) -> Iterator[Entry]:
        """Hold a place while a device is logged in to.

        Raises:
            LoginRefused: the gate is closed; the device was not contacted.
            DeviceTimeout: the deadline passed while waiting.
            Cancelled: somebody asked to stop.
        """
        self._enter(credential, device, deadline)
        try:
            yield Entry(self, credential)
        except LoginRefused as error:
            if error.tried:
                self._refuse(credential, device)
            raise
        finally:
            self._leave(credential, device)

    def refused(self) -> dict[str, str | None]:
        """Return the credentials that were used, each with the device that refused it first, None while none did."""
        with self._changed:
            return {name: state.refused_by for name, state in self._states.items()}

    def prove(self, credential: str) -> None:
        """Open the gate: a device accepted the credential."""
        with self._changed:
            self._states[credential].proven = True
            self._changed.notify_all()

    def _refuse(self, credential: str, device: str) -> None:
        with self._changed:
            state = self._states[credential]
            state.refused_by = state.refused_by or device

    def _enter(self, credential: str, device: str, deadline: Deadline) -> None:
        with self._changed:
            state = self._states.setdefault(credential, _State(self._limit))
            while True:
                if state.refused_by:
                    raise LoginRefused(
                        device,
                        f'not contacted: credential "{credential}" was refused by {state.refused_by}; '
                        "correct it before it locks the account on more devices",
                    )
                if deadline.stop.is_set():
                    raise Cancelled(device, "stopped while waiting for its turn")
                if deadline.passed:
                    raise DeviceTimeout(device, f'waited for credential "{credential}" until its deadline')
                if state.free > 0 and (state.proven or state.canary is None):
                    break
                self._changed.wait(deadline.within(_TURN_S))
            state.free -= 1
            if not state.proven:
                state.canary = device

    def _leave(self, credential: str, device: str) -> None:
        with self._changed:
            state = self._states[credential]
            state.free += 1
            if state.canary == device:
                state.canary = None
            self._changed.notify_all()
