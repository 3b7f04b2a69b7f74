"""The nouns of the room, one file each."""
