"""Readers of documents: Word, web pages, XML spreadsheets of 2003, and what the clipboard holds.

Each turns its source into the neutral model of `io.workbook`. A document becomes one sheet in
which paragraphs and tables follow each other. Nothing is fetched, followed or run.
"""
