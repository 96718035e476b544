"""The benchmark: how long things take beside one another, on content that is invented."""
