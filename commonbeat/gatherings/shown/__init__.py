"""What the pages of the room show, read once and only as far as the reader may see it."""
