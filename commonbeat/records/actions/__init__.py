"""The verbs of the room: the only place that writes."""
