"""What pages show, read from what the actor may see."""
