"""PDFs are cached under a key of everything that affects them, and damaged ones printed again."""

from __future__ import annotations

import io
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from guidance import open_library
from guidance.content import model
from guidance.output.downloads import Download
from guidance.paths import ROOT
from guidance.pdf.documents.edition import HANDOUT_EDITIONS, REPORT_EDITIONS
from guidance.pdf.rendering.document import PdfDocument
from guidance.pdf.rendering.printing_problem import PrintingError
from guidance.pdf.rendering.renderer import (
    WORKER_KILLED,
    PdfRenderer,
    render_document,
)
from guidance.pdf.rendering.toolchain import toolchain_fingerprint
from guidance.publishing.publication import open_publication
from guidance.worksheets.questions import NATURES
from tests.examples import BASE
from tests.support.commands import SITE_URL

SMALL = PdfDocument(
    "downloads/x.pdf", "X", "handout", "<html lang=en><title>x</title><h1>one</h1>", "2021-06-14"
)


class RecordedProgress(list[tuple[str, bool]]):
    """A reporter that records the path of each document, and whether it was printed."""

    total: int | None = None

    def expect(self, total: int) -> None:
        self.total = total

    def __call__(self, document: PdfDocument, is_new: bool) -> None:
        assert self.total is not None
        self.append((document.path, is_new))

    @property
    def printed(self) -> set[str]:
        return {path for path, printed in self if printed}


def cached_file(document: PdfDocument, cache: Path) -> Path:
    """The file of a document in the cache; it is printed if missing."""
    PdfRenderer(cache).print_all([document], RecordedProgress())
    [file] = cache.glob(f"{document.key}.*")
    return file


def state(downloads: list[Download]) -> dict[str, bytes]:
    """The content of each PDF."""
    return {download.path: download.content for download in downloads}


def test_a_changed_record_reprints_only_the_documents_with_that_record(tmp_path: Path) -> None:
    content, renderer = tmp_path / "content", PdfRenderer(tmp_path / "press")
    shutil.copytree(BASE, content)
    panel = content / "panels" / "2021-P1.yml"
    before = [*open_publication(content, SITE_URL).documents()]
    files = state(renderer.print_all(before, RecordedProgress()))
    old, new = "Demand drives the crime.", "Demand drives all of the crime."
    panel.write_text(panel.read_text("utf-8").replace(old, new), "utf-8")
    progress = RecordedProgress()
    changed = state(renderer.print_all(open_publication(content, SITE_URL).documents(), progress))
    holders = {document.path for document in before if old in document.html}
    assert progress.printed == holders
    assert "downloads/2021/report-a4.pdf" in holders
    assert {
        "downloads/2021/worksheet-a4.pdf",
        "downloads/handouts/2021-R1-a4.pdf",
    } <= files.keys() - holders  # they hold the recommendations alone
    assert {path for path in files if files[path] == changed[path]} == files.keys() - holders
    assert {path for path, printed in progress if not printed} == files.keys() - holders


def test_a_changed_takeaway_changes_only_the_keys_of_the_documents_with_it(
    tmp_path: Path,
) -> None:
    content, record = tmp_path / "content", "2021-P1-06"
    shutil.copytree(ROOT / "content", content)
    panel = content / "panels" / "2021-P1.yml"
    text = panel.read_text("utf-8")
    place = text.index("text: |\n", text.index(f"id: {record}\n")) + len("text: |\n")
    panel.write_text(f"{text[:place]}      One sentence more.\n{text[place:]}", "utf-8")
    one, other = (
        {each.path: each.key for each in open_publication(folder, SITE_URL).documents()}
        for folder in (ROOT / "content", content)
    )
    changed = open_library(content).by_id[record]
    assert isinstance(changed, model.Record)
    usual = [
        "2021/trainers-pack",
        *(["2021/worksheet"] if changed.nature in NATURES else []),
        "handouts/2021-P1",
        *(f"handouts/actor-{actor}" for actor in changed.actors),
    ]
    holders = {f"{name}-{edition.value}" for name in usual for edition in HANDOUT_EDITIONS} | {
        f"2021/report-{edition.value}" for edition in REPORT_EDITIONS
    }
    assert len(holders) > 8
    assert one.keys() == other.keys()
    assert {path for path in one if one[path] != other[path]} == {
        f"downloads/{name}.pdf" for name in holders
    }


def test_only_a_changed_document_is_printed_again(tmp_path: Path) -> None:
    progress = RecordedProgress()
    for html in (SMALL.html, SMALL.html, SMALL.html.replace("one", "two"), SMALL.html):
        [download] = PdfRenderer(tmp_path).print_all([replace(SMALL, html=html)], progress)
        assert download.pages == 1
    assert [printed for _, printed in progress] == [True, False, True, False]


def test_the_key_covers_everything_that_affects_a_pdf() -> None:
    others = [
        replace(SMALL, html=SMALL.html + " "),
        replace(SMALL, path="downloads/y.pdf"),
        replace(SMALL, fillable=True),
        replace(SMALL, max_pages=1),
    ]
    assert len({each.key for each in (SMALL, *others)}) == 5
    assert replace(SMALL, origins={"a": "b:1"}).key == SMALL.key
    fingerprint = toolchain_fingerprint()
    for name in (
        "weasyprint",
        "pydyf",
        "fonttools",
        "python",
        "zlib",
        "libpango",
        "semantic_tags.py",
        "renderer.py",
        "SourceSans3-Regular.ttf",
    ):
        assert name in fingerprint
    assert fingerprint.count("SourceSans3") == 5


def test_another_site_url_changes_every_document() -> None:
    here, there = (
        {document.key for document in open_publication(BASE, address).documents()}
        for address in (SITE_URL, "https://other.example.org/")
    )
    assert not here & there


def damaged(content: bytes) -> Iterator[bytes]:
    """Damaged versions of a file: truncated, empty, a bit flipped, something appended."""
    yield content[: len(content) // 2]
    yield b""
    yield content[:400] + bytes([content[400] ^ 1]) + content[401:]
    yield content + b"\n"


def test_a_damaged_pdf_is_detected_and_printed_again(tmp_path: Path) -> None:
    file = cached_file(SMALL, tmp_path)
    intact = file.read_bytes()
    for content in damaged(intact):
        file.write_bytes(content)
        assert PdfRenderer(tmp_path).cached([SMALL]) == []
        assert cached_file(SMALL, tmp_path).read_bytes() == intact
    file.rename(tmp_path / f"{SMALL.key}.1.pdf")
    assert PdfRenderer(tmp_path).cached([SMALL]) == []


def test_a_pdf_does_not_depend_on_documents_printed_before() -> None:
    alone = render_document(SMALL)
    assert (
        render_document(
            replace(
                SMALL, html=SMALL.html + "<p><b>more</b> <i>words</i> in <small>other</small> faces"
            )
        )
        != alone
    )
    assert render_document(SMALL) == alone


def test_all_messages_are_reported_together_and_sound_documents_are_cached(tmp_path: Path) -> None:
    bad = [
        replace(SMALL, path=f"downloads/{name}.pdf", html=f"{SMALL.html}<a href='#{name}'>x</a>")
        for name in ("b", "a")
    ]
    with pytest.raises(PrintingError) as error:
        PdfRenderer(tmp_path).print_all([*bad, SMALL], RecordedProgress())
    lines = str(error.value).splitlines()
    assert [line.partition(":")[0] for line in lines] == ["downloads/a.pdf", "downloads/b.pdf"]
    assert len(PdfRenderer(tmp_path).cached([*bad, SMALL])) == 1


def start_printing(folder: Path, number: int, workers: int = 2) -> subprocess.Popen[str]:
    """A process that prints so many documents with some workers and a temporary folder."""
    (folder / "temporary").mkdir()
    command = [
        sys.executable,
        "-m",
        "tests.support.print_in_process",
        str(folder / "press"),
        str(number),
        str(workers),
    ]
    environment = os.environ | {"TMPDIR": str(folder / "temporary")}
    return subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


@pytest.mark.parametrize("number", [1, 3])
def test_printing_leaves_no_temporary_files(number: int, tmp_path: Path) -> None:
    process = start_printing(tmp_path, number)
    output, _ = process.communicate()
    assert process.returncode == 0, output
    assert len(output.splitlines()) == number
    assert [*(tmp_path / "temporary").iterdir()] == []


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("stop_signal", [signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_stopped_or_killed_printing_leaves_neither_processes_nor_files(
    stop_signal: signal.Signals, workers: int, tmp_path: Path
) -> None:
    process = start_printing(tmp_path, 200, workers)
    assert process.stdout
    assert process.stdout.readline()
    process.send_signal(stop_signal)
    output, _ = process.communicate(timeout=60)  # returns when no worker is left either
    assert process.returncode == (
        -stop_signal if stop_signal is signal.SIGKILL else 128 + stop_signal
    )
    assert len(output.splitlines()) < 100
    assert "Traceback" not in output
    assert [*(tmp_path / "temporary").iterdir()] == []


def test_a_killed_worker_is_reported_and_leaves_no_files(tmp_path: Path) -> None:
    process = start_printing(tmp_path, 200)
    assert process.stdout
    assert process.stdout.readline()
    workers = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text("utf-8").split()
    os.kill(int(workers[0]), signal.SIGKILL)
    output, _ = process.communicate(timeout=60)
    assert process.returncode == 1
    assert output.splitlines()[-1] == WORKER_KILLED
    assert "Traceback" not in output
    assert [*(tmp_path / "temporary").iterdir()] == []


@pytest.mark.parametrize(
    "html",
    [
        '<a href="#nowhere">x</a>',
        "<p style='colour: red'>x</p>",
        "<img src='https://example.org/x.png' alt='x'>",
    ],
)
def test_a_warning_of_weasyprint_is_an_error(html: str) -> None:
    with pytest.raises(PrintingError, match=r"downloads/x\.pdf: "):
        render_document(replace(SMALL, html=f"<html lang=en><title>x</title>{html}"))


def test_only_a_fillable_document_has_form_fields() -> None:
    form = "<form><label>Who <input name=who></label></form>"
    for fillable in (False, True):
        pdf, _ = render_document(replace(SMALL, html=SMALL.html + form, fillable=fillable))
        with pikepdf.open(io.BytesIO(pdf)) as file:
            assert ("/AcroForm" in file.Root) is fillable
