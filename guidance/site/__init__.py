"""The pages of the site, their navigation, search, styles and scripts."""
