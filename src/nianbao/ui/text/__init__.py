"""Texts as the clerk edits them: linked numbers as one sign each, places marked and explained."""
