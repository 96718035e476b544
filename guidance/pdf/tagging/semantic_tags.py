"""Semantic tags: names WeasyPrint's tags after their HTML elements and roles.

It supports the roles `doc-toc`, `doc-index`, `doc-endnotes`, `doc-endnote` and `doc-noteref`.
Elements with `aria-hidden` lose their tags, and so become artifacts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

import pydyf

from guidance.pdf.tagging.fragments import MAY_BE_EMPTY, merge_fragments
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
"""The tags of HTML elements that WeasyPrint leaves untagged or tags otherwise.

`Term` is a temporary name, which is replaced when the list of terms is rebuilt.
"""
CONTAINERS = {"Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Index"}
"""Tags that contain paragraphs and other blocks, never bare text."""
BODIES = {"LBody", "TD", "TH", "Caption", "Note"}
"""Tags that contain either bare text, or paragraphs and lists."""
INLINE = {"Span", "Link", "Reference", "Form", "Figure"}
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
"""The values of `ListNumbering` by those of the CSS property `list-style-type`."""


def rebuild_tags(root: Tag, html: Any) -> None:
    """Merge the fragments of each element, then rename its tag.

    `root` is the tag of the document, and `html` its root element.
    """
    _TagRenamer(html, merge_fragments(root)).rename(root)


class _TagRenamer:
    """Renames the tags of one document."""

    def __init__(self, html: Any, repeated_headers: dict[str, str]) -> None:
        self.parents = {child: parent for parent in html.iter() for child in parent}
        self.repeated_headers = repeated_headers
        self.notes = 0
        self.methods = {
            "L": self._list,
            "LI": self._list_item,
            "Term": self._term,
            "TH": self._header,
            "TD": self._cell,
            "Link": self._link,
        }

    def rename(self, tag: Tag) -> list[Kid]:
        """Rename a tag and all within it.

        Return its replacement: the tag itself, or its kids if it has no meaning.
        """
        element = tag.element if "::" not in tag.part else None
        if element is not None and element.get("aria-hidden") == "true":
            return []
        tag.kids = [
            replacement
            for kid in tag.kids
            for replacement in (self.rename(kid) if isinstance(kid, Tag) else [kid])
        ]
        if tag.name in ("NonStruct", "Span") or tag.part in NAMES:
            tag.name = NAMES.get(tag.part, "")
        if element is not None and tag.name in CONTAINERS:
            self._container(tag)
        if element is not None and (language := self._own_language(element)):
            tag.name = tag.name or "Span"
            tag.entries["Lang"] = pydyf.String(language)
        if tag.name in self.methods:
            self.methods[tag.name](tag)
        if tag.name in CONTAINERS or (tag.name in BODIES and not all(map(_is_inline, tag.kids))):
            tag.kids = list(_with_paragraphs(tag.kids))
        return [tag] if tag.name and (tag.kids or tag.name in MAY_BE_EMPTY) else tag.kids

    def _container(self, tag: Tag) -> None:
        if self._role(tag.element) == "doc-index":
            tag.name = "Index"
        elif self._role(tag.element) == "doc-endnote":
            tag.name, tag.entries["ID"] = "Note", self._new_note()

    def _list(self, tag: Tag) -> None:
        if tag.part == "dl":
            tag.kids = list(_term_items(tag.kids))
        elif self._within(tag.element, "doc-toc"):
            tag.name = "TOC"
        elif numbering := NUMBERINGS.get(tag.layout["list_style_type"]):
            tag.attributes = {"O": "/List", "ListNumbering": f"/{numbering}"}

    def _list_item(self, tag: Tag) -> None:
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
                each.kids if all(map(_is_inline, each.kids)) else list(_with_paragraphs(each.kids))
            )

    def _term(self, tag: Tag) -> None:
        tag.name = "P" if all(map(_is_inline, tag.kids)) else "Div"

    def _header(self, tag: Tag) -> None:
        names_row = tag.element.get("scope") in ("row", "rowgroup")
        tag.attributes = {
            "O": "/Table",
            **tag.attributes,
            "Scope": "/Row" if names_row else "/Column",
        }

    def _cell(self, tag: Tag) -> None:
        headers = dict.fromkeys(
            self.repeated_headers.get(header.string, header.string)
            for header in tag.attributes.get("Headers", ())
        )
        tag.attributes["Headers"] = pydyf.Array(map(pydyf.String, headers))

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

    def _own_language(self, element: Any) -> str:
        """The language of an element if it differs from that of its surroundings, else empty."""
        ancestor = self.parents.get(element)
        while ancestor is not None and not ancestor.get("lang"):
            ancestor = self.parents.get(ancestor)
        language = str(element.get("lang", ""))
        return language if ancestor is not None and language != ancestor.get("lang") else ""


def _term_items(kids: Iterable[Kid]) -> Iterator[Tag]:
    """The items of a list of terms: each begins with one or more terms."""
    flat = [
        kid
        for outer in kids
        for kid in (
            outer.kids
            if isinstance(outer, Tag) and outer.name == "Div" and outer.part == "div"
            else [outer]
        )
    ]
    item: list[Kid] = []
    for kid in flat:
        if (
            item
            and isinstance(kid, Tag)
            and kid.part == "dt"
            and isinstance(item[-1], Tag)
            and item[-1].part != "dt"
        ):
            yield Tag("LI", [Tag("LBody", item)])
            item = []
        item.append(kid)
    if item:
        yield Tag("LI", [Tag("LBody", item)])


def _is_inline(kid: Kid) -> bool:
    return not isinstance(kid, Tag) or kid.name in INLINE


def _with_paragraphs(kids: Iterable[Kid]) -> Iterator[Kid]:
    """Wrap bare text among blocks in paragraphs; figures on their own are not wrapped."""
    for is_inline, group in groupby(kids, _is_inline):
        run = list(group)
        if is_inline and not all(isinstance(kid, Tag) and kid.name == "Figure" for kid in run):
            yield Tag("P", run)
        else:
            yield from run
