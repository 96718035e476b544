"""Topics: lists of them, the page of each, and the pages of its earlier years."""
