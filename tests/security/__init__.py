"""Attacks: hostile content, and anything at all, by chance and by grammar."""
