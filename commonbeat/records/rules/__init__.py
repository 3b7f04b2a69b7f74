"""Facts about records, for the table of permissions."""
