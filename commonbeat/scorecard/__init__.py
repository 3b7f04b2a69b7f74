"""Where we stand on the nineteen practices, computed from the rooms below.

It has no tables: evidence.py holds one small function per piece of evidence.
Start at standards.toml.
"""
