"""Citations in the formats of reference managers: BibTeX, RIS and CSL JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import Any

from guidance.library.citations import Citation


def as_csl(citations: Iterable[Citation]) -> str:
    """Citations in CSL JSON, the format of the Citation Style Language."""
    return (
        json.dumps([_csl(citation) for citation in citations], ensure_ascii=False, indent=1) + "\n"
    )


def _csl(citation: Citation) -> dict[str, Any]:
    return {
        "id": citation.id,
        "type": "report" if citation.is_report else "webpage",
        "author": [{"literal": citation.author}],
        "title": citation.title,
        **({} if citation.is_report else {"number": citation.id}),
        "issued": _date_parts(citation.issued),
        "URL": citation.url,
        "note": citation.note,
        "keyword": ", ".join(citation.keywords),
        "language": citation.language,
        **_original(citation),
    }


def _original(citation: Citation) -> dict[str, Any]:
    """The CSL fields of the original; fields without a value are absent."""
    original = citation.original
    fields = {
        "original-author": [{"literal": author} for author in original.authors],
        "original-title": original.title,
        "original-date": _date_parts(original.date) if original.date else None,
        "original-publisher": "; ".join(original.publishers),
        "original-publisher-place": original.place,
    }
    return {key: value for key, value in fields.items() if value}


def _date_parts(day: str) -> dict[str, Any]:
    return {"date-parts": [[int(part) for part in day.split("-")]]}


def as_ris(citations: Iterable[Citation]) -> str:
    """Citations in RIS: one line for each field, with CRLF line ends."""
    return "".join(
        f"{tag}  - {' '.join(value.split())}\r\n"
        for citation in citations
        for tag, value in _ris(citation)
    )


def _ris(citation: Citation) -> Iterator[tuple[str, str]]:
    yield "TY", "RPRT" if citation.is_report else "ELEC"
    yield "ID", citation.id
    yield "AU", citation.author
    yield "TI", citation.title
    yield "PY", citation.issued[:4]
    yield "DA", citation.issued.replace("-", "/")
    yield "UR", citation.url
    yield "N1", citation.note
    yield from (("KW", keyword) for keyword in citation.keywords)
    yield "LA", citation.language
    yield "ER", ""


def as_bibtex(citations: Iterable[Citation]) -> str:
    """Citations in BibTeX, in ASCII except for characters without a TeX command."""
    from bibtexparser.entrypoint import write_string
    from bibtexparser.library import Library
    from bibtexparser.middlewares.parsestack import default_unparse_stack
    from bibtexparser.model import Block, Entry, Field

    entries: list[Block] = [
        Entry(
            "techreport" if citation.is_report else "misc",
            citation.id,
            [Field(*field) for field in _bibtex(citation)],
        )
        for citation in citations
    ]
    middlewares = default_unparse_stack(allow_inplace_modification=True)  # faster than copies
    return write_string(Library(entries), middlewares).rstrip() + "\n"


def _bibtex(citation: Citation) -> Iterator[tuple[str, str]]:
    """The fields of an entry.

    A second pair of braces preserves the capitals of titles, and prevents names of organizations
    from being split. URLs are not escaped, since BibTeX styles expect them verbatim.
    """
    tex = _tex()
    yield "author", f"{{{tex(citation.author)}}}"
    yield "title", f"{{{tex(citation.title)}}}"
    if citation.is_report:
        yield "institution", tex(citation.author)
    else:
        yield "number", citation.id
    yield "year", citation.issued[:4]
    yield "date", citation.issued
    yield "url", citation.url
    yield "note", tex(citation.note)
    yield "keywords", tex(", ".join(citation.keywords))


_OPENING, _CLOSING = r"{\textbraceleft}", r"{\textbraceright}"
"""Commands for braces in a text.

BibTeX counts escaped braces too, so an unbalanced one would break the entries that follow.
"""


@cache
def _tex() -> Callable[[str], str]:
    from pylatexenc.latexencode import UnicodeToLatexEncoder

    encode = UnicodeToLatexEncoder(
        replacement_latex_protection="braces-all", unknown_char_policy="keep"
    ).unicode_to_latex

    def tex(text: str) -> str:
        return str(encode(text)).replace("{\\{}", _OPENING).replace("{\\}}", _CLOSING)

    return lru_cache(20_000)(tex)


FORMATS: Mapping[str, Callable[[Iterable[Citation]], str]] = {
    "bib": as_bibtex,
    "ris": as_ris,
    "json": as_csl,
}
"""The function that writes each format, by the suffix of its files."""
