"""Everything the program does, one file each, named by a verb: the only room that joins rules to the outside.

A use case takes what it needs (store, sessions, clock) as arguments and returns values. A new thing the
program can do is a new file; cli, web and daemon only call it.
"""
