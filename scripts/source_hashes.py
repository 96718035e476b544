"""Hash all runs of twelve words of a text, so that a test finds copied text without the source.

python -m scripts.source_hashes SOURCE.txt ... > tests/data/source-runs.txt
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterator
from pathlib import Path

RUN_LENGTH = 12
"""Words in a run."""


def runs(text: str) -> Iterator[str]:
    """Yield every run of twelve words in a text, in lower case and without punctuation."""
    words = re.findall(r"[a-z0-9]+", text.lower())
    for start in range(len(words) - RUN_LENGTH + 1):
        yield " ".join(words[start : start + RUN_LENGTH])


def digest(run: str) -> str:
    """Return the first ten hexadecimal digits of the SHA-256 hash of a run."""
    return hashlib.sha256(run.encode()).hexdigest()[:10]


if __name__ == "__main__":
    digests = {digest(run) for name in sys.argv[1:] for run in runs(Path(name).read_text("utf-8"))}
    print("\n".join(sorted(digests)))
