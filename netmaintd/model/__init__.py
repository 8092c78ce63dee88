"""Values: devices, plans, facts, results, rounds, people, documents.

Frozen, typed, without behaviour that needs the outside. Measurements are in base units (seconds, bytes,
ratios 0.0 to 1.0, degrees Celsius), times are aware and in UTC; office time is for paper and for counting
working days. Values that administrators write in files are pydantic models which refuse unknown keys;
all others are frozen dataclasses. A new value goes into the file whose first line covers it.
"""
