"""A cache of files: damage is found, what cannot be stored is no error, nothing else is removed."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from guidance.output.atomic_write import atomic_write, remove_old_parts
from guidance.output.disk_errors import description
from guidance.output.file_cache import FileCache
from guidance.paths import ROOT
from guidance.site.webfonts import font_files
from tests.examples import BASE
from tests.support.kill_at_each_step import read

pytestmark = pytest.mark.slow

KEY = "a" * 64
CONTENT = bytes(range(256)) * 4


def put_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def put_link(path: Path) -> None:
    copy = path.with_name("copy")
    copy.write_bytes(CONTENT)
    path.unlink()
    path.symlink_to(copy)


def put_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def put_dead_link(path: Path) -> None:
    path.unlink()
    path.symlink_to("nowhere")


DAMAGES: dict[str, Callable[[Path], object]] = {
    "emptied": lambda path: path.write_bytes(b""),
    "truncated": lambda path: path.write_bytes(path.read_bytes()[:-1]),
    "extended": lambda path: path.write_bytes(path.read_bytes() + b"\n"),
    "changed": lambda path: path.write_bytes(bytes([path.read_bytes()[0] ^ 1, *CONTENT[1:]])),
    "removed": Path.unlink,
    "unreadable": lambda path: path.chmod(0),
    "folder": put_folder,
    "link": put_link,
    "dead link": put_dead_link,
    "pipe": put_pipe,
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_counts_as_missing(damage: str, tmp_path: Path) -> None:
    cache = FileCache(tmp_path, "bin")
    assert cache.store(KEY, "1", CONTENT) is None
    assert cache.find([KEY])[KEY].content == CONTENT
    DAMAGES[damage](cache.find([KEY])[KEY].path)
    if damage != "unreadable" or os.geteuid():  # root reads everything
        assert cache.find([KEY]) == {}


def test_a_file_that_was_stored_again_after_damage_is_found(tmp_path: Path) -> None:
    cache = FileCache(tmp_path, "bin")
    for _ in range(2):
        assert cache.store(KEY, "1", CONTENT) is None
        assert cache.find([KEY])[KEY].content == CONTENT
        cache.find([KEY])[KEY].path.write_bytes(b"")


@pytest.mark.parametrize("folder", ["file", "file/below", "link"])
def test_a_folder_that_cannot_be_used_is_no_error(folder: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", "utf-8")
    (tmp_path / "link").symlink_to("link")
    cache = FileCache(tmp_path / folder, "bin")
    assert isinstance(cache.store(KEY, "1", CONTENT), OSError)
    assert cache.find([KEY]) == {}
    cache.prune()


def test_fonts_are_made_again_when_they_are_damaged_and_without_a_cache(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    fonts = {file.path: file.data for file in font_files(tmp_path / "fonts")}
    assert {data[:4] for data in fonts.values()} == {b"wOF2"}
    for number, path in enumerate(sorted((tmp_path / "fonts").iterdir())):
        path.write_bytes((b"", path.read_bytes()[:99], b"wOF2")[number % 3])
    assert {file.path: file.data for file in font_files(tmp_path / "fonts")} == fonts
    assert caplog.messages == []
    (tmp_path / "no folder").touch()
    assert {file.path: file.data for file in font_files(tmp_path / "no folder")} == fonts
    assert [message.partition(",")[0] for message in caplog.messages] == [
        f"The cache {tmp_path / 'no folder'} could not be written"
    ]


_WRITE_LARGE = """
import sys
from pathlib import Path
from guidance.output.atomic_write import atomic_write
from guidance.output.disk_errors import description
from guidance.output.file_cache import FileCache
folder = Path(sys.argv[1])
print(type(FileCache(folder, "bin").store("a", "1", bytes(5000))).__name__)
atomic_write(folder / "file", bytes(5000))
"""


def test_no_unfinished_file_stays_on_a_full_disk(tmp_path: Path) -> None:
    process = subprocess.run(
        ["prlimit", "--fsize=4000", sys.executable, "-B", "-c", _WRITE_LARGE, str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (process.returncode, process.stdout) == (1, "OSError\n")
    assert "File too large" in process.stderr
    assert [*tmp_path.iterdir()] == []


def test_an_existing_file_stays_when_another_cannot_be_written(tmp_path: Path) -> None:
    atomic_write(tmp_path / "file", b"old")
    with pytest.raises(TypeError):
        atomic_write(tmp_path / "file", "no bytes")  # type: ignore[arg-type]
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("file", b"old")]


def test_a_full_disk_truncates_no_content_file_to_which_a_record_is_added(tmp_path: Path) -> None:
    content = Path(shutil.copytree(BASE, tmp_path / "content"))
    before = read(content)
    size = (content / "panels" / "2021-P1.yml").stat().st_size
    command = ["prlimit", f"--fsize={size}", sys.executable, "-B", str(ROOT / "build.py"), "new"]
    command += ["takeaway", "--panel", "2021-P1", "--content", str(content)]
    process = subprocess.run(command, capture_output=True, text=True, check=False)
    assert process.returncode == 1
    assert process.stderr.startswith("This could not be read or written: File too large")
    assert read(content) == before


@pytest.mark.parametrize(
    ("number", "message"),
    [
        (errno.ENOSPC, "No space left on device: x. Free some space."),
        (errno.EROFS, "Read-only file system: x. Choose a folder on another disk."),
        (
            errno.EACCES,
            "Permission denied: x. If another user, such as root, has made it, delete it, "
            "or make it yours with 'sudo chown -R'.",
        ),
        (errno.ENOENT, "No such file or directory: x"),
    ],
)
def test_a_message_on_the_disk_says_what_helps(number: int, message: str) -> None:
    assert description(OSError(number, os.strerror(number), "x")) == message


def test_unfinished_files_of_killed_processes_are_removed_once_they_are_old(tmp_path: Path) -> None:
    names = (".key.1.x.pdf.0123abcd.part", ".new.part", "mine.part")
    for name in names:
        (tmp_path / name).touch()
    for name in (names[0], names[2]):
        os.utime(tmp_path / name, (1, 1))
    remove_old_parts(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {".new.part", "mine.part"}
    remove_old_parts(tmp_path / "nowhere")


def test_the_least_recently_used_files_are_pruned_first_but_none_in_use(tmp_path: Path) -> None:
    cache = FileCache(tmp_path, "bin")
    for age, key in enumerate(("new", "old", "older", "oldest")):
        cache.store(key, "1", b"x" * 100)
        [file] = tmp_path.glob(f"{key}.*")
        os.utime(file, (1_000 - age, 1_000 - age))
    assert cache.find(["older"])
    cache.prune(["oldest"], 250)
    assert cache.find(["new", "old", "older", "oldest"]).keys() == {"new", "older", "oldest"}


def test_files_with_other_names_are_never_pruned(tmp_path: Path) -> None:
    for name in ("thesis.pdf", "KEY.1.pdf", ".hidden"):
        (tmp_path / name).write_text("precious", "utf-8")
    cache = FileCache(tmp_path, "pdf")
    cache.store(KEY, "1", CONTENT)
    cache.prune([], 0)
    assert {path.name for path in tmp_path.iterdir()} == {"thesis.pdf", "KEY.1.pdf", ".hidden"}
