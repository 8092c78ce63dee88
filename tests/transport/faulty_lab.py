"""A running lab that remembers which faults a test set."""

from __future__ import annotations

from netmaintd.lab.city import City


class Faulty:
    """The lab, remembering which faults a test set."""

    def __init__(self, city: City) -> None:
        self.city = city
        self._set: list[tuple[str, str]] = []

    def fault(self, device: str, fault: str, value: object = True) -> None:
        self.city.set_fault(device, fault, value)
        self._set.append((device, fault))

    def heal(self) -> None:
        for device, fault in self._set:
            self.city.clear_fault(device, fault)
