"""Take the pictures of the handbook and the README, from the examples that the handbook shows.

python -m scripts.pictures
"""

from __future__ import annotations

import io
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import pypdfium2
from markdown_it import MarkdownIt
from PIL import Image
from playwright.sync_api import Page, Route
from rich.console import Console

from guidance import ContentError, open_library
from guidance.content.loader import load_folder
from guidance.diagnostics.reporters import as_text
from guidance.editing.diff_reporters import as_markdown
from guidance.history.comparison.differences import changes
from guidance.library.urls import PLACEHOLDER_URL
from guidance.paths import ROOT
from guidance.pdf.documents.builder import DocumentBuilder
from guidance.pdf.documents.edition import STANDARD_EDITIONS
from guidance.pdf.documents.report.report import build_report
from guidance.pdf.rendering.progress import ConsoleProgress
from guidance.pdf.rendering.renderer import PdfRenderer
from guidance.publishing.publication import open_publication
from tests.support.browser import chromium
from tests.support.commands import copy_project
from tests.support.handbook_examples import PAGES, Example, YamlBlock, examples_on
from tests.support.preview_server import Preview, open_tab, serve_preview, wait_for

PICTURES = ROOT / "docs" / "assets" / "pictures"
COLOURS = 64
"""Colours of a picture: enough to include the accent colour, few enough for small files."""
_EXAMPLES = {example.heading: example for page in PAGES for example in examples_on(page)}
MARGIN = 24
"""White pixels around an element."""
_UNCOVERED = ".md-header { position: static !important }"
_RECORD = "article.record:has([id='2021-P1-09'])"
_ADD_RING = """link => Object.assign(link.style, {
    outline: '4px solid #b3461c', outlineOffset: '4px', borderRadius: '3px'
})"""
_REPLACE_ARTICLE = """(article, html) => {
    article.innerHTML = html;
    article.firstElementChild.style.marginTop = 0;
}"""


def main() -> None:
    """Take every picture, and write its size into the pages that show it."""
    with tempfile.TemporaryDirectory() as temporary, chromium() as browser:
        tab = browser.new_page(
            viewport={"width": 1280, "height": 860},
            device_scale_factor=2,
            color_scheme="light",
            reduced_motion="reduce",
        )
        tab.route(re.compile("//cdnjs"), lambda route: route.abort())
        tab.route("**/*.css", block_on_fonts)
        project = copy_project(Path(temporary), ROOT / "content")
        _insert_blocks(_EXAMPLES["Change a wording"].before, project / "content")
        with serve_preview(project, "build.py", "serve", "--address") as preview:
            for name, picture in site_pictures(tab, preview):
                save(name, picture)
        save("sheet", report_pages(Path(temporary)))


def block_on_fonts(route: Route) -> None:
    """Change styles so that text waits for its font; on the site, a late font is not used."""
    answer = route.fetch()
    route.fulfill(
        response=answer, body=answer.text().replace("font-display: optional", "font-display: block")
    )


def site_pictures(tab: Page, preview: Preview) -> Iterator[tuple[str, Image.Image]]:
    """Names and pictures of the site, with the examples of the handbook in its content."""
    content, panel = preview.folder / "content", f"{preview.url}2021/panels/1/index.html"
    wording, replacement = _EXAMPLES["Change a wording"], _EXAMPLES["Replace"]
    assert tab.context.browser
    open_tab(tab.context.browser, panel).close()  # waits until the preview answers
    tab.goto(f"{preview.url}2021/panels/2/index.html#2021-P2-04")
    yield "page", screenshot(tab).reduce(2)

    tab.goto(panel)
    link = tab.locator(".suggest a")
    link.evaluate(_ADD_RING)
    link.scroll_into_view_if_needed()
    box = link.bounding_box()
    assert box
    yield (
        "correction",
        screenshot(tab, {"x": 284, "y": box["y"] - 110, "width": 724, "height": 160}),
    )

    before = element_picture(tab, _RECORD, ".record__text")
    _insert_blocks(wording.change, content)
    wait_for(tab, "document.body?.innerText.includes('toolbox of its own')")
    yield "before-after", stack(before, element_picture(tab, _RECORD, ".life"))

    with preview.temporary_change(
        content / "panels" / "2021-P1.yml", "actors: [states]", "actors: [sttes]"
    ):
        wait_for(tab, "document.querySelector('.trouble--page')")
        yield (
            "preview",
            stack(
                element_picture(tab, ".trouble--page"),
                element_picture(tab, "article.record:has(.trouble)", ".record__text"),
            ),
        )

    _insert_blocks((*replacement.before, *replacement.change), content)
    wait_for(
        open_tab(tab.context.browser, f"{preview.url}2021/panels/2/index.html"),
        "document.getElementById('2021-P2-17')",
    )
    tab.goto(f"{preview.url}id/2021-P2-16/index.html")
    tab.set_viewport_size({"width": 720, "height": 500})
    yield "withdrawn", element_picture(tab, "main")
    tab.set_viewport_size({"width": 1280, "height": 860})

    tab.goto(f"{preview.url}contributing/index.html")
    html = MarkdownIt().enable("strikethrough").render(diff_report(preview.folder))
    tab.locator("main article").evaluate(_REPLACE_ARTICLE, html)
    yield "account", element_picture(tab, "main article")

    tab.set_viewport_size({"width": 720, "height": 860})
    tab.set_content(problem_report(_EXAMPLES["Read a problem report"], preview.folder))
    yield "answer", element_picture(tab, "svg")


def diff_report(folder: Path) -> str:
    """The Markdown report on a pull request that rewords, adds and withdraws records."""
    examples = [
        _EXAMPLES[heading] for heading in ("Change a wording", "Add a recommendation", "Withdraw")
    ]
    before, after = folder / "before" / "content", folder / "after" / "content"
    shutil.copytree(ROOT / "content", before)
    _insert_blocks((piece for example in examples for piece in example.before), before)
    shutil.copytree(before, after)
    _insert_blocks((piece for example in examples for piece in example.change), after)
    return as_markdown(changes(load_folder(before), load_folder(after)))


def problem_report(example: Example, folder: Path) -> str:
    """The report of the check on a terminal, as SVG."""
    content = shutil.copytree(example.content, folder / "mistaken" / "content")
    _insert_blocks((piece for piece, _ in example.mistakes), content)
    console = Console(record=True, width=92, file=io.StringIO())
    try:
        open_library(content)
    except ContentError as error:
        console.print(as_text(error.problems), markup=False, highlight=False)
    return console.export_svg(title="make check")


def report_pages(folder: Path) -> Image.Image:
    """Two pages of the printed report: the first of a chapter, and the first of its takeaways."""
    publication = open_publication(ROOT / "content", PLACEHOLDER_URL)
    library = publication.library
    conference = library.conferences[-1]
    builder = DocumentBuilder(library, publication.words, publication.urls)
    [document] = build_report(builder, conference, STANDARD_EDITIONS[:1])
    with ConsoleProgress() as progress:
        [download] = PdfRenderer(folder / "pdf-cache").print_all([document], progress)
    pdf = pypdfium2.PdfDocument(download.content)
    panel = library.panels_of(conference.id)[0]
    texts = ["".join(page.get_textpage().get_text_range().split()) for page in pdf]
    starts = [
        "".join(text.split())[:40]
        for text in (panel.introduction or "", library.current_records_of(panel.id)[0].text)
    ]
    pages = [
        pdf[next(number for number, text in enumerate(texts) if start in text)]
        .render(scale=1.25)
        .to_pil()
        for start in starts
    ]
    spread = Image.new("RGB", (2 * pages[0].width + 20, pages[0].height), "#d8dfe5")
    for number, page in enumerate(pages):
        spread.paste(page, (number * (page.width + 20), 0))
    return spread


def screenshot(tab: Page, clip: dict[str, float] | None = None) -> Image.Image:
    """The visible part of a tab, or a rectangle of it in CSS pixels."""
    return Image.open(io.BytesIO(tab.screenshot(clip=clip)))  # type: ignore[arg-type]


def element_picture(tab: Page, selector: str, until: str = "") -> Image.Image:
    """An element of a page with a white margin, cut at the end of an inner element (`until`)."""
    tab.add_style_tag(content=_UNCOVERED)
    element = tab.locator(selector).first
    picture: Image.Image = Image.open(io.BytesIO(element.screenshot()))
    if until:
        whole, last = element.bounding_box(), element.locator(until).first.bounding_box()
        assert whole
        assert last
        picture = picture.crop(
            (0, 0, picture.width, round(2 * (last["y"] + last["height"] - whole["y"])))
        )
    picture_with_margin = Image.new(
        "RGB", (picture.width + 2 * MARGIN, picture.height + 2 * MARGIN), "#ffffff"
    )
    picture_with_margin.paste(picture, (MARGIN, MARGIN))
    return picture_with_margin


def stack(upper: Image.Image, lower: Image.Image) -> Image.Image:
    """Two pictures, one below the other."""
    both = Image.new("RGB", (max(upper.width, lower.width), upper.height + lower.height), "#ffffff")
    both.paste(upper, (0, 0))
    both.paste(lower, (0, upper.height))
    return both


def save(name: str, picture: Image.Image) -> None:
    """Write a picture with few colours, and half its size in pixels into the pages that show it."""
    even = picture.convert("RGB").crop((0, 0, picture.width // 2 * 2, picture.height // 2 * 2))
    path = PICTURES / f"{name}.png"
    even.quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(
        path, optimize=True
    )
    for page in PAGES:
        text = page.read_text("utf-8")
        new_text = re.sub(
            rf"({name}\.png\)\{{)width=\d+ height=\d+",
            rf"\g<1>width={even.width // 2} height={even.height // 2}",
            text,
        )
        if new_text != text:
            page.write_text(new_text, "utf-8")
    print(f"{path.relative_to(ROOT)}: {even.width} × {even.height}, {path.stat().st_size} bytes")


def _insert_blocks(blocks: Iterable[YamlBlock], content: Path) -> None:
    for block in blocks:
        block.insert_into(content)


if __name__ == "__main__":
    main()
