"""Rules of the place as dated, sourced data: what was read, where, and how much of it. No Django, no advice.

Each TOML file is one state; ``us.toml`` is the federal calendar. Start at notice.py.
"""
