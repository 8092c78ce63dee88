"""Rules for configurations: what an office asks of them, and how one is laid beside it. Pure text in, verdicts out.

    pack.py       the shape of a pack's file          condition.py   what a rule may ask for
    pattern.py    regular expressions that stay fast  comparison.py  comparing values
    waiver.py     what is let pass, until when        rulebook.py    packs and waivers together
    styles.py     a configuration as statements       indented.py, braced.py, slashed.py: by how it is written
    weigh.py      one condition on one configuration  judge.py       a pack on a configuration
    budget.py     what matching may cost              opinion.py     verdict and remarks, before they are words
    quotes.py     lines of a configuration for print  broken.py      what a broken rule proposes

A new rule is an entry in a file under `packs/` and a sample that keeps it and one that breaks it in its test; a
new pack is a new file there. What could not be read or weighed is `UNKNOWN` with its reason, never kept.
"""
