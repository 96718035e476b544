"""Everything that is published, put together; build state and preview."""
