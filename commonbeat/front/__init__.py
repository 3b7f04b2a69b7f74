"""The hall: home, the first day, the thread of one comment, search, the open ledger, who may.

Pages that join rooms live here; so do the commands that run the house.
Start at views/home.py.
"""
