"""The commands of `build.py`, except those that run MkDocs."""
