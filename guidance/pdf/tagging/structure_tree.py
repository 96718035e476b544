"""Structure: the tags of a PDF in the making go in as a tree that can be changed, and go back as the objects of the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import pydyf

Kid: TypeAlias = "Tag | Content | Annotation"


@dataclass(frozen=True)
class Content:
    """Something drawn: the mark that it bears on its page."""

    page: int
    mark: int


@dataclass(frozen=True)
class Annotation:
    """Something to press or to fill in, as it lies on its page."""

    page: int
    object: Any


@dataclass(eq=False)
class Tag:
    """A tag with all that stands in it."""

    name: str
    kids: list[Kid] = field(default_factory=list)
    element: Any = None
    """The element of the HTML behind it, if there is one."""
    part: str = ""
    """What of the element it is: the element's own name, or one such as `li::marker`."""
    layout: Mapping[str, Any] = field(default_factory=dict)
    """How the element is drawn: CSS properties by name."""
    entries: dict[str, Any] = field(default_factory=dict)
    """Entries of the tag beside its name and its kids, such as `Alt`."""
    attributes: dict[str, Any] = field(default_factory=dict)
    """What the standard calls attributes, such as the scope of a header cell."""

    @property
    def tags(self) -> list[Tag]:
        """The tags right within it."""
        return [kid for kid in self.kids if isinstance(kid, Tag)]

    def walk(self) -> Iterator[Tag]:
        """The tag and all tags within it, in reading order."""
        yield self
        for tag in self.tags:
            yield from tag.walk()

    def leaves(self) -> Iterator[Content | Annotation]:
        """All that is drawn or lies within it, in reading order."""
        for kid in self.kids:
            if isinstance(kid, Tag):
                yield from kid.leaves()
            else:
                yield kid


def read_structure(pdf: Any, boxes: Mapping[int, Any]) -> Tag:
    """The tree of tags as WeasyPrint has drawn it; `boxes` holds the box behind the object of each number."""
    pages = {reference: number for number, reference in enumerate(pdf.page_references)}

    def kid(made: Any, page: int) -> Kid:
        if isinstance(made, int):
            return Content(page, made)
        held = _object(pdf, made)
        return (
            Annotation(pages[held["Pg"]], _object(pdf, held["Obj"]))
            if held["Type"] == "/OBJR"
            else read(held)
        )

    def read(made: Any) -> Tag:
        box = boxes.get(made.number)
        page = pages[made["Pg"]] if "Pg" in made else 0
        kids = [kid(each, page) for each in made["K"]]
        tag = Tag(made["S"].removeprefix("/"), kids)
        if box is not None:
            tag.element, tag.part, tag.layout = box.element, box.element_tag or "", box.style
        tag.entries = {key: made[key] for key in ("Alt", "ID") if key in made}
        tag.attributes = dict(made.get("A", {}))
        return tag

    return read(_object(pdf, _object(pdf, pdf.catalog["StructTreeRoot"])["K"][0]))


def write_structure(pdf: Any, root: Tag) -> None:
    """Puts a tree of tags in the place of the one that the PDF has; what is drawn and has no tag becomes an artifact."""
    top = _object(pdf, pdf.catalog["StructTreeRoot"])
    marks = dict(zip(*[iter(_object(pdf, top["ParentTree"])["Nums"])] * 2, strict=True))
    metadata = _object(pdf, pdf.catalog["Metadata"])
    del pdf.objects[
        _object(pdf, top["ParentTree"]).number :
    ]  # the tags were the last to be added, but for the metadata
    parents = pydyf.Dictionary()
    for each in (parents, top, metadata):
        pdf.add_object(each)
    top["ParentTree"], pdf.catalog["StructTreeRoot"], pdf.catalog["Metadata"] = (
        parents.reference,
        top.reference,
        metadata.reference,
    )
    writing = _Writing(
        pdf, [[b"null"] * len(marks[page]) for page in range(len(pdf.page_references))]
    )
    top["K"] = pydyf.Array([writing.write(root, top.reference).reference])
    if writing.named:
        top["IDTree"] = pydyf.Dictionary(
            {
                "Names": pydyf.Array(
                    entry
                    for name in sorted(writing.named)
                    for entry in (pydyf.String(name), writing.named[name])
                )
            }
        )
    nums = [*(pydyf.Array(page) for page in writing.marks), *writing.annotations]
    parents["Nums"] = pydyf.Array(entry for pair in enumerate(nums) for entry in pair)
    _hide_the_rest(pdf, writing.marks)


class _Writing:
    """Writes tags as objects and remembers what the tree's indexes have to tell."""

    def __init__(self, pdf: Any, marks: list[list[Any]]) -> None:
        self.pdf = pdf
        self.pages = pdf.page_references
        self.marks = marks
        self.annotations: list[bytes] = []
        self.named: dict[str, bytes] = {}

    def write(self, tag: Tag, parent: bytes) -> Any:
        """One tag, and all within it."""
        page = next((leaf.page for leaf in tag.leaves()), 0)
        made = pydyf.Dictionary(
            {
                "Type": "/StructElem",
                "S": f"/{tag.name}",
                "P": parent,
                "Pg": self.pages[page],
                **tag.entries,
            }
        )
        if tag.attributes:
            made["A"] = pydyf.Dictionary(tag.attributes)
        self.pdf.add_object(made)
        if "ID" in tag.entries:
            self.named[tag.entries["ID"].string] = made.reference
        made["K"] = pydyf.Array(self._kid(kid, made.reference, page) for kid in tag.kids)
        return made

    def _kid(self, kid: Kid, parent: bytes, page: int) -> Any:
        if isinstance(kid, Tag):
            return self.write(kid, parent).reference
        place = self.pages[kid.page]
        if isinstance(kid, Annotation):
            kid.object["StructParent"] = len(self.marks) + len(self.annotations)
            self.annotations.append(parent)
            return pydyf.Dictionary({"Type": "/OBJR", "Obj": kid.object.reference, "Pg": place})
        self.marks[kid.page][kid.mark] = parent
        return (
            kid.mark
            if kid.page == page
            else pydyf.Dictionary({"Type": "/MCR", "Pg": place, "MCID": kid.mark})
        )


def _hide_the_rest(pdf: Any, marks: list[list[Any]]) -> None:
    """What is marked on a page and belongs to no tag (running headers, page numbers) is drawn as an artifact."""
    for reference, tagged in zip(pdf.page_references, marks, strict=True):
        drawn = _object(pdf, _object(pdf, reference)["Contents"]).stream
        for place, operand in enumerate(drawn):
            if (
                isinstance(operand, pydyf.Dictionary)
                and "MCID" in operand
                and tagged[operand["MCID"]] == b"null"
            ):
                drawn[place - 1 : place + 1] = [
                    "/Artifact",
                    pydyf.Dictionary({"Type": "/Pagination"}),
                ]


def _object(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]
