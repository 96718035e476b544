"""The search of the site: its results, and their data for the browser."""
