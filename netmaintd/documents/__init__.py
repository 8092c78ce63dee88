"""Paper: templates, numbers, PDF. Data go in as JSON, never as template source.

A new document is a template in `templates/`, a context builder, and its golden text in the tests.
"""
