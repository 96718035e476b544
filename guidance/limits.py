"""Limits of a content folder.

They are far above what real content needs, and low enough that hostile content cannot keep a
machine busy for hours.
"""

from __future__ import annotations

FILES = 5_000
"""Files in the content folder; one conference has about 15."""

FOLDERS = 8
"""Folders within one another; the content has one level of them."""

ALL_BYTES = 25_000_000
"""Bytes of all files together; one conference has about 200,000."""

BYTES = 1_000_000
"""Bytes of one file; the largest has about 31,000."""

ENTRIES = 2_000
"""Entries of one list, and keys of one mapping."""

LEVELS = 12
"""Nested levels of lists and mappings; the model needs six."""

VALUES = 50_000
"""Keys and values of one file; the largest has about 1,800."""

ALL_VALUES = 500_000
"""Keys and values of all files together; one conference has about 4,000."""

EXPLAINED_CHARACTERS = 200_000
"""Characters that are parsed a second time to explain errors of YAML, in all files together."""

KEY = 60
"""Characters of a key."""

NAME = 80
"""Characters of an identifier, which is also the name of a folder."""

SOURCE_NAME = 32
"""Characters of the identifier of a source: its points have it in the margin of handouts."""

COMPARISONS = 500
"""Choices that are compared with an unknown word to find a suggestion."""

COMPARED_LETTERS = 50_000_000
"""Pairs of letters that one rule compares to find suggestions; then it makes no more of them."""

COMPARED_WORDS = 200_000_000
"""Steps of comparing words in one report of changes; a text of 600 words takes up to 3,000,000."""

PAST_COMMITS = 5_000
"""Commits whose content is read for the page of changes, the latest ones."""

PAST_BYTES = 30_000_000
"""Bytes of all files that these commits changed; one change of a file has about 15,000."""

SHOWN_CHANGES = 500
"""Changes of which the page of changes shows each field; older ones have their note alone."""

FEED_ENTRIES = 100
"""Entries of a feed, the latest ones."""

LINE = 1_000
"""Characters of a title, a name or a role; the longest has 192."""

TEXT = 20_000
"""Characters of a text; the longest has about 3,500."""

BRACKETS = 500
"""Opening brackets in a text: the Markdown parser tries each with all others."""

PROBLEMS_OF_TEXT = 20
"""Problems of one text that are reported."""

PROBLEMS = 1_000
"""Problems of one file, or of one rule between files, that are reported."""

FIRST_YEAR = 1800
"""The first year of a date; documents on slavery begin in 1815."""

LAST_YEAR = 2100
"""The last year of a date; zip and gzip files hold no date after 2106."""

ALL_PROBLEMS = 5_000
"""Problems of all files that are reported; from then on, one problem of each file is."""

MESSAGE = 4_000
"""Characters of the message of a problem; the longest list of choices has about 2,500."""

CHECK_SECONDS = 600
"""Processor time of a command that reads the content, in seconds; the check takes one or two."""

CHECK_MEMORY = 2 * 2**30
"""Memory of such a command, in bytes; the check takes about 100 MB."""

BUILD_SECONDS = 7_200
"""Processor time of each process of a build, in seconds; 25 conferences take about 600."""

BUILD_MEMORY = 6 * 2**30
"""Memory of each process of a build, in bytes; 25 conferences take about 600 MB."""
