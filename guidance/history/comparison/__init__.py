"""The entries of two states of the content, and what differs between them."""
