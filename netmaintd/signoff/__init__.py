"""The official chain of the SOP: who decides what, in which order, within how many working days.

`table.py` holds steps, roles, days and transitions as data that an auditor can read; `chain.py` applies it;
`calendar.py` counts working days; `completeness.py` names what is missing before a report may go up. A new
step or way back is a row in `table.py`.
"""
