"""The validated content, and questions to it."""
