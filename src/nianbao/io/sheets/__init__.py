"""Bounded readers of the other spreadsheets: .xls and .et, .xlsb, .ods, .csv and plain text."""
