"""Whether the files of a content folder are sound, each by itself and together."""
