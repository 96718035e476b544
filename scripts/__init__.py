"""Generators of committed files, and tools for developers."""
