"""The page of changes, and the feeds of what is new."""
