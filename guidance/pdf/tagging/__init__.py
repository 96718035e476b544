"""Rebuilds the tags of a PDF so that they say what the HTML says."""
