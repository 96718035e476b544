"""Problems of the content, and reports of them."""
