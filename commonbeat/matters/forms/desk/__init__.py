"""What may be typed on the desk; nothing here saves."""
