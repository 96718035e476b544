"""Tagging: the tags that WeasyPrint draws for an HTML document go in, tags that say what the document says come out.

Beside the elements of HTML it understands the roles `doc-toc`, `doc-index`, `doc-endnotes`, `doc-endnote` and `doc-noteref`.
What is `aria-hidden` loses its tag and so becomes an artifact.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

import pydyf

from guidance.pdf.tagging.structure_tree import Annotation, Kid, Tag

NAMES = {
    "header": "Div",
    "footer": "Div",
    "figure": "Div",
    "form": "Div",
    "fieldset": "Div",
    "address": "Div",
    "aside": "Sect",
    "nav": "Sect",
    "figcaption": "P",
    "dt": "Term",
    "dd": "Term",
}
"""Elements that WeasyPrint tags not at all, or otherwise. `Term` is a word of this module: lists of terms are put together at their end."""
CONTAINERS = {"Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Index"}
"""Tags that hold paragraphs and never bare words."""
BODIES = {"LBody", "TD", "TH", "Caption", "Note"}
"""Tags that hold bare words as well as paragraphs and lists, but not both."""
WITHIN_A_LINE = {"Span", "Link", "Reference", "Form", "Figure"}
MAY_BE_EMPTY = {"TD", "TH", "TR"}
NUMBERINGS = {
    "decimal": "Decimal",
    "lower-roman": "LowerRoman",
    "upper-roman": "UpperRoman",
    "lower-alpha": "LowerAlpha",
    "upper-alpha": "UpperAlpha",
    "disc": "Disc",
    "circle": "Circle",
    "square": "Square",
}
"""The kinds of numbers and bullets, by their names in CSS."""


def rebuild_tags(root: Tag, html: Any) -> None:
    """Joins what lines and pages have parted, then names each part for what it is; `html` is the document's outermost element."""
    headers: dict[str, str] = {}
    _join(root, headers)
    _Naming(html, headers).shape(root)


def _join(tag: Tag, headers: dict[str, str]) -> None:
    """One element has one tag, however many boxes, lines and pages it is drawn in.

    `headers` learns which header cells are repeated on further pages, and of which they are copies.
    """
    kids: list[Kid] = []
    for kid in _without_inner_boxes(tag):
        last = kids[-1] if kids else None
        if not isinstance(kid, Tag):
            kids.append(kid)
        elif not (kid.name in MAY_BE_EMPTY or any(True for _ in kid.leaves())):
            continue
        elif (tag.name, kid.name) == ("L", "L") and isinstance(last, Tag):
            last.kids.append(kid)  # a nested list belongs to the point above it
        elif begun := _begun(kid, kids, tag):
            if kid.part in ("thead", "tfoot"):
                headers |= {
                    again: first
                    for first, again in zip(_identifiers(begun), _identifiers(kid), strict=False)
                }
            else:
                begun.kids.extend(kid.kids)
        else:
            kids.append(kid)
    tag.kids = kids
    for each in tag.tags:
        _join(each, headers)


def _without_inner_boxes(tag: Tag) -> Iterator[Kid]:
    """What stands in a tag, without tags for boxes within the box of the same element."""
    for kid in tag.kids:
        if (
            isinstance(kid, Tag)
            and kid.element is not None
            and (kid.element, kid.part) == (tag.element, tag.part)
        ):
            yield from _without_inner_boxes(kid)
        else:
            yield kid


def _begun(tag: Tag, before: list[Kid], parent: Tag) -> Tag | None:
    """The tag before this one that it goes on with; cells, heads and feet of tables need not stand side by side for that."""
    apart = parent.name == "TR" or tag.part in ("thead", "tfoot")
    for kid in reversed(before if apart else before[-1:]):
        if (
            isinstance(kid, Tag)
            and tag.element is not None
            and (kid.element, kid.part, kid.name) == (tag.element, tag.part, tag.name)
        ):
            return kid
    return None


def _identifiers(tag: Tag) -> list[str]:
    return [each.entries["ID"].string for each in tag.walk() if "ID" in each.entries]


class _Naming:
    """Names the tags of one document."""

    def __init__(self, html: Any, headers: dict[str, str]) -> None:
        self.parents = {child: parent for parent in html.iter() for child in parent}
        self.headers = headers
        self.notes = 0
        self.shapes = {
            "L": self._list,
            "LI": self._point,
            "Term": self._term,
            "TH": self._header,
            "TD": self._cell,
            "Figure": self._figure,
            "Link": self._link,
        }

    def shape(self, tag: Tag) -> list[Kid]:
        """What stands in the place of a tag when all within it is named: mostly itself, or what it held where it says nothing."""
        element = tag.element if "::" not in tag.part else None
        if element is not None and element.get("aria-hidden") == "true":
            return []
        tag.kids = [
            made
            for kid in tag.kids
            for made in (self.shape(kid) if isinstance(kid, Tag) else [kid])
        ]
        if tag.name in ("NonStruct", "Span") or tag.part in NAMES:
            tag.name = NAMES.get(tag.part, "")
        if element is not None and tag.name in CONTAINERS:
            self._container(tag)
        if element is not None and (language := self._language_of_its_own(element)):
            tag.name = tag.name or "Span"
            tag.entries["Lang"] = pydyf.String(language)
        if tag.name in self.shapes:
            self.shapes[tag.name](tag)
        if tag.name in CONTAINERS or (tag.name in BODIES and not all(map(_is_in_line, tag.kids))):
            tag.kids = list(_in_paragraphs(tag.kids))
        return [tag] if tag.name and (tag.kids or tag.name in MAY_BE_EMPTY) else tag.kids

    def _container(self, tag: Tag) -> None:
        if self._role(tag.element) == "doc-index":
            tag.name = "Index"
        elif self._role(tag.element) == "doc-endnote":
            tag.name, tag.entries["ID"] = "Note", self._new_note()

    def _list(self, tag: Tag) -> None:
        if tag.part == "dl":
            tag.kids = list(_terms_with_meanings(tag.kids))
        elif self._within(tag.element, "doc-toc"):
            tag.name = "TOC"
        elif numbering := NUMBERINGS.get(tag.layout["list_style_type"]):
            tag.attributes = {"O": "/List", "ListNumbering": f"/{numbering}"}

    def _point(self, tag: Tag) -> None:
        labels = [kid for kid in tag.kids if isinstance(kid, Tag) and kid.name == "Lbl"]
        body = [kid for kid in tag.kids if kid not in labels]
        if self._within(tag.element, "doc-toc"):
            tag.name = "TOCI"
            tag.kids = [
                *labels,
                *(
                    Tag("Reference", [kid]) if isinstance(kid, Tag) and kid.name == "Link" else kid
                    for kid in body
                ),
            ]
            return
        if self._role(tag.element) == "doc-endnote" or self._within(tag.element, "doc-endnotes"):
            body = [Tag("Note", body, entries={"ID": self._new_note()})]
        tag.kids = [*labels, Tag("LBody", body)]
        for each in tag.tags[len(labels) :]:
            each.kids = (
                each.kids if all(map(_is_in_line, each.kids)) else list(_in_paragraphs(each.kids))
            )

    def _term(self, tag: Tag) -> None:
        tag.name = "P" if all(map(_is_in_line, tag.kids)) else "Div"

    def _header(self, tag: Tag) -> None:
        names_row = tag.element.get("scope") in ("row", "rowgroup")
        tag.attributes = {
            "O": "/Table",
            **tag.attributes,
            "Scope": "/Row" if names_row else "/Column",
        }

    def _cell(self, tag: Tag) -> None:
        headers = dict.fromkeys(
            self.headers.get(header.string, header.string)
            for header in tag.attributes.get("Headers", ())
        )
        tag.attributes["Headers"] = pydyf.Array(map(pydyf.String, headers))

    def _figure(self, tag: Tag) -> None:
        if "Alt" not in tag.entries and (label := tag.element.get("aria-label")):
            tag.entries["Alt"] = pydyf.String(label)

    def _link(self, tag: Tag) -> None:
        if not any(isinstance(leaf, Annotation) for leaf in tag.leaves()) or "::" in tag.part:
            tag.name = ""
        elif self._role(tag.element) == "doc-noteref":
            tag.name, tag.kids = "Reference", [Tag("Link", tag.kids, tag.element, tag.part)]

    def _new_note(self) -> pydyf.String:
        self.notes += 1
        return pydyf.String(f"note-{self.notes}")

    def _role(self, element: Any) -> str:
        return str(element.get("role", ""))

    def _within(self, element: Any, role: str) -> bool:
        return element is not None and (
            self._role(element) == role or self._within(self.parents.get(element), role)
        )

    def _language_of_its_own(self, element: Any) -> str:
        """The language of an element where it is another one than that of what it stands in."""
        above = self.parents.get(element)
        while above is not None and not above.get("lang"):
            above = self.parents.get(above)
        language = str(element.get("lang", ""))
        return language if above is not None and language != above.get("lang") else ""


def _terms_with_meanings(kids: Iterable[Kid]) -> Iterator[Tag]:
    """A list of terms: each of its points begins with a term."""
    flat = [
        kid
        for outer in kids
        for kid in (
            outer.kids
            if isinstance(outer, Tag) and outer.name == "Div" and outer.part == "div"
            else [outer]
        )
    ]
    point: list[Kid] = []
    for kid in flat:
        if (
            point
            and isinstance(kid, Tag)
            and kid.part == "dt"
            and isinstance(point[-1], Tag)
            and point[-1].part != "dt"
        ):
            yield Tag("LI", [Tag("LBody", point)])
            point = []
        point.append(kid)
    if point:
        yield Tag("LI", [Tag("LBody", point)])


def _is_in_line(kid: Kid) -> bool:
    return not isinstance(kid, Tag) or kid.name in WITHIN_A_LINE


def _in_paragraphs(kids: Iterable[Kid]) -> Iterator[Kid]:
    """Bare words among paragraphs become paragraphs; a figure by itself stays one."""
    for in_line, run in groupby(kids, _is_in_line):
        words = list(run)
        if in_line and not all(isinstance(kid, Tag) and kid.name == "Figure" for kid in words):
            yield Tag("P", words)
        else:
            yield from words
