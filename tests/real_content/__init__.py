"""Tests of the project's own content and of the site built from it: `make content` runs them."""
