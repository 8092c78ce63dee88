"""Certified signatures (PAdES): keys, the stamp on the page, signing, and what a signature is worth.

A person signs, never the daemon: a passphrase is typed for each document, stays in memory, and is tried once.
"""
