"""Parsers: the text of an answer becomes rows of named columns, in a process that can be ended.

Templates are those of ntc-templates, and our own in `templates/` where it has none: a new one is a file there. What
the rows mean stands in the profiles; nothing here knows a fact.
"""
