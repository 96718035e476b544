"""Files on disk: written whole or not at all, packed, listed and swapped; knows nothing of guidance."""
