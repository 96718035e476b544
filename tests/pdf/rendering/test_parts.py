"""Several machines print one part each, and their caches are put together by copying."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from build import cli
from guidance.commands import printing
from guidance.output.downloads import Download
from guidance.pdf.rendering.document import PdfDocument
from guidance.pdf.rendering.parts import count_of_parts, divide, groups
from guidance.pdf.rendering.printing_times import SECONDS_PER_CHARACTER
from guidance.pdf.rendering.renderer import PdfRenderer
from tests.examples import BASE

COUNT = 3


class SilentProgress:
    """A reporter that says nothing."""

    def expect(self, total: int) -> None:
        pass

    def __call__(self, document: PdfDocument, is_new: bool) -> None:
        pass


def documents() -> list[PdfDocument]:
    """Nine small documents, as each machine has them."""
    text = "<html lang=en><title>x</title><h1>{0}</h1><p>{0}</p>"
    return [
        PdfDocument(f"downloads/{number}.pdf", "X", "handout", text.format(number), "2021-06-14")
        for number in range(9)
    ]


def contents(downloads: list[Download]) -> dict[str, bytes]:
    return {download.path: download.content for download in downloads}


def test_caches_of_three_machines_give_the_same_files_as_one(tmp_path: Path) -> None:
    """One machine is interrupted, and a file of another is damaged."""
    whole = contents(PdfRenderer(tmp_path / "one").print_all(documents(), SilentProgress()))
    printed: list[list[str]] = []
    for number in range(1, COUNT + 1):
        machine = PdfRenderer(tmp_path / str(number))
        of_part = machine.print_part(documents(), (number, COUNT), SilentProgress())
        printed.append([document.path for document in of_part])
    assert sorted(path for paths in printed for path in paths) == sorted(whole)
    [interrupted, *_] = (tmp_path / "1").glob("*.pdf")
    interrupted.rename(interrupted.with_name(f".{interrupted.name}.part"))
    [damaged, *_] = (tmp_path / "2").glob("*.pdf")
    damaged.write_bytes(damaged.read_bytes()[:-1])
    for number in range(1, COUNT + 1):
        shutil.copytree(tmp_path / str(number), tmp_path / "all", dirs_exist_ok=True)
    together = PdfRenderer(tmp_path / "all")
    assert len(together.missing(documents())) == 2
    assert contents(together.print_all(documents(), SilentProgress())) == whole
    assert together.missing(documents()) == []


def test_parts_take_about_equally_long_and_are_the_same_everywhere() -> None:
    paths = [f"{number}.pdf" for number in range(40)]
    seconds = {path: 1.0 + number % 7 for number, path in enumerate(paths)}
    seconds["report.pdf"] = 30
    all_documents = [PdfDocument(path, "", "", "", "") for path in seconds]
    parts = divide(all_documents, seconds, COUNT)
    assert parts == divide(all_documents[::-1], seconds, COUNT)
    work = [sum(seconds[document.path] for document in part) for part in parts]
    assert max(work) - min(work) <= 7
    assert sum(map(len, parts)) == len(all_documents)


def test_the_papers_of_a_document_are_printed_together_and_large_print_apart() -> None:
    names = ["report-a4", "report-light-letter", "handout-letter", "handout-a4", "handout-large-a4"]
    together = groups(
        [PdfDocument(f"{name}.pdf", "", "", "", "") for name in names],
        {f"{name}.pdf": float(number) for number, name in enumerate(names)},
    )
    assert [[document.path for document in group] for group in together] == [
        ["handout-a4.pdf", "handout-letter.pdf"],
        ["handout-large-a4.pdf"],
        ["report-a4.pdf", "report-light-letter.pdf"],
    ]


@pytest.mark.parametrize(
    ("seconds", "count"), [([], 0), ([1.0], 1), ([50.0] * 9, 3), ([200.0] * 40, 16), ([900.0], 1)]
)
def test_the_number_of_parts_follows_the_work(seconds: list[float], count: int) -> None:
    assert count_of_parts(seconds, of_part=180, at_most=16) == count


def test_past_times_are_used_for_a_changed_document(tmp_path: Path) -> None:
    renderer, document = PdfRenderer(tmp_path), PdfDocument("a.pdf", "", "", "text", "")
    renderer.printing_times.store(document, 9.0)
    renderer.printing_times.store(document, 7.5)
    other = PdfDocument("b.pdf", "", "", "x" * 1000, "")
    changed = PdfDocument("a.pdf", "", "", "other text", "")
    assert renderer.printing_times.expected([changed, other]) == pytest.approx(
        {"a.pdf": 7.5, "b.pdf": len(other.html) * SECONDS_PER_CHARACTER}
    )
    assert len([*(tmp_path / "times").iterdir()]) == 1


def test_the_command_lists_the_parts_of_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "PDF_CACHE", tmp_path)
    options = ["print", "--content", str(BASE), "--list-parts", "--minutes", "0.01"]
    listed = CliRunner().invoke(cli, [*options, "--at-most", "3"])
    assert json.loads(listed.stdout) == ["1/3", "2/3", "3/3"]
    assert not [*tmp_path.iterdir()]


@pytest.mark.parametrize("part", ["0/4", "5/4", "2", "a/b", "1/0", "-1/4"])
def test_a_part_that_is_none_is_refused(part: str) -> None:
    refused = CliRunner().invoke(cli, ["print", f"--part={part}"])
    assert refused.exit_code == 2
    assert f"{part!r} is no part, such as 1/4" in refused.stderr
