"""Layout of documents with less work than WeasyPrint alone needs."""
