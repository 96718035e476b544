"""Helpers for tests, benchmarks and scripts: browsers, servers, and readers of the output."""
