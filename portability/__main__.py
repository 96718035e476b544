"""Build the site with ProperDocs and Zensical, and report differences from MkDocs.

`python -m portability` exits with 1 if a page, an anchor or the search is missing.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from playwright.sync_api import Browser

from portability.comparing import compare
from portability.generators import (
    PROPERDOCS,
    ZENSICAL,
    build_with_mkdocs,
    build_with_properdocs,
    build_with_zensical,
)
from portability.searching import count_results
from tests.support.browser import chromium
from tests.support.server import serve

MAX_SHOWN = 20
"""Examples shown for each kind of difference."""


def main() -> int:
    """Print the differences of each generator; return the exit status."""
    with tempfile.TemporaryDirectory(prefix="portability-") as folder, chromium() as browser:
        ours = Path(folder) / "ours"
        build_with_mkdocs(ours)
        builders = {PROPERDOCS: build_with_properdocs, ZENSICAL: build_with_zensical}
        complete = True
        for name, build in builders.items():
            site = Path(folder) / name
            build(site)
            difference = compare(ours, site)
            from_server, from_folder = _search_results(browser, site)
            complete = complete and difference.is_none and from_server > 0
            print(f"{name}: {len(list(site.rglob('*.html')))} pages")
            for line in _lines(
                {
                    "missing pages": difference.missing_pages,
                    "additional pages": difference.additional_pages,
                    "lost anchors": difference.missing_anchors,
                }
            ):
                print(line)
            print(f"  search results: {from_server} from a server, {from_folder} from a folder")
    return 0 if complete else 1


def _search_results(browser: Browser, site: Path) -> tuple[int, int]:
    with serve(site) as url:
        return count_results(browser, url), count_results(browser, f"{site.as_uri()}/")


def _lines(differences: dict[str, Sequence[str]]) -> Iterator[str]:
    for name, paths in differences.items():
        yield f"  {name}: {len(paths)}" + "".join(f"\n    {path}" for path in paths[:MAX_SHOWN])


if __name__ == "__main__":
    sys.exit(main())
