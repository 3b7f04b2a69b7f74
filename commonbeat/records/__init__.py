"""The room of records: files of an agency, checked at the door, and what the numbers made of them show.

Accepted records stand as files named by their digest (store.py); the database knows of them, and of what was found.
Start at models/dataset.py, then models/finding.py.
"""
