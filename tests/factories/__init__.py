"""Builders of the least that is valid; a test names what is special."""
