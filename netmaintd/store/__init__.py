"""What must not be lost: tables, migrations, queries, the audit chain, evidence blobs.

Rows stay inside; what comes out is a value of `model`. A new table is a class in `tables.py`, a migration,
and the queries that need it.
"""
