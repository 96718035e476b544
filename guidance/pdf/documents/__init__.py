"""The report, the handouts and the other printed documents, as HTML for the renderer."""
