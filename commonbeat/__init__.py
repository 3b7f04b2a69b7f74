"""Commonbeat: a police agency and its community plan in public, and show from the records what came of it."""

__version__ = "0.1.0"
