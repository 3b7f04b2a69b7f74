"""The workshop: statistics without a database. One file for each measure, one command line for all.

Each docstring says what the measure needs, how it reads, what to take care of, and where it comes from.
"""
