"""The program's own workbook: written for people and for next year, its words read back."""
