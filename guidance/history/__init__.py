"""The content at a revision of its git repository, and what two states have in common."""
