"""Generators of files that are kept in the repository: each is run by hand, and a test holds its result."""
