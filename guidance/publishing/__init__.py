"""Publishing of a library: generated files, build of the site, build state and preview."""
