"""Read calendars that were kept elsewhere: a file becomes rows, a title becomes a kind and places. No Django here.

An agency's own mapping (mapping.py) says how; meetings.py reads a whole file by it and tells what is in doubt.
"""
