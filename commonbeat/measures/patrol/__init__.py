"""What patrol time went into: work that came in, work that was chosen, and time that was free."""
