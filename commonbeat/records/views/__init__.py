"""The pages of the room of records."""
