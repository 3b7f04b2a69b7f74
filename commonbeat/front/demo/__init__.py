"""Riverton, an invented town: a year of it in riverton.toml, lived through acts by build.py."""
