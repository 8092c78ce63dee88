"""The official chain of the SOP: who decides what, in which order, within how many working days.

`table.py` holds steps, roles, days and transitions as data that an auditor can read. `chain.py` applies it:
`permission.py` says whether a decision may be made, `effects.py` what it does, `trail.py` keeps the clocks.
`calendar.py` counts working days; `completeness.py` names what is missing before a report may go up;
`findings.py` compares with the round before, by the triggers in `related_sops.py`. A new step or way back is
a row in `table.py`, a new trigger a check in `related_sops.py`.
"""
