"""Turns HTML into PDF files with WeasyPrint, several at once, cached on disk."""
