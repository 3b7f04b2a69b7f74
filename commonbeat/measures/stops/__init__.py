"""What came of stops: whether the gentlest outcome was used that would do, and for whom."""
