"""Hash the words of a source, so that the check finds copied text without the source.

python -m scripts.source_hashes SOURCE.txt [TITLE ...] > content/source-hashes/IDENTIFIER.txt

Every run of words is hashed but those within the titles given, which any text may name.
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator
from pathlib import Path

from guidance.content.source_hashes import RUN_LENGTH, digest, runs


def source_hashes(text: str, titles: Collection[str] = ()) -> Iterator[str]:
    """The lines of the file."""
    yield f"# Hashes of all runs of {RUN_LENGTH} words, made by scripts/source_hashes.py."
    yield from (f"# Left out: {title}" for title in titles)
    left_out = {run for title in titles for run, _ in runs(title)}
    yield from sorted({digest(run) for run, _ in runs(text) if run not in left_out})


if __name__ == "__main__":
    source, *names = sys.argv[1:]
    print("\n".join(source_hashes(Path(source).read_text("utf-8"), names)))
