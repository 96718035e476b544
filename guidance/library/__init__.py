"""The validated content, and queries."""
