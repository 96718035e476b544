"""Printed documents, from records to tagged PDF files."""
