"""Pages and API for people. Never talks to a device and holds no device credential; shares only the store.

A page is a route in the file of its subject, a template, and a row in `policy.py`: a route without a row does not
start. Handlers are plain functions; what they decide goes through a use case with the actor of the session.
"""
