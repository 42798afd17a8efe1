"""The official Word document: text, tables and page, written as XML into base.docx."""
