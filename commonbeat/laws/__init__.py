"""Rules of the place as dated, sourced data: what was read, where, and how much of it. No Django, no advice.

Each TOML file is one state; ``us.toml`` is the federal calendar, ``common.toml`` what holds where no law was read.
Start at notice.py (public meetings) and quota.py (counting enforcement).
"""
