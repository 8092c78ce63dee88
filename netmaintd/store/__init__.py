"""What must not be lost: tables, migrations, queries, the audit chain, evidence blobs.

Rows stay inside; what comes out is a value of `model`. A new table is a class under `tables/`, a migration, the
queries that need it and, where it is a record, its kind in `seals.py`.
"""
