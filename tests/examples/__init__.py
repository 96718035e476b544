"""Examples of content: small valid libraries, and good or bad files to lay over one of them."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

HERE = Path(__file__).parent
BASE = HERE / "base"
"""One conference with a panel and a pillar."""
ODD = HERE / "odd"
"""Conferences and documents of odd shapes; comments in the files say what is odd."""
SINGLE = HERE / "single"
"""One record in all."""
EMPTY = HERE / "empty"
"""No record: a conference and its document, of which nothing else is known."""
TODAY = date(2026, 11, 26)
"""The day on which the examples are checked."""
LIBRARIES = (BASE, ODD, SINGLE, EMPTY)
GOOD = sorted((HERE / "good").glob("*"))
BAD = sorted(path for path in (HERE / "bad").glob("*") if path.suffix != ".txt")


def content_with_example(example: Path, folder: Path) -> Path:
    """A copy of a library in `folder`, with one example in place.

    The first line of the example names the file that it replaces, and the library where that is not
    the small one (`# at: people.yml`, `# at: people.yml of odd`); the second
    may say that the file is deleted (`# absent`), how it is encoded (`# as utf-16`), which line
    ends it has (`# line ends CR`), or that its content begins behind these two lines (`# bare`).
    """
    content = folder / "content"
    lines = example.read_bytes().split(b"\n")
    name, _, library = lines[0].decode().removeprefix("# at: ").partition(" of ")
    shutil.copytree(HERE / (library or "base"), content)
    target = content / name
    if lines[1:2] == [b"# absent"]:
        target.unlink()
    else:
        target.parent.mkdir(parents=True, exist_ok=True)
        is_bare = lines[1:2] == [b"# bare"]
        target.write_bytes(b"\n".join(lines[2:]) if is_bare else example.read_bytes())
        if lines[1:2] and lines[1].startswith(b"# as "):
            target.write_text(
                example.read_text("utf-8"), encoding=lines[1].decode().removeprefix("# as ")
            )
        if lines[1:2] and lines[1].startswith(b"# line ends "):
            line_end = lines[1].split()[-1].replace(b"CR", b"\r").replace(b"LF", b"\n")
            target.write_bytes(example.read_bytes().replace(b"\n", line_end))
    return content
