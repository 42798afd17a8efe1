"""The report for the organ's web site: written here; `io/documents/html` reads web pages."""
