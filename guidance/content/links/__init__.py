"""Links in texts: where they lead, and broken ones."""
