"""Configuration texts of simulated devices: one file per platform, from a `Box` to lines.

Each `lines(box, more)` gives the configuration without what the command line puts around it; `more` holds the
lines that are in only one of running and saved. Every password in them is made up.
"""
