"""The pictures of the handbook and the README: the content and the handbook's own examples go in, small PNG files come out.

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
from guidance.editing.diff import changes
from guidance.editing.diff_reporters import as_markdown
from guidance.library.urls import PLACEHOLDER
from guidance.paths import ROOT
from guidance.pdf.documents.builder import STANDARD_EDITIONS, DocumentBuilder
from guidance.pdf.documents.report import build_report
from guidance.pdf.rendering.progress import ConsoleProgress
from guidance.pdf.rendering.renderer import PdfRenderer
from guidance.publishing.publication import open_publication
from tests.support.browser import chromium
from tests.support.commands import copy_project
from tests.support.handbook_examples import PAGES, Example, Piece, examples
from tests.support.preview_server import Preview, open_tab, serve_preview, wait_for

PICTURES = ROOT / "docs" / "assets" / "pictures"
COLOURS = 64
"""Pictures of pages do with few colours, and are small with them; the accent, of few pixels, must be one of them."""
_EXAMPLES = {example.heading: example for page in PAGES for example in examples(page)}
AROUND = 24
"""Pixels of white around an element."""
_UNCOVERED = ".md-header { position: static !important }"
_RECORD = "article.record:has([id='2021-P1-09'])"
_RING = "pencil => Object.assign(pencil.style, {outline: '4px solid #b3461c', outlineOffset: '4px', borderRadius: '50%'})"


def main() -> None:
    """Takes every picture anew, and tells the handbook how large each has become."""
    with tempfile.TemporaryDirectory() as temporary, chromium() as browser:
        tab = browser.new_page(
            viewport={"width": 1280, "height": 860},
            device_scale_factor=2,
            color_scheme="light",
            reduced_motion="reduce",
        )
        tab.route(re.compile("//cdnjs"), lambda route: route.abort())
        tab.route("**/*.css", patient)
        project = copy_project(Path(temporary), ROOT / "content")
        _lay(_EXAMPLES["Change a wording"].before, project / "content")
        with serve_preview(project, "build.py", "serve", "--address") as served:
            for name, picture in taken(tab, served):
                keep(name, picture)
        keep("sheet", sheet(Path(temporary)))


def patient(route: Route) -> None:
    """Styles with which a picture waits for its fonts: for readers, a font that wait_for late stays away."""
    answer = route.fetch()
    route.fulfill(
        response=answer, body=answer.text().replace("font-display: optional", "font-display: block")
    )


def taken(tab: Page, served: Preview) -> Iterator[tuple[str, Image.Image]]:
    """Pictures of the site in a preview, in which the examples of the handbook happen one after another."""
    content, panel = served.folder / "content", f"{served.address}2021/panels/1/index.html"
    wording, replaced = _EXAMPLES["Change a wording"], _EXAMPLES["Replace"]
    assert tab.context.browser
    open_tab(tab.context.browser, panel).close()  # once it answers, the preview has begun
    tab.goto(f"{served.address}2021/panels/2/index.html#2021-P2-04")
    yield "page", shot(tab).reduce(2)

    tab.goto(panel)
    tab.locator("a.md-content__button").first.evaluate(_RING)
    yield "pencil", shot(tab, {"x": 284, "y": 104, "width": 724, "height": 160})

    before = of(tab, _RECORD, ".record__text")
    _lay(wording.change, content)
    wait_for(tab, "document.body?.innerText.includes('toolbox of its own')")
    yield "before-after", above(before, of(tab, _RECORD, ".life"))

    with served.changed(content / "panels" / "2021-P1.yml", "actors: [states]", "actors: [sttes]"):
        wait_for(tab, "document.querySelector('.trouble--page')")
        yield (
            "preview",
            above(
                of(tab, ".trouble--page"), of(tab, "article.record:has(.trouble)", ".record__text")
            ),
        )

    _lay((*replaced.before, *replaced.change), content)
    wait_for(
        open_tab(tab.context.browser, f"{served.address}2021/panels/2/index.html"),
        "document.getElementById('2021-P2-17')",
    )
    tab.goto(f"{served.address}id/2021-P2-16/index.html")
    tab.set_viewport_size({"width": 720, "height": 500})
    yield "withdrawn", of(tab, "main")
    tab.set_viewport_size({"width": 1280, "height": 860})

    tab.goto(f"{served.address}contributing/index.html")
    written = MarkdownIt().enable("strikethrough").render(account(served.folder))
    tab.locator("main article").evaluate(
        "(article, written) => { article.innerHTML = written; article.firstElementChild.style.marginTop = 0 }",
        written,
    )
    yield "account", of(tab, "main article")

    tab.set_viewport_size({"width": 720, "height": 860})
    tab.set_content(answer(_EXAMPLES["Read a problem report"], served.folder))
    yield "answer", of(tab, "svg")


def account(folder: Path) -> str:
    """What a request tells that rewords, adds and withdraws."""
    told = [
        _EXAMPLES[heading] for heading in ("Change a wording", "Add a recommendation", "Withdraw")
    ]
    before, after = folder / "before" / "content", folder / "after" / "content"
    shutil.copytree(ROOT / "content", before)
    _lay((piece for example in told for piece in example.before), before)
    shutil.copytree(before, after)
    _lay((piece for example in told for piece in example.change), after)
    return as_markdown(
        changes(
            *([document for document, _ in load_folder(content)] for content in (before, after))
        )
    )


def answer(example: Example, folder: Path) -> str:
    """What the check answers on a terminal, as SVG."""
    content = shutil.copytree(example.content, folder / "mistaken" / "content")
    _lay((piece for piece, _ in example.mistakes), content)
    console = Console(record=True, width=92, file=io.StringIO())
    try:
        open_library(content)
    except ContentError as error:
        console.print(as_text(error.problems), markup=False, highlight=False)
    return console.export_svg(title="make check")


def sheet(folder: Path) -> Image.Image:
    """The first page of a chapter and the first page of its takeaways, from the report."""
    publication = open_publication(ROOT / "content", PLACEHOLDER)
    library = publication.library
    conference = library.conferences[-1]
    document = build_report(
        DocumentBuilder(library, publication.words, publication.urls),
        conference,
        STANDARD_EDITIONS[0],
    )
    with ConsoleProgress() as told:
        [printed] = PdfRenderer(folder / "press").print_all([document], told)
    pdf = pypdfium2.PdfDocument(printed.file)
    panel = library.panels_of(conference.id)[0]
    texts = ["".join(page.get_textpage().get_text_range().split()) for page in pdf]
    starts = [
        "".join(text.split())[:40]
        for text in (panel.introduction, library.current_records_of(panel.id)[0].text)
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


def shot(tab: Page, clip: dict[str, float] | None = None) -> Image.Image:
    """What a tab shows, or a part of it."""
    return Image.open(io.BytesIO(tab.screenshot(clip=clip)))  # type: ignore[arg-type]


def of(tab: Page, selector: str, until: str = "") -> Image.Image:
    """An element of a page, or of it what stands above the end of another one, with some white around."""
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
    framed = Image.new("RGB", (picture.width + 2 * AROUND, picture.height + 2 * AROUND), "#ffffff")
    framed.paste(picture, (AROUND, AROUND))
    return framed


def above(upper: Image.Image, lower: Image.Image) -> Image.Image:
    """Two pictures, one below the other."""
    both = Image.new("RGB", (max(upper.width, lower.width), upper.height + lower.height), "#ffffff")
    both.paste(upper, (0, 0))
    both.paste(lower, (0, upper.height))
    return both


def keep(name: str, picture: Image.Image) -> None:
    """Writes a picture with few colours, and its size into the pages that show it at half of that."""
    even = picture.convert("RGB").crop((0, 0, picture.width // 2 * 2, picture.height // 2 * 2))
    path = PICTURES / f"{name}.png"
    even.quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(
        path, optimize=True
    )
    for page in PAGES:
        text = page.read_text("utf-8")
        sized = re.sub(
            rf"({name}\.png\)\{{)width=\d+ height=\d+",
            rf"\g<1>width={even.width // 2} height={even.height // 2}",
            text,
        )
        if sized != text:
            page.write_text(sized, "utf-8")
    print(f"{path.relative_to(ROOT)}: {even.width} × {even.height}, {path.stat().st_size} bytes")


def _lay(pieces: Iterable[Piece], content: Path) -> None:
    for piece in pieces:
        piece.lay_into(content)


if __name__ == "__main__":
    main()
