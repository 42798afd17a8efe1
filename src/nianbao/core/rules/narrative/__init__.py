"""Rules that tie the narrative to the tables, and its numbers to one another (R40-R47)."""
