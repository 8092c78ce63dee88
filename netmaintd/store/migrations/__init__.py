"""Alembic's scripts: one file for each released change of the schema."""
