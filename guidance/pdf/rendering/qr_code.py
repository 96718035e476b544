"""QR codes as SVG images."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(10_000)
def qr_code(url: str) -> str:
    """The QR code of a URL, as a `data:` URL of an SVG image without a quiet zone.

    Error correction level M: about 15 per cent may be damaged. The style sheet has to leave white
    space on all sides.
    """
    import segno

    return segno.make(url, error="m", micro=False).svg_data_uri(
        border=0, omitsize=True, svgclass=None, lineclass=None
    )
