"""Conversion of HTML to PDF with WeasyPrint, in parallel and cached."""
