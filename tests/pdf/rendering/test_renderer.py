"""The press: each document is made once, and again only when something that goes into it changes or the file in the cache is no longer whole."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from guidance import open_library
from guidance.content import model
from guidance.output.downloads import Download
from guidance.paths import ROOT
from guidance.pdf.documents.builder import STANDARD_EDITIONS, Edition
from guidance.pdf.rendering import toolchain
from guidance.pdf.rendering.cache import PdfCache
from guidance.pdf.rendering.document import PdfDocument
from guidance.pdf.rendering.renderer import ENDED, PdfRenderer, PrintingError, render_document
from guidance.publishing.publication import open_publication
from tests.examples import BASE
from tests.support.commands import ADDRESS

SMALL = PdfDocument(
    "downloads/x.pdf", "X", "handout", "<html lang=en><title>x</title><h1>one</h1>", "2021-06-14"
)


class Told(list[tuple[str, bool]]):
    """Remembers what the press tells: each document's path, and whether it had to be made."""

    total: int | None = None

    def expect(self, total: int) -> None:
        self.total = total

    def __call__(self, printable: PdfDocument, made: bool) -> None:
        assert self.total is not None
        self.append((printable.path, made))

    @property
    def made(self) -> set[str]:
        return {path for path, made in self if made}


def kept(printable: PdfDocument, cache: Path) -> Path:
    """The file of a document in the cache, after it was printed if need be."""
    [download] = PdfRenderer(cache).print_all([printable], Told())
    assert download.file
    return download.file


def state(downloads: list[Download]) -> dict[str, tuple[int, bytes]]:
    """Each file's place on the disk and what it holds: another place means that it was written anew."""
    return {
        download.path: (download.file.stat().st_ino, download.file.read_bytes())
        for download in downloads
        if download.file
    }


def test_a_changed_record_remakes_the_documents_that_hold_it_and_no_other(tmp_path: Path) -> None:
    content, press = tmp_path / "content", PdfRenderer(tmp_path / "press")
    shutil.copytree(BASE, content)
    panel = content / "panels" / "2021-P1.yml"
    before = [*open_publication(content, ADDRESS).documents()]
    files = state(press.print_all(before, Told()))
    old, new = "Demand drives the crime.", "Demand drives all of the crime."
    panel.write_text(panel.read_text("utf-8").replace(old, new), "utf-8")
    told = Told()
    changed = state(press.print_all(open_publication(content, ADDRESS).documents(), told))
    holders = {printable.path for printable in before if old in printable.html}
    assert told.made == holders
    assert "downloads/report-a4.pdf" in holders
    assert {
        "downloads/handouts/2021-P1-a4.pdf",
        "downloads/handouts/2021-R1-a4.pdf",
    } <= files.keys() - holders  # they hold the recommendations alone
    assert {path for path in files if files[path] == changed[path]} == files.keys() - holders
    assert {path for path, made in told if not made} == files.keys() - holders


def test_in_the_projects_own_content_a_changed_takeaway_changes_the_keys_of_the_documents_that_hold_it_and_no_other(
    tmp_path: Path,
) -> None:
    content, record = tmp_path / "content", "2021-P1-06"
    shutil.copytree(ROOT / "content", content)
    panel = content / "panels" / "2021-P1.yml"
    text = panel.read_text("utf-8")
    place = text.index("text: |\n", text.index(f"id: {record}\n")) + len("text: |\n")
    panel.write_text(f"{text[:place]}      One sentence more.\n{text[place:]}", "utf-8")
    one, other = (
        {each.path: each.key for each in open_publication(folder, ADDRESS).documents()}
        for folder in (ROOT / "content", content)
    )
    changed = open_library(content).by_id[record]
    assert isinstance(changed, model.Record)
    usual = ["report", "trainers-pack", *(f"handouts/actor-{actor}" for actor in changed.actors)]
    holders = {f"{name}-{edition.value}" for name in usual for edition in STANDARD_EDITIONS} | {
        f"handouts/2021-P1-{edition.value}" for edition in Edition
    }
    assert len(holders) > 8
    assert one.keys() == other.keys()
    assert {path for path in one if one[path] != other[path]} == {
        f"downloads/{name}.pdf" for name in holders
    }


def test_an_unchanged_document_is_not_printed_again_and_a_changed_one_is(tmp_path: Path) -> None:
    told = Told()
    for html in (SMALL.html, SMALL.html, SMALL.html.replace("one", "two"), SMALL.html):
        [download] = PdfRenderer(tmp_path).print_all([replace(SMALL, html=html)], told)
        assert download.pages == 1
    assert [made for _, made in told] == [True, False, True, False]


def test_the_key_covers_all_that_goes_into_a_file() -> None:
    others = [
        replace(SMALL, html=SMALL.html + " "),
        replace(SMALL, path="downloads/y.pdf"),
        replace(SMALL, form=True),
    ]
    assert len({each.key for each in (SMALL, *others)}) == 4
    told = toolchain.toolchain_fingerprint()
    for maker in (
        "weasyprint",
        "pydyf",
        "fonttools",
        "python",
        "zlib",
        "libpango",
        "tagging.py",
        "press.py",
        "SourceSans3-Regular.ttf",
    ):
        assert maker in told
    assert told.count("SourceSans3") == 5


def test_another_address_of_the_site_makes_other_documents() -> None:
    here, there = (
        {printable.key for printable in open_publication(BASE, address).documents()}
        for address in (ADDRESS, "https://other.example.org/")
    )
    assert not here & there


def spoilt(content: bytes) -> Iterator[bytes]:
    """What may become of a file: cut off, emptied, a bit turned, something behind it."""
    yield content[: len(content) // 2]
    yield b""
    yield content[:400] + bytes([content[400] ^ 1]) + content[401:]
    yield content + b"\n"


def test_a_file_that_is_no_longer_whole_is_noticed_and_made_again(tmp_path: Path) -> None:
    file = kept(SMALL, tmp_path)
    whole = file.read_bytes()
    for content in spoilt(whole):
        file.write_bytes(content)
        assert PdfRenderer(tmp_path).held([SMALL]) == []
        assert kept(SMALL, tmp_path).read_bytes() == whole
    stray = file.rename(tmp_path / f"{SMALL.key}.1.pdf")
    assert PdfRenderer(tmp_path).held([SMALL]) == []
    assert not stray.exists()


def test_what_a_killed_build_leaves_is_neither_taken_for_a_document_nor_kept_for_ever(
    tmp_path: Path,
) -> None:
    (tmp_path / "tmpabc.part").write_bytes(b"%PDF-1.7 half")
    os.utime(tmp_path / "tmpabc.part", (1, 1))
    file = kept(SMALL, tmp_path)
    PdfCache(tmp_path).prune([], file.stat().st_size)
    assert [*tmp_path.iterdir()] == [file]


def test_what_was_used_longest_ago_goes_first_when_the_cache_is_full(tmp_path: Path) -> None:
    shelf = PdfCache(tmp_path)
    for age, key in enumerate(("new", "old", "older")):
        shelf.put(key, b"x" * 100, 1)
        [file] = tmp_path.glob(f"{key}.*")
        os.utime(file, (1_000 - age, 1_000 - age))
    assert shelf.find(["older"])
    shelf.prune([], 250)
    assert shelf.find(["new", "old", "older"]).keys() == {"new", "older"}


def test_what_is_in_use_stays_even_when_the_cache_is_too_small(tmp_path: Path) -> None:
    file = kept(SMALL, tmp_path)
    PdfCache(tmp_path).prune([file], 1)
    assert file.is_file()


def test_what_was_printed_before_does_not_change_a_document() -> None:
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


def test_all_complaints_are_told_at_once_and_what_could_be_printed_is_kept(tmp_path: Path) -> None:
    bad = [
        replace(SMALL, path=f"downloads/{name}.pdf", html=f"{SMALL.html}<a href='#{name}'>x</a>")
        for name in ("b", "a")
    ]
    with pytest.raises(PrintingError) as error:
        PdfRenderer(tmp_path).print_all([*bad, SMALL], Told())
    lines = str(error.value).splitlines()
    assert [line.partition(":")[0] for line in lines] == ["downloads/a.pdf", "downloads/b.pdf"]
    assert len(PdfRenderer(tmp_path).held([*bad, SMALL])) == 1


def printing(folder: Path, number: int) -> subprocess.Popen[str]:
    """So many documents being printed by two processes, with a folder of their own for what is temporary."""
    (folder / "temporary").mkdir()
    command = [
        sys.executable,
        "-m",
        "tests.support.print_in_process",
        str(folder / "press"),
        str(number),
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
def test_printing_leaves_nothing_behind(number: int, tmp_path: Path) -> None:
    going = printing(tmp_path, number)
    said, _ = going.communicate()
    assert going.returncode == 0, said
    assert len(said.splitlines()) == number
    assert [*(tmp_path / "temporary").iterdir()] == []


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGKILL])
def test_printing_that_is_stopped_or_killed_leaves_neither_processes_nor_files_behind(
    sign: signal.Signals, tmp_path: Path
) -> None:
    going = printing(tmp_path, 200)
    assert going.stdout
    assert going.stdout.readline()
    going.send_signal(sign)
    said, _ = going.communicate(timeout=60)  # until no process is left that could say anything
    assert going.returncode == (-sign if sign is signal.SIGKILL else 128 + sign)
    assert len(said.splitlines()) < 100
    assert "Traceback" not in said
    assert [*(tmp_path / "temporary").iterdir()] == []


def test_a_worker_that_is_killed_is_told_in_words_and_leaves_nothing_behind(tmp_path: Path) -> None:
    going = printing(tmp_path, 200)
    assert going.stdout
    assert going.stdout.readline()
    workers = Path(f"/proc/{going.pid}/task/{going.pid}/children").read_text("utf-8").split()
    os.kill(int(workers[0]), signal.SIGKILL)
    said, _ = going.communicate(timeout=60)
    assert going.returncode == 1
    assert said.splitlines()[-1] == ENDED
    assert "Traceback" not in said
    assert [*(tmp_path / "temporary").iterdir()] == []
