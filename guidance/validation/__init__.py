"""Validation of content files, individually and in combination."""
