"""Simulated devices: real SSH and SNMP servers on loopback, for `make run`, tests and training.

A new simulated device is an entry in `city.yaml`; a new illness is a fault of the server it concerns.
"""
