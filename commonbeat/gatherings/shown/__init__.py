"""What pages show, read in as many queries for one thing as for many."""
