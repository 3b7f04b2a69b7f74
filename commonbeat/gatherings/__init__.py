"""The meeting room: boards that sit by their charter, forums and activities; promises made in the room.

Every write is a verb in actions/. People are counted here, never named; only those who hold a seat are.
Start at models/gathering.py, then models/agenda.py.
"""
