"""Benchmarks of printing, and of the site with a growing number of conferences."""
