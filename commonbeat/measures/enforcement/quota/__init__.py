"""What records can show of quotas: the parts of the battery, each a test of its own. See ``quota_signs``."""
