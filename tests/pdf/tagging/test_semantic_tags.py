"""The tags of small documents, one rule per test."""

from __future__ import annotations

import hashlib
import importlib
import inspect
import io
from typing import Any
from urllib.parse import quote

import pikepdf
import pytest

from guidance.pdf.rendering.document import PdfDocument
from guidance.pdf.rendering.renderer import render_document
from guidance.pdf.tagging.finisher import WRAPPED_FUNCTION
from tests.support.pdf_reader import annotations_in, child_elements, elements

MANY_LINES = "<br>".join(f"line {number}" for number in range(80))


def render(body: str, style: str = "", fillable: bool = False) -> pikepdf.Pdf:
    css = f"@page {{ size: a5 }} {style}"
    html = f"<html lang=en><title>x</title><style>{css}</style><body>{body}</body></html>"
    return pikepdf.open(
        io.BytesIO(
            render_document(
                PdfDocument("downloads/x.pdf", "X", "handout", html, "2021-06-14", fillable)
            )[0]
        )
    )


def structure(element: Any) -> Any:
    """The structure types below an element as nested lists, each with a type first."""
    inner = [structure(part) for part in child_elements(element)]
    name = str(element.S).removeprefix("/")
    return [name, *inner] if inner else name


def document_structure(pdf: pikepdf.Pdf) -> Any:
    """The structure of the whole document."""
    return structure(pdf.Root.StructTreeRoot.K[0])[1:]


def test_the_wrapped_function_of_weasyprint_is_unchanged() -> None:
    module, name = WRAPPED_FUNCTION
    text = inspect.getsource(getattr(importlib.import_module(module), name))
    message = (
        "WeasyPrint builds tags in another way: check what changed, adapt "
        "guidance/pdf/tagging/finisher.py, and update this hash"
    )
    assert hashlib.sha256(text.encode()).hexdigest()[:16] == "f716251a83e7096e", message


def test_a_paragraph_across_pages_has_one_tag() -> None:
    pdf = render(f"<section><h1>One</h1><p>{MANY_LINES}</p></section>")
    assert len(pdf.pages) > 1
    assert document_structure(pdf) == [["Sect", "H1", "P"]]


def test_a_link_across_lines_has_one_tag_with_all_annotations() -> None:
    pdf = render(f"<h1>One</h1><p><a href='https://example.org/x'>{'many words ' * 40}</a></p>")
    [link] = elements(pdf, "Link")
    assert len(annotations_in(link)) == len(pdf.pages[0].Annots) > 1


@pytest.mark.parametrize("items", ["<li>a</li><li>b</li>", "<li><p>a</p></li><li><p>b</p></li>"])
@pytest.mark.parametrize(
    ("element", "style", "labels"),
    [("ol", "", ["Lbl"]), ("ul", "", ["Lbl"]), ("ul", "list-style: none", [])],
)
def test_each_list_item_has_a_body(items: str, element: str, style: str, labels: list[str]) -> None:
    pdf = render(f"<h1>One</h1><{element} style='{style}'>{items}</{element}>")
    body = ["LBody", "P"] if "<p>" in items else "LBody"
    assert document_structure(pdf) == ["H1", ["L", ["LI", *labels, body], ["LI", *labels, body]]]
    numbering = str(elements(pdf, "L")[0].get("/A", {}).get("/ListNumbering", ""))
    assert numbering == ({"ol": "/Decimal", "ul": "/Disc"}[element] if labels else "")


def test_a_nested_list_is_within_its_item() -> None:
    pdf = render(
        "<h1>One</h1><ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", "li { list-style: none }"
    )
    assert document_structure(pdf) == [
        "H1",
        ["L", ["LI", ["LBody", "P", ["L", ["LI", "LBody"]]]], ["LI", "LBody"]],
    ]


@pytest.mark.parametrize(
    "terms", ["<dt>a<dd>b<dt>c<dd>d", "<div><dt>a<dd>b</div><div><dt>c<dd>d</div>"]
)
def test_a_term_and_its_meaning_are_one_list_item(terms: str) -> None:
    assert document_structure(render(f"<h1>One</h1><dl>{terms}</dl>")) == [
        "H1",
        ["L", *[["LI", ["LBody", "P", "P"]]] * 2],
    ]


def test_header_cells_have_a_scope() -> None:
    table = "<table><thead><tr><th>a<th>b</thead><tbody><tr><th scope=row>c<td>d</table>"
    pdf = render(f"<h1>One</h1>{table}")
    assert [str(cell.A.Scope) for cell in elements(pdf, "TH")] == ["/Column", "/Column", "/Row"]
    assert document_structure(pdf) == [
        "H1",
        ["Table", ["THead", ["TR", "TH", "TH"]], ["TBody", ["TR", "TH", "TD"]]],
    ]


def test_a_table_head_repeated_on_each_page_is_tagged_once() -> None:
    rows = "".join(f"<tr><td>{number}<td>x" for number in range(80))
    pdf = render(f"<h1>One</h1><table><thead><tr><th>a<th>b</thead><tbody>{rows}</table>")
    assert len(pdf.pages) > 1
    heads, cells = elements(pdf, "TH"), elements(pdf, "TD")
    assert (len(heads), len(cells)) == (2, 160)
    header_ids = {str(head.ID) for head in heads}
    assert {str(header) for cell in cells for header in cell.A.Headers} == header_ids
    assert {str(name) for name in list(pdf.Root.StructTreeRoot.IDTree.Names)[::2]} == header_ids


def test_links_have_a_description_of_their_target() -> None:
    links = (
        "<a href='#b'>2</a> <a href='https://example.org/x'>x</a> "
        "<a href='https://example.org/'>https://example.org/</a> "
        "<a href='#b' title='Part two'>2</a>"
    )
    pdf = render(
        f"<h1>One</h1><p>{links}</p><section id=b><h2>Second part</h2><p>Words.</p></section>"
    )
    descriptions = [str(link.Contents) for link in pdf.pages[0].Annots]
    assert descriptions == [
        "2: Second part",
        "x: https://example.org/x",
        "https://example.org/",
        "Part two",
    ]
    assert all(link.F == 4 for link in pdf.pages[0].Annots)


def test_a_link_description_excludes_note_references_and_hidden_text() -> None:
    mark = "<a href='#n' role=doc-noteref>1</a>"
    pdf = render(
        "<h1>One</h1><p><a href='#b'>there</a></p>"
        f"<h2 id=b>Part{mark} <span aria-hidden=true>*</span>two</h2><p id=n>A note.</p>"
    )
    assert str(pdf.pages[0].Annots[0].Contents) == "there: Part two"


def test_a_table_of_contents_is_tagged_as_toc() -> None:
    contents = (
        "<ul role=doc-toc><li><a href='#b'>B</a><ul><li><a href='#b'>b</a></li></ul></li></ul>"
    )
    line = ["Reference", "Link"]
    pdf = render(f"<h1>One</h1>{contents}<h2 id=b>B</h2>", "li { list-style: none }")
    assert document_structure(pdf) == ["H1", ["TOC", ["TOCI", line, ["TOC", ["TOCI", line]]]], "H2"]


def test_endnotes_and_references_to_them_are_tagged() -> None:
    note = (
        "<ol role=doc-endnotes><li id=n>A note. <a href='#r' role=doc-backlink>Back</a></li></ol>"
    )
    pdf = render(
        f"<h1>One</h1><p>Words <a id=r href='#n' role=doc-noteref>1</a></p><h2>Notes</h2>{note}"
    )
    assert document_structure(pdf) == [
        "H1",
        ["P", ["Reference", "Link"]],
        "H2",
        ["L", ["LI", "Lbl", ["LBody", ["Note", "Link"]]]],
    ]
    assert str(elements(pdf, "Note")[0].ID) == "note-1"


def test_endnotes_outside_of_lists_are_tagged() -> None:
    pdf = render(
        "<h1>One</h1><section role=doc-endnotes><h2>Notes</h2>"
        "<div role=doc-endnote>A note.</div><div role=doc-endnote><p>Another.</p></div></section>"
    )
    assert document_structure(pdf) == ["H1", ["Sect", "H2", "Note", ["Note", "P"]]]
    assert [str(note.ID) for note in elements(pdf, "Note")] == ["note-1", "note-2"]


def test_an_index_is_tagged_as_index() -> None:
    assert document_structure(
        render("<h1>One</h1><section role=doc-index><h2>Index</h2><p>x</p></section>")
    ) == ["H1", ["Index", "H2", "P"]]


def test_text_in_another_language_has_a_language_attribute() -> None:
    pdf = render(
        "<h1>One</h1><p>As one says: <i lang=fr>voilà</i>, <i lang=en>so</i></p>"
        "<p lang=de>Ja. <b>Nein</b>.</p>"
    )
    assert document_structure(pdf) == ["H1", ["P", "Span"], "P"]
    assert str(elements(pdf, "Span")[0].Lang) == "fr"
    assert [str(paragraph.get("/Lang", "")) for paragraph in elements(pdf, "P")] == ["", "de"]


def test_bare_text_among_paragraphs_becomes_a_paragraph() -> None:
    assert document_structure(
        render("<h1>One</h1><div>Bare words<p>A paragraph</p><em>more</em> words</div>")
    ) == ["H1", ["Div", "P", "P", "P"]]


def test_running_headers_and_hidden_text_are_artifacts() -> None:
    pdf = render(
        "<h1>One</h1><p>Words <span aria-hidden=true>mark</span></p>",
        '@page { @top-left { content: "Running" } }',
    )
    content = [
        (str(command.operands[0]), command.operands[1])
        for command in pikepdf.parse_content_stream(pdf.pages[0])
        if str(command.operator) == "BDC"
    ]
    assert [name for name, properties in content if properties.get("/Type") == "/Pagination"] == [
        "/Artifact"
    ] * 2
    parents = pdf.Root.StructTreeRoot.ParentTree.Nums[1]
    assert {int(properties.MCID) for _, properties in content if "/MCID" in properties} == {
        number for number, parent in enumerate(parents) if parent is not None
    }


def test_a_figure_has_alternative_text_and_a_bounding_box() -> None:
    square = "<svg xmlns='http://www.w3.org/2000/svg'><rect width='40' height='40'/></svg>"
    image = f'<img src="data:image/svg+xml,{quote(square)}" alt="A square">'
    pdf = render(f"<h1>One</h1>{image}", "img { display: block; width: 40px; height: 40px }")
    [figure] = elements(pdf, "Figure")
    assert str(figure.Alt) == "A square"
    left, low, right, high = map(float, figure.A.BBox)
    assert (round(right - left), round(high - low)) == (30, 30)
    assert float(pdf.pages[0].MediaBox[3]) > high > low > 400


def test_each_form_field_has_a_tag() -> None:
    pdf = render(
        "<h1>One</h1><form><p><label>Who <input name=who></label></p></form>", fillable=True
    )
    assert document_structure(pdf) == ["H1", ["Div", ["P", "Form"]]]
    assert str(pdf.Root.AcroForm.Fields[0].TU) == "Who"


def test_radio_buttons_of_a_question_are_one_field() -> None:
    choices = "".join(
        f"<span><input type=radio name=far value={value} title='How far: {value}'> {value}</span>"
        for value in ("all", "some")
    )
    pdf = render(
        "<h1>One</h1><form>"
        f"<p role=radiogroup aria-label='How far'>{choices}</p><input name=who title=Who></form>",
        fillable=True,
    )
    assert len(elements(pdf, "Form")) == 3
    far, who = pdf.Root.AcroForm.Fields
    assert (str(far.T), str(far.TU), str(far.FT), str(far.V), str(who.T)) == (
        "far",
        "How far",
        "/Btn",
        "/Off",
        "who",
    )
    assert [(sorted(each.AP.N.keys()), str(each.AS), str(each.TU)) for each in far.Kids] == [
        (["/Off", "/all"], "/Off", "How far: all"),
        (["/Off", "/some"], "/Off", "How far: some"),
    ]
    assert not any("/T" in each or "/FT" in each for each in far.Kids)
    assert [each.objgen for form in elements(pdf, "Form")[:2] for each in annotations_in(form)] == [
        each.objgen for each in far.Kids
    ]


def test_a_long_document_opens_with_its_bookmarks() -> None:
    page = "<p style='break-after: page'>x</p>"
    assert "/PageMode" not in render(f"<h1>One</h1>{page}").Root
    assert str(render(f"<h1>One</h1>{page * 8}").Root.PageMode) == "/UseOutlines"
