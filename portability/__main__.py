"""`python -m portability`: the site built by ProperDocs and by Zensical goes in, what differs from ours comes out; 1 where an address or the search is lost."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from playwright.sync_api import Browser

from portability.comparing import compare
from portability.generators import PROPERDOCS, ZENSICAL, by_mkdocs, by_properdocs, by_zensical
from portability.searching import results
from tests.support.browser import chromium
from tests.support.server import serve

SHOWN = 20


def main() -> int:
    """Builds, compares, searches and tells."""
    with tempfile.TemporaryDirectory(prefix="portability-") as folder, chromium() as browser:
        ours = Path(folder) / "ours"
        by_mkdocs(ours)
        told = {PROPERDOCS: by_properdocs, ZENSICAL: by_zensical}
        whole = True
        for name, build in told.items():
            site = Path(folder) / name
            build(site)
            difference = compare(ours, site)
            from_server, from_folder = _searched(browser, site)
            whole = whole and difference.is_none and from_server > 0
            print(f"{name}: {len(list(site.rglob('*.html')))} pages")
            for line in _lines(
                {
                    "lacks": difference.missing,
                    "has besides": difference.further,
                    "lost identifiers": difference.lost,
                }
            ):
                print(line)
            print(
                f"  results of a search: {from_server} from a server, {from_folder} from a folder"
            )
    return 0 if whole else 1


def _searched(browser: Browser, site: Path) -> tuple[int, int]:
    with serve(site) as address:
        return results(browser, address), results(browser, f"{site.as_uri()}/")


def _lines(found: dict[str, Sequence[str]]) -> Iterator[str]:
    for name, things in found.items():
        yield f"  {name}: {len(things)}" + "".join(f"\n    {thing}" for thing in things[:SHOWN])


if __name__ == "__main__":
    sys.exit(main())
