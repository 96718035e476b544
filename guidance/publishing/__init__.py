"""Publish a library: all generated files, the build of the site, its state, and the preview."""
