"""Notices to people, through Apprise behind an outbox. A new channel is a URL in the settings."""
