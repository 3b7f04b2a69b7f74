"""SQLite as Django has it, but that nobody holds up the next writer while waiting for the disk (decision 15)."""
