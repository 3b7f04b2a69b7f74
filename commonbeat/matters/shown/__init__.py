"""What the room's public pages show: functions that start from what the actor may see. Nothing is written here."""
