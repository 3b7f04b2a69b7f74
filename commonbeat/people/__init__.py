"""Persons, organizations, seats held from-to, givers with return words, places.

A seat is the one source of permissions; a giver is known in one topic only.
Start at models/seat.py and actor.py.
"""
