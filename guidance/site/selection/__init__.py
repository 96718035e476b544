"""My selection: the page of the records that a reader has chosen, and the data it loads."""
