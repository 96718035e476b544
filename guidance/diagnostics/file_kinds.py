"""Recognize files of other kinds that were renamed to `.yml`, by their first bytes."""

from __future__ import annotations

import re

HEAD = 200
"""The number of bytes that are looked at, except in archives."""

_ARCHIVES = (
    (b"word/", "a Word document"),
    (b"xl/", "an Excel workbook"),
    (b"ppt/", "a PowerPoint presentation"),
    (b"application/vnd.oasis.opendocument", "a LibreOffice document"),
    (b"application/epub", "an e-book"),
    (b"Index/Document.iwa", "a Pages document"),
)
"""Names of files in an archive, by which its kind is known."""

_KINDS: tuple[tuple[bytes, str], ...] = (
    (rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a document of an old version of Word or Excel"),
    (rb"%PDF-", "a PDF document"),
    (rb"\{\\rtf", "a document in rich text (RTF)"),
    (
        rb"(?:\xef\xbb\xbf)?\s*(?:<!--.{0,100}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b",
        "a web page (HTML)",
    ),
    (rb"(?:\xef\xbb\xbf)?\s*<(?:\?xml|svg)\b", "an XML file"),
    (rb"\x89PNG|\xff\xd8\xff|GIF8[79]a|RIFF....WEBP|II\*\0|MM\0\*|BM.{4}\0{4}", "an image"),
    (rb".{4}ftyp(?:hei|avif|mif)", "an image"),
    (rb"\x1f\x8b|7z\xbc\xaf|Rar!|BZh[1-9]", "an archive"),
    (rb"bplist00", "a web archive or another file of macOS"),
)
"""Patterns of the first bytes, each with what kind of file it begins."""


def foreign_kind(raw: bytes) -> str:
    """What kind of file begins with some bytes, such as `a Word document`; empty for any text."""
    if raw.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return next((kind for name, kind in _ARCHIVES if name in raw), "an archive (ZIP)")
    head = raw[:HEAD]
    return next(
        (kind for pattern, kind in _KINDS if re.match(pattern, head, re.DOTALL | re.IGNORECASE)), ""
    )
