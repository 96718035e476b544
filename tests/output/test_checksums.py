"""Nothing is removed or overwritten but what the last build wrote, by path and hash."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from guidance.output.checksums import CHECKSUMS, ForeignFilesError, remove_built, write_checksums
from guidance.output.directory_swap import exchange_folders, swap_in
from guidance.output.file import OutputFile
from guidance.output.write_files import write_new_files
from tests.support.kill_at_each_step import NEW, OLD, no_exchange, read, write, write_site

MANIFEST = {"downloads/manifest.json": "[]"}
"""The file by which a site was once recognized."""


def everything(folder: Path) -> dict[str, bytes | str]:
    """Each file, link and empty folder below a folder, with its content or target."""
    return {
        path.relative_to(folder).as_posix(): (
            str(path.readlink())
            if path.is_symlink()
            else path.read_bytes()
            if path.is_file()
            else "folder"
        )
        for path in sorted(folder.rglob("*"))
    }


def home(folder: Path) -> None:
    write({"documents/will.odt": "private", ".ssh/key": "secret", **MANIFEST}, folder)


def working_tree(folder: Path) -> None:
    write({".git/config": "[core]", "CNAME": "www.example.org", **MANIFEST}, folder)


def unpacked_site(folder: Path) -> None:
    write({**OLD, **MANIFEST}, folder)


def home_with_checksums(folder: Path) -> None:
    write_site(OLD, folder)
    home(folder)


def checksums_of_other_files(folder: Path) -> None:
    write_site(OLD, folder)
    for path in (folder / "index.html", folder / "data.json"):
        path.write_text("written by hand", "utf-8")


def checksums_that_leave_the_folder(folder: Path) -> None:
    write({"will.odt": "private"}, folder.parent)
    folder.mkdir()
    write_checksums(folder, only=["../will.odt", "../site/../will.odt"])
    write({"will.odt": "private"}, folder)


def damaged_checksums(folder: Path) -> None:
    write_site(OLD, folder)
    (folder / CHECKSUMS).write_text("{", "utf-8")


def unfinished_site(folder: Path) -> None:
    write({**OLD, CHECKSUMS: ""}, folder)


def with_more(name: str) -> Callable[[Path], None]:
    def put(folder: Path) -> None:
        write_site(OLD, folder)
        write({name: "mine"}, folder)

    return put


def with_link(folder: Path) -> None:
    write_site(OLD, folder)
    (folder / "documents").symlink_to(folder.parent)


def with_link_for_a_file(folder: Path) -> None:
    write({"index.html": "old"}, folder.parent)
    write_site(OLD, folder)
    (folder / "index.html").unlink()
    (folder / "index.html").symlink_to("../index.html")


def with_pipe(folder: Path) -> None:
    write_site(OLD, folder)
    os.mkfifo(folder / "pipe")


def file_for_folder(folder: Path) -> None:
    folder.write_text("a letter", "utf-8")


FOREIGN: dict[str, tuple[Callable[[Path], None], str]] = {
    "home": (home, "holds something else than a built site; "),
    "working tree": (working_tree, "holds something else than a built site; "),
    "unpacked site": (unpacked_site, "holds something else than a built site; "),
    "damaged checksums": (damaged_checksums, "holds something else than a built site; "),
    "unfinished": (unfinished_site, "holds something else than a built site; "),
    "file": (file_for_folder, "is no folder; "),
    "home with checksums": (
        home_with_checksums,
        "or that have changed since: .ssh/key, documents/will.odt, downloads/manifest.json; ",
    ),
    "changed": (checksums_of_other_files, "or that have changed since: data.json, index.html; "),
    "outside": (checksums_that_leave_the_folder, "or that have changed since: will.odt; "),
    "CNAME": (with_more("CNAME"), "or that have changed since: CNAME; "),
    ".well-known": (with_more(".well-known/security.txt"), ": .well-known/security.txt; "),
    "page": (with_more("2021/own.html"), ": 2021/own.html; "),
    "line break": (with_more("two\nlines"), r": 'two\nlines'; "),
    "link": (with_link, ": documents; "),
    "link for a file": (with_link_for_a_file, ": index.html; "),
    "pipe": (with_pipe, ": pipe; "),
}


@pytest.mark.parametrize("name", FOREIGN)
def test_a_folder_with_anything_that_no_build_wrote_is_refused_before_the_build(
    name: str, tmp_path: Path
) -> None:
    prepare, message = FOREIGN[name]
    prepare(tmp_path / "site")
    before = everything(tmp_path)
    with pytest.raises(ForeignFilesError) as error, swap_in(tmp_path / "site"):
        pytest.fail("the build began")
    assert message in str(error.value)
    assert "\n" not in str(error.value)
    assert everything(tmp_path) == before


@pytest.mark.parametrize("exchange", [exchange_folders, no_exchange])
def test_a_folder_with_only_what_the_last_build_wrote_is_replaced(
    exchange: Callable[[Path, Path], bool], tmp_path: Path
) -> None:
    write_site(OLD, tmp_path / "site")
    write({"2021/.DS_Store": "", "Thumbs.db": ""}, tmp_path / "site")  # by file managers
    (tmp_path / "site" / "2021" / "index.html").unlink()
    (tmp_path / "site" / "empty" / "folders").mkdir(parents=True)
    for _ in range(2):
        with swap_in(tmp_path / "site", exchange) as new:
            write(NEW, new)
        assert {path.name: read(path) for path in tmp_path.iterdir()} == {"site": NEW}


def test_a_file_that_comes_during_the_build_ends_it_and_stays(tmp_path: Path) -> None:
    def build() -> None:
        with swap_in(tmp_path / "site") as new:
            write(NEW, new)
            write({"CNAME": "mine"}, tmp_path / "site")

    write_site(OLD, tmp_path / "site")
    with pytest.raises(ForeignFilesError, match="CNAME"):
        build()
    assert {path.name: read(path) for path in tmp_path.iterdir()} == {
        "site": OLD | {"CNAME": "mine"}
    }


@pytest.mark.parametrize("method", [exchange_folders, no_exchange])
def test_a_file_that_comes_at_the_very_last_moment_is_kept_beside_the_site_and_told(
    method: Callable[[Path, Path], bool], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def exchange(new: Path, folder: Path) -> bool:
        write({"CNAME": "mine"}, folder)
        return method(new, folder)

    write_site(OLD, tmp_path / "site")
    with swap_in(tmp_path / "site", exchange) as new:
        write(NEW, new)
    [left] = [path for path in tmp_path.iterdir() if path.name != "site"]
    assert (read(tmp_path / "site"), read(left)) == (NEW, {"CNAME": "mine"})
    assert [message.partition(" ")[0] for message in caplog.messages] == [str(left)]
    with swap_in(tmp_path / "site") as new:
        write(NEW, new)
    assert read(left) == {"CNAME": "mine"}
    assert len(caplog.messages) == 2


def test_folders_with_the_names_of_unfinished_builds_stay_if_no_build_made_them(
    tmp_path: Path,
) -> None:
    write({"letter.txt": "private"}, tmp_path / ".site.build-abcdefgh")
    write({"letter.txt": "private"}, tmp_path / ".site.build-abcdefgh-old")
    with swap_in(tmp_path / "site") as new:
        write(NEW, new)
    assert {path.name: read(path) for path in tmp_path.iterdir()} == {
        "site": NEW,
        ".site.build-abcdefgh": {"letter.txt": "private"},
        ".site.build-abcdefgh-old": {"letter.txt": "private"},
    }


def test_a_read_only_site_is_replaced_and_leaves_nothing(tmp_path: Path) -> None:
    write_site(OLD, tmp_path / "site")
    for path in [*(tmp_path / "site").rglob("*"), tmp_path / "site"]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    with swap_in(tmp_path / "site") as new:
        write(NEW, new)
    assert {path.name: read(path) for path in tmp_path.iterdir()} == {"site": NEW}


def test_a_folder_below_links_is_replaced_at_its_place(tmp_path: Path) -> None:
    write_site(OLD, tmp_path / "www" / "real")
    (tmp_path / "site").symlink_to("www/real")
    with swap_in(tmp_path / "site") as new:
        write(NEW, new)
    assert (tmp_path / "site").is_symlink()
    assert read(tmp_path / "www" / "real") == NEW
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(ForeignFilesError, match="is no folder"), swap_in(tmp_path / "loop"):
        pytest.fail("the build began")


def test_only_what_is_listed_and_unchanged_is_removed(tmp_path: Path) -> None:
    site, outside = tmp_path / "site", tmp_path / "documents"
    write({"will.odt": "private"}, outside)
    write_site(OLD, site)
    write({"2021/mine.txt": "mine", "index.html": "changed"}, site)
    (site / "link").symlink_to(outside)
    assert not remove_built(site)
    assert read(outside) == {"will.odt": "private"}
    assert read(site) == {"2021/mine.txt": "mine", "index.html": "changed"}
    shutil.rmtree(site / "2021")
    (site / "index.html").unlink()
    (site / "link").unlink()
    assert remove_built(site)


def test_pages_are_written_beside_other_files_but_never_over_them(tmp_path: Path) -> None:
    pages = [OutputFile("index.md", "one"), OutputFile("2021/index.md", "one")]
    write({"2021/own.md": "mine"}, tmp_path)
    for text in ("one", "two"):
        write_new_files([pages[0], OutputFile("2021/index.md", text)], tmp_path)
        assert read(tmp_path) == {
            "2021/index.md": text,
            "2021/own.md": "mine",
            "index.md": "one",
        }
    write({"index.md": "mine"}, tmp_path)
    before = everything(tmp_path)
    with pytest.raises(ForeignFilesError, match=r"index\.md"):
        write_new_files([*pages, OutputFile("new.md", "one")], tmp_path)
    assert everything(tmp_path) == before
    write_new_files([OutputFile("new.md", "one")], tmp_path)
    with pytest.raises(ForeignFilesError, match=r"index\.md"):
        write_new_files(pages, tmp_path)
