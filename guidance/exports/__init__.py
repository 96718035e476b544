"""Data files for other programs."""
