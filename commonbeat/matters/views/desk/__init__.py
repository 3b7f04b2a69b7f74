"""The desk: the pages on which the agency works. One file for each part of the loop."""
