"""Helpers for tests: readers of PDF files, browsers, servers and editors that did not make what they read."""
