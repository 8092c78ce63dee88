"""Paper: contexts, templates, pictures, numbers, PDF. Data go in as JSON, never as template source.

A new document is a file in `contexts/` with a row in its `__init__.py`, a template of the same name as its kind
in `templates/`, and a test of what it says. `render.py` alone knows Typst.
"""
