"""What web pages and printed documents share: templates, fonts, links to the glossary."""
