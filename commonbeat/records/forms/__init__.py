"""What may be typed in the room of records."""
