"""Files that administrators edit: inventory, plans, calendar, settings, profiles, and secrets by reference.

Every problem of every file is reported in one run as `file:line:column: where: what, and the remedy`. A new
kind of file is a pydantic model in `model` and a reader here that names its place.
"""
