"""Engine: the search engine of the browser, taken unmodified from the npm package that carries it, with its licence in front."""

from __future__ import annotations

import re
from pathlib import Path

from guidance.paths import NODE_MODULES

PACKAGE = NODE_MODULES / "minisearch"


class MinisearchMissingError(Exception):
    """The package of the search engine is not there."""


def minisearch_script(package: Path = PACKAGE) -> str:
    """The script that defines MiniSearch. Raises `EngineError` where the package is not installed."""
    try:
        licence = (package / "LICENSE.txt").read_text("utf-8")
        script = (package / "dist" / "umd" / "index.js").read_text("utf-8")
    except FileNotFoundError as error:
        raise MinisearchMissingError(
            f"the search engine is missing ({error.filename}); `make` installs it from npm, and so does `npm ci`"
        ) from None
    return (
        f"/*! MiniSearch, https://github.com/lucaong/minisearch\n\n{licence.strip()}\n*/\n"
        + re.sub(r"//# sourceMappingURL=.*\n?", "", script)
    )
