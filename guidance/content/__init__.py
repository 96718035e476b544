"""The model of the content files, and loading them."""
