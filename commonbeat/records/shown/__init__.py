"""What the pages of the room of records show."""
