"""Lock the requirements of the .in files: exact versions with hashes, without package index URLs.

python -m scripts.lock
"""

from __future__ import annotations

import subprocess
import sys

from guidance.paths import ROOT

OPTIONS = (
    "--universal",
    "--generate-hashes",
    "--no-header",
    "--no-annotate",
    "--no-emit-index-url",
    "--python-version=3.11",
    "--quiet",
    "--upgrade",
)


def lock(name: str, *constraints: str) -> None:
    """Write `NAME.txt` from `NAME.in` with uv."""
    target = ROOT / f"{name}.txt"
    command = ["uv", "pip", "compile", *OPTIONS, *constraints, f"{name}.in", "-o", target.name]
    subprocess.run([sys.executable, "-m", *command], cwd=ROOT, check=True)
    note = f'# Locked from {name}.in; to update: see CONTRIBUTING.md, "Dependencies".\n'
    target.write_text(note + target.read_text("utf-8"), "utf-8")


if __name__ == "__main__":
    lock("requirements")
    lock("requirements-test", "-c", "requirements.txt")
