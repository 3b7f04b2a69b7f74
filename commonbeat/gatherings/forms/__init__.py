"""What may be typed; a form never saves. One file per topic."""
