"""The search engine MiniSearch: the unmodified script of its npm package, after its licence."""

from __future__ import annotations

import re
from pathlib import Path

from guidance.paths import NODE_MODULES

PACKAGE = NODE_MODULES / "minisearch"


class MinisearchMissingError(Exception):
    """The npm package of MiniSearch is not installed."""


def minisearch_script(package: Path = PACKAGE) -> str:
    """Return the script that defines `MiniSearch`.

    Raises `MinisearchMissingError` if the package is not installed.
    """
    try:
        licence = (package / "LICENSE.txt").read_text("utf-8")
        script = (package / "dist" / "umd" / "index.js").read_text("utf-8")
    except FileNotFoundError as error:
        raise MinisearchMissingError(
            f"the search engine is missing ({error.filename}); "
            "`make` installs it from npm, and so does `npm ci`"
        ) from None
    return (
        f"/*! MiniSearch, https://github.com/lucaong/minisearch\n\n{licence.strip()}\n*/\n"
        + re.sub(r"//# sourceMappingURL=.*\n?", "", script)
    )
