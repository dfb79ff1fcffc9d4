"""Tallyfy Inspector: see what Tallyfy holds about a task, and only look."""

__version__ = "0.1.0"
