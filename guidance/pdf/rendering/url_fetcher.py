"""The addresses that a document may fetch: fonts, and data within it."""

from __future__ import annotations

from functools import cache
from typing import Any

from guidance.rendering.fonts import font_files

SCHEME = "guidance:"
"""Everything that a sheet may fetch begins with this, so that no path of any machine is part of it."""


@cache
def fetcher() -> Any:
    """A fetcher that knows the fonts, what stands in a sheet itself, and nothing else."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    fonts = {f"{SCHEME}/fonts/{name}": path for name, path in font_files()}

    class Fonts(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:
            if url.startswith("data:"):
                return super().fetch(url, headers)
            if url not in fonts:
                raise ValueError(f"nothing may be fetched from {url}")
            return URLFetcherResponse(
                url,
                body=fonts[url].read_bytes(),
                headers={"Content-Type": f"font/{fonts[url].suffix[1:]}"},
            )

    return Fonts(fail_on_errors=True)
