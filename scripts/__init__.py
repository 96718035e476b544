"""Generators of files that are kept in the repository, and tools that developers run by hand."""
