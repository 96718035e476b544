"""Limits: how much a content folder may hold; far more than real work needs, and so little that nobody can keep a machine busy for hours."""

from __future__ import annotations

FILES = 5_000
"""Files in the content folder; one conference has about 15."""

ALL_BYTES = 25_000_000
"""Bytes of all of them together; one conference has about 200,000."""

BYTES = 1_000_000
"""Bytes of one file; the largest has some 31,000."""

ENTRIES = 2_000
"""Entries of one list, and keys of one group."""

LEVELS = 12
"""Levels of lists and keys within each other; the model needs six."""

KEY = 60
"""Characters of a key."""

NAME = 80
"""Characters of an identifier; it is the name of a folder, too."""

COMPARED = 500
"""Choices that are held against a word which nobody knows, to find the one that was meant."""

LINE = 1_000
"""Characters of a title, a name or a role; the longest has 192."""

TEXT = 20_000
"""Characters of a text; the longest has some 3,500."""

BRACKETS = 500
"""Opening brackets in a text: a reader of Markdown has to try each with all others."""

PROBLEMS_OF_TEXT = 20
"""Faults of one text that are told at once."""

PROBLEMS = 1_000
"""Problems of one file, or with one rule between files, that are told at once."""
