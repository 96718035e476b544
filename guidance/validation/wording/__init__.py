"""Rules and advice on the wording of texts."""
