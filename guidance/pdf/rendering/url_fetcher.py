"""URL fetcher for WeasyPrint, limited to the project's fonts and `data:` URLs."""

from __future__ import annotations

from functools import cache
from typing import Any

from guidance.rendering.fonts import font_files

SCHEME = "guidance:"
"""The scheme of the URLs of fonts, so that no path of this machine gets into a document."""
BASE_URL = f"{SCHEME}/"
"""The URL to which those of a document are relative."""


@cache
def url_fetcher() -> Any:
    """The fetcher. WeasyPrint raises `FatalURLFetchingError` for any other URL."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    fonts = {f"{SCHEME}/fonts/{name}": path for name, path in font_files()}

    class FontFetcher(URLFetcher):  # type: ignore[misc]
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

    return FontFetcher(fail_on_errors=True)
