"""The long-running service: lifecycle, the clock, reload, metrics, and its word to systemd.

A new periodic job is a row in `clock.py` that calls a use case; a new metric stands in `metrics.py`.
"""
