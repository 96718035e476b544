"""Runs of twelve words: texts go in, short hashes come out, so that copying can be found without the source at hand.

python -m scripts.source_hashes SOURCE.txt ... > tests/data/source-runs.txt
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterator
from pathlib import Path

LENGTH = 12


def runs(text: str) -> Iterator[str]:
    """Every run of twelve words in a text, in lower case and without signs."""
    words = re.findall(r"[a-z0-9]+", text.lower())
    return (" ".join(words[start : start + LENGTH]) for start in range(len(words) - LENGTH + 1))


def digest(run: str) -> str:
    """Ten hexadecimal digits that stand for a run."""
    return hashlib.sha256(run.encode()).hexdigest()[:10]


if __name__ == "__main__":
    found = {digest(run) for name in sys.argv[1:] for run in runs(Path(name).read_text("utf-8"))}
    print("\n".join(sorted(found)))
