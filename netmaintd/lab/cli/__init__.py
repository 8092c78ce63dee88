"""The command line of simulated devices: one file per platform, with its manners and its answers.

`dialect.py` says what manners are, `shell.py` plays them over any byte stream. A new platform is a file with
`DIALECT` and `answers(box)`, named in `platforms.py`.
"""
