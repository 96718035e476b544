"""Bibliography: citations go in, one text for each format of reference managers comes out: BibTeX, RIS and CSL JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import Any

from guidance.library.citations import Citation


def as_csl(cited: Iterable[Citation]) -> str:
    """Citations in the JSON of the Citation Style Language, which Zotero, pandoc and others read."""
    return json.dumps([_csl(citation) for citation in cited], ensure_ascii=False, indent=1) + "\n"


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
    """The fields that CSL has for the original; what it does not tell is absent."""
    original = citation.original
    told = {
        "original-author": [{"literal": author} for author in original.authors],
        "original-title": original.title,
        "original-date": _date_parts(original.date) if original.date else None,
        "original-publisher-place": original.place,
    }
    return {key: value for key, value in told.items() if value}


def _date_parts(day: str) -> dict[str, Any]:
    return {"date-parts": [[int(part) for part in day.split("-")]]}


def as_ris(cited: Iterable[Citation]) -> str:
    """Citations in RIS: a line a fact, two letters, two spaces, a hyphen."""
    return "".join(
        f"{tag}  - {' '.join(value.split())}\r\n"
        for citation in cited
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


def as_bibtex(cited: Iterable[Citation]) -> str:
    """Citations in BibTeX: signs that TeX would take for commands, and those beyond ASCII, as it wants them written; what it has no sign for stays as it is."""
    from bibtexparser.entrypoint import write_string
    from bibtexparser.library import Library
    from bibtexparser.middlewares.parsestack import default_unparse_stack
    from bibtexparser.model import Block, Entry, Field

    kinds = {True: "techreport", False: "misc"}
    entries: list[Block] = [
        Entry(
            kinds[citation.is_report], citation.id, [Field(*field) for field in _bibtex(citation)]
        )
        for citation in cited
    ]
    return (
        write_string(
            Library(entries), default_unparse_stack(allow_inplace_modification=True)
        ).rstrip()
        + "\n"
    )  # copies of all would take longer


def _bibtex(citation: Citation) -> Iterator[tuple[str, str]]:
    """The fields; braces of its own keep a title's capitals, and an organization in one piece. An address stands as it is."""
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
"""Braces that stand in the words: BibTeX counts one behind a backslash as well, and one without its counterpart would swallow the entries behind it."""


@cache
def _tex() -> Callable[[str], str]:
    from pylatexenc.latexencode import UnicodeToLatexEncoder

    encode = UnicodeToLatexEncoder(
        replacement_latex_protection="braces-all", unknown_char_policy="keep"
    ).unicode_to_latex

    def tex(words: str) -> str:
        return str(encode(words)).replace("{\\{}", _OPENING).replace("{\\}}", _CLOSING)

    return lru_cache(20_000)(tex)


FORMATS: Mapping[str, Callable[[Iterable[Citation]], str]] = {
    "bib": as_bibtex,
    "ris": as_ris,
    "json": as_csl,
}
"""How each format is written, by the end of its file's name."""
