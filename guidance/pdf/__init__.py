"""Printed documents: HTML from records, and tagged PDF from HTML."""
