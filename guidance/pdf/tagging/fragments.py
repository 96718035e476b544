"""Merges the tags of each element that was split across lines or pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from guidance.pdf.tagging.structure_tree import Kid, Tag

MAY_BE_EMPTY = {"TD", "TH", "TR"}
"""Tags that may be empty, since tables need them."""
REPEATED_PARTS = ("thead", "tfoot")
"""The parts of a table that are printed again on each page."""


def merge_fragments(root: Tag) -> dict[str, str]:
    """Merge the tags below a tag so that each element has one.

    Return which header cells are repetitions: the `ID` of each, with that of the original.
    """
    repeated_headers: dict[str, str] = {}
    _merge(root, repeated_headers)
    return repeated_headers


def _merge(tag: Tag, repeated_headers: dict[str, str]) -> None:
    kids: list[Kid] = []
    for kid in _without_inner_boxes(tag):
        last = kids[-1] if kids else None
        if not isinstance(kid, Tag):
            kids.append(kid)
        elif not (kid.name in MAY_BE_EMPTY or any(True for _ in kid.leaves())):
            continue
        elif (tag.name, kid.name) == ("L", "L") and isinstance(last, Tag):
            last.kids.append(kid)  # a nested list belongs to the item above it
        elif first := _first_fragment(kid, kids, tag):
            if kid.part in REPEATED_PARTS:
                repeated_headers |= {
                    repetition: original
                    for original, repetition in zip(
                        _identifiers(first), _identifiers(kid), strict=False
                    )
                }
            else:
                first.kids.extend(kid.kids)
        else:
            kids.append(kid)
    tag.kids = kids
    for child in tag.tags:
        _merge(child, repeated_headers)


def _without_inner_boxes(tag: Tag) -> Iterator[Kid]:
    """The kids of a tag; tags of inner boxes of the same element are replaced by their kids."""
    for kid in tag.kids:
        if (
            isinstance(kid, Tag)
            and kid.element is not None
            and (kid.element, kid.part) == (tag.element, tag.part)
        ):
            yield from _without_inner_boxes(kid)
        else:
            yield kid


def _first_fragment(tag: Tag, siblings: Sequence[Kid], parent: Tag) -> Tag | None:
    """The earlier sibling that is a fragment of the same element.

    It is the previous one, except for cells, heads and feet of tables, which alternate.
    """
    alternates = parent.name == "TR" or tag.part in REPEATED_PARTS
    for sibling in reversed(siblings if alternates else siblings[-1:]):
        if (
            isinstance(sibling, Tag)
            and tag.element is not None
            and (sibling.element, sibling.part, sibling.name) == (tag.element, tag.part, tag.name)
        ):
            return sibling
    return None


def _identifiers(tag: Tag) -> list[str]:
    return [each.entries["ID"].string for each in tag.walk() if "ID" in each.entries]
