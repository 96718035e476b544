"""Reads the structure tree of a PDF into mutable tags, and writes it back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import pydyf

Kid: TypeAlias = "Tag | Content | Annotation"


@dataclass(frozen=True)
class Content:
    """Marked content: a piece of a page's content stream."""

    page: int
    """The index of the page."""
    mark: int
    """The MCID, its number on the page."""


@dataclass(frozen=True)
class Annotation:
    """A link or a form field on a page."""

    page: int
    """The index of the page."""
    object: Any
    """The dictionary of the annotation."""


@dataclass(eq=False)
class Tag:
    """A structure element with its content."""

    name: str
    """The structure type, such as P; empty for a tag without meaning."""
    kids: list[Kid] = field(default_factory=list)
    element: Any = None
    """The HTML element that it represents, if any."""
    part: str = ""
    """The name of the element, or of its pseudo-element, such as `li::marker`."""
    layout: Mapping[str, Any] = field(default_factory=dict)
    """The computed CSS properties of the element."""
    entries: dict[str, Any] = field(default_factory=dict)
    """Entries of its dictionary other than type and kids, such as `Alt`."""
    attributes: dict[str, Any] = field(default_factory=dict)
    """Structure attributes, such as the scope of a header cell."""

    @property
    def tags(self) -> list[Tag]:
        """The tags among its kids."""
        return [kid for kid in self.kids if isinstance(kid, Tag)]

    def walk(self) -> Iterator[Tag]:
        """The tag and all its descendants, in reading order."""
        yield self
        for tag in self.tags:
            yield from tag.walk()

    def leaves(self) -> Iterator[Content | Annotation]:
        """The marked content and annotations within it, in reading order."""
        for kid in self.kids:
            if isinstance(kid, Tag):
                yield from kid.leaves()
            else:
                yield kid


def read_structure(pdf: Any, boxes: Mapping[int, Any]) -> Tag:
    """The tags that WeasyPrint has written.

    `boxes` are the layout boxes of tags, by the number of the tag's PDF object.
    """
    pages = {reference: number for number, reference in enumerate(pdf.page_references)}

    def read_kid(kid: Any, page: int) -> Kid:
        if isinstance(kid, int):
            return Content(page, kid)
        dictionary = _object(pdf, kid)
        return (
            Annotation(pages[dictionary["Pg"]], _object(pdf, dictionary["Obj"]))
            if dictionary["Type"] == "/OBJR"
            else read(dictionary)
        )

    def read(element: Any) -> Tag:
        box = boxes.get(element.number)
        page = pages[element["Pg"]] if "Pg" in element else 0
        tag = Tag(element["S"].removeprefix("/"), [read_kid(kid, page) for kid in element["K"]])
        if box is not None:
            tag.element, tag.part, tag.layout = box.element, box.element_tag or "", box.style
        tag.entries = {key: element[key] for key in ("Alt", "ID") if key in element}
        tag.attributes = dict(element.get("A", {}))
        return tag

    return read(_object(pdf, _object(pdf, pdf.catalog["StructTreeRoot"])["K"][0]))


def write_structure(pdf: Any, root: Tag) -> None:
    """Replace the structure tree of a PDF. Content without a tag becomes an artifact."""
    top = _object(pdf, pdf.catalog["StructTreeRoot"])
    marks = dict(zip(*[iter(_object(pdf, top["ParentTree"])["Nums"])] * 2, strict=True))
    metadata = _object(pdf, pdf.catalog["Metadata"])
    # Tags and metadata are the last objects of the file: remove them, and keep the metadata.
    del pdf.objects[_object(pdf, top["ParentTree"]).number :]
    parents = pydyf.Dictionary()
    for each in (parents, top, metadata):
        pdf.add_object(each)
    top["ParentTree"], pdf.catalog["StructTreeRoot"], pdf.catalog["Metadata"] = (
        parents.reference,
        top.reference,
        metadata.reference,
    )
    writer = _Writer(
        pdf, [[b"null"] * len(marks[page]) for page in range(len(pdf.page_references))]
    )
    top["K"] = pydyf.Array([writer.write(root, top.reference).reference])
    if writer.references:
        top["IDTree"] = pydyf.Dictionary(
            {
                "Names": pydyf.Array(
                    entry
                    for name in sorted(writer.references)
                    for entry in (pydyf.String(name), writer.references[name])
                )
            }
        )
    nums = [*(pydyf.Array(page) for page in writer.marks), *writer.annotations]
    parents["Nums"] = pydyf.Array(entry for pair in enumerate(nums) for entry in pair)
    _mark_artifacts(pdf, writer.marks)


class _Writer:
    """Writes tags as PDF objects, and collects the parent tree and the names of tags."""

    def __init__(self, pdf: Any, marks: list[list[Any]]) -> None:
        self.pdf = pdf
        self.pages = pdf.page_references
        self.marks = marks
        self.annotations: list[bytes] = []
        self.references: dict[str, bytes] = {}

    def write(self, tag: Tag, parent: bytes) -> Any:
        """Write a tag and its descendants; `parent` is a reference."""
        page = next((leaf.page for leaf in tag.leaves()), 0)
        element = pydyf.Dictionary(
            {
                "Type": "/StructElem",
                "S": f"/{tag.name}",
                "P": parent,
                "Pg": self.pages[page],
                **tag.entries,
            }
        )
        if tag.attributes:
            element["A"] = pydyf.Dictionary(tag.attributes)
        self.pdf.add_object(element)
        if "ID" in tag.entries:
            self.references[tag.entries["ID"].string] = element.reference
        element["K"] = pydyf.Array(self._kid(kid, element.reference, page) for kid in tag.kids)
        return element

    def _kid(self, kid: Kid, parent: bytes, page: int) -> Any:
        if isinstance(kid, Tag):
            return self.write(kid, parent).reference
        page_reference = self.pages[kid.page]
        if isinstance(kid, Annotation):
            kid.object["StructParent"] = len(self.marks) + len(self.annotations)
            self.annotations.append(parent)
            return pydyf.Dictionary(
                {"Type": "/OBJR", "Obj": kid.object.reference, "Pg": page_reference}
            )
        self.marks[kid.page][kid.mark] = parent
        return (
            kid.mark
            if kid.page == page
            else pydyf.Dictionary({"Type": "/MCR", "Pg": page_reference, "MCID": kid.mark})
        )


def _mark_artifacts(pdf: Any, marks: list[list[Any]]) -> None:
    """Turn marked content without a tag, such as page numbers, into artifacts."""
    for reference, page_marks in zip(pdf.page_references, marks, strict=True):
        stream = _object(pdf, _object(pdf, reference)["Contents"]).stream
        for position, operand in enumerate(stream):
            if (
                isinstance(operand, pydyf.Dictionary)
                and "MCID" in operand
                and page_marks[operand["MCID"]] == b"null"
            ):
                stream[position - 1 : position + 1] = [
                    "/Artifact",
                    pydyf.Dictionary({"Type": "/Pagination"}),
                ]


def _object(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]
