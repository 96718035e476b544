"""Build the site with two other generators, and compare the results."""
