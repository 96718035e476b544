"""Examples of content: a small valid library, and good and bad files that replace its files."""

from __future__ import annotations

import shutil
from pathlib import Path

HERE = Path(__file__).parent
BASE = HERE / "base"
GOOD = sorted((HERE / "good").glob("*"))
BAD = sorted(path for path in (HERE / "bad").glob("*") if path.suffix != ".txt")


def content_with_example(example: Path, folder: Path) -> Path:
    """Copy the small library into `folder`, with one example in it; return the content folder.

    The first line of the example names the file that it replaces (`# at: people.yml`); the second
    may say that the file is deleted (`# absent`) or how it is encoded (`# as utf-16`).
    """
    content = folder / "content"
    shutil.copytree(BASE, content)
    lines = example.read_bytes().split(b"\n")
    target = content / lines[0].decode().removeprefix("# at: ")
    if lines[1:2] == [b"# absent"]:
        target.unlink()
    else:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(example.read_bytes())
        if lines[1:2] and lines[1].startswith(b"# as "):
            target.write_text(
                example.read_text("utf-8"), encoding=lines[1].decode().removeprefix("# as ")
            )
    return content
