"""The search of the site: its results, their data for the browser, and the search engine."""
