"""The public log: an append-only chain of sealed entries.

Lowest stone of the house: it knows nobody, and everybody is written down in it.
Read record.py to see how an entry is made, verify.py to check a copy without this program.
"""
