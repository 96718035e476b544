"""What a content file may hold, and reading it."""
