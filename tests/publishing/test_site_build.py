"""A new site replaces the old one only if it is whole, and if nothing else is in its place."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from guidance.output.checksums import ForeignFilesError
from guidance.output.file import OutputFile
from guidance.output.write_files import write_files
from guidance.publishing.build_context import BuildContext
from guidance.publishing.site_build import IncompleteSiteError, SiteGenerator, build_site
from tests.examples import EMPTY
from tests.support.commands import SITE_URL
from tests.support.kill_at_each_step import OLD, read, write, write_site

ENVIRONMENT = {"SITE_URL": SITE_URL}


def generate(context: BuildContext, folder: Path) -> None:
    """Write the generated files, with a page of HTML for each page of Markdown."""
    write_files(
        (
            OutputFile(f"{file.path.removesuffix('.md')}.html" if file.is_page else file.path, data)
            for file in context.files
            for data in [file.data]
        ),
        folder,
    )


def remove_page(folder: Path) -> None:
    (folder / "index.html").unlink()


def remove_download(folder: Path) -> None:
    (folder / "data" / "guidance.json").unlink()


def empty_font(folder: Path) -> None:
    next((folder / "assets" / "fonts").iterdir()).write_bytes(b"")


def remove_everything(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.mkdir()


@pytest.mark.parametrize("damage", [remove_page, remove_download, empty_font, remove_everything])
def test_a_new_site_with_a_missing_or_damaged_file_does_not_replace_the_old_one(
    damage: Callable[[Path], None], tmp_path: Path
) -> None:
    def generate_damaged(context: BuildContext, folder: Path) -> None:
        generate(context, folder)
        damage(folder)

    write_site(OLD, tmp_path / "site")
    with pytest.raises(IncompleteSiteError, match="is missing or damaged in the new site"):
        build_site(EMPTY, tmp_path / "site", ENVIRONMENT, generate_damaged)
    assert read(tmp_path / "site") == OLD


def test_nothing_is_generated_for_a_folder_that_is_refused(tmp_path: Path) -> None:
    def fail(context: BuildContext, folder: Path) -> None:
        pytest.fail("the site was generated")

    write({"letter.txt": "private"}, tmp_path / "site")
    with pytest.raises(ForeignFilesError):
        build_site(EMPTY, tmp_path / "site", ENVIRONMENT, fail)
    assert read(tmp_path) == {"site/letter.txt": "private"}


def test_a_site_is_not_taken_for_unchanged_if_the_content_changed_during_the_build(
    tmp_path: Path,
) -> None:
    content = Path(shutil.copytree(EMPTY, tmp_path / "content"))
    file = content / "glossary.yml"
    text = file.read_text("utf-8")

    def generate_while_editing(context: BuildContext, folder: Path) -> None:
        generate(context, folder)
        file.write_text(f"{text}# more\n", "utf-8")

    def build(generator: SiteGenerator) -> bool:
        return build_site(content, tmp_path / "site", ENVIRONMENT, generator).is_new

    assert build(generate_while_editing)
    file.write_text(text, "utf-8")
    assert [build(generate), build(generate)] == [True, False]
