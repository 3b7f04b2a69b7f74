"""The living room: topics, their texts, comment periods, what people said, replies, decisions, promises.

Every write is a verb in actions/; every fact a verb depends on is a line in rules.py.
Start at models/matter.py, then actions/__init__.py.
"""
