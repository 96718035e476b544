"""Validation of the files of a content folder, each by itself and all together."""
