"""The bounded reader of xlsx and xlsm workbooks, on the standard library alone."""
