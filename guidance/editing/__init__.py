"""Tools for editors of content files: new records, and reports of changes."""
