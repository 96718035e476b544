"""Accessibility tags of PDFs, rebuilt from the semantics of the HTML."""
