"""Finds the tables and the words of an annual report in sheets, by their labels alone.

Works on the neutral model of `io.workbook`. Knows no file formats and no cell addresses; all
official words come from the form, all others from the form's `labels.toml`.
"""
