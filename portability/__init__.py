"""The way out of the platform: the site built by two other generators, and what differs."""
