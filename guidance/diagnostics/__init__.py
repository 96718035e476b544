"""What a problem is, and how problems are reported."""
