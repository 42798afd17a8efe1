"""Rules on words: slips, wrong words, personal data."""
