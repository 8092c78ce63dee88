"""Pages and API for people. Never talks to a device and holds no device credential; shares only the store."""
