"""The report on paper: the Word document laid out on pages, shown, printed, kept as a PDF."""
