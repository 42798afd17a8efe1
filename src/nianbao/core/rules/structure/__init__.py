"""Rules on the build of the report: title, lead, headings, what must be told, years."""
