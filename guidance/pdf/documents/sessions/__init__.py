"""The sheets that are printed from session plans."""
