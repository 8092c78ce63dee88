"""The SNMP side of a simulated device: one file per group of tables, put together in `device.py`.

Each file has a function from a `Box` to rows; a new table is a new function named in `device.py`.
"""
