"""Print a site's PDFs in parts, as several machines do, and compare the site with that of one.

    python -m scripts.print_in_parts --machines 4

Each machine is a copy of the project with a cache of its own. The first is killed while it prints,
and one PDF of the second is damaged afterwards. The caches are put together by copying, and the
last machine builds the site from them. Each file must equal that of a build by one machine.
"""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import click

from guidance.paths import CONTENT
from scripts.disturbed_project import PRINTED, SITE_URL, copy_project, hashes


class Machine:
    """A copy of the project with its own cache."""

    def __init__(self, root: Path, content: Path) -> None:
        self.root = root
        copy_project(root, content)

    @property
    def cache(self) -> Path:
        """Its cache of PDFs."""
        return self.root / ".cache" / "pdf"

    @property
    def site(self) -> Path:
        """The folder of its site."""
        return self.root / "site"

    def pdfs(self) -> list[Path]:
        """The PDFs in its cache."""
        return sorted(self.cache.glob("*.pdf"))

    def print_part(self, part: str) -> None:
        """Print one part of the missing PDFs."""
        self._run("print", "--part", part)

    def print_and_die(self, part: str) -> None:
        """Begin to print a part, and be killed after the first PDFs."""
        with self._start("print", "--part", part) as process:
            while process.poll() is None and len(self.pdfs()) < PRINTED:
                time.sleep(0.1)
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)

    def build(self) -> None:
        """Build the site."""
        self._run("all")

    def _run(self, *arguments: str) -> None:
        with self._start(*arguments) as process:
            output, _ = process.communicate()
        if process.returncode:
            raise click.ClickException(f"build.py {arguments[0]} failed:\n{output}")

    def _start(self, *arguments: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, str(self.root / "build.py"), *arguments],
            cwd=self.root,
            env=os.environ | {"SITE_URL": SITE_URL},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )


def _processor_seconds(action: Callable[[], object]) -> float:
    """The processor time of the processes that an action starts and that end within it."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    action()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _damage(file: Path) -> None:
    """Change one byte in the middle of a file."""
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


@click.command(help=__doc__.partition("\n")[0])
@click.option(
    "--machines", type=click.IntRange(min=3), default=4, show_default=True, help="How many parts."
)
@click.option(
    "--content",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=CONTENT,
    help="The content folder; by default, content/ of this project.",
)
def main(machines: int, content: Path) -> None:
    """Print a line for each machine; exit with 1 if the sites differ."""
    with tempfile.TemporaryDirectory(prefix="parts-") as name:
        folder = Path(name)
        one, *several = [
            Machine(folder / str(number), content.absolute()) for number in range(machines + 1)
        ]
        seconds = _processor_seconds(one.build)
        click.echo(f"one machine: {len(one.pdfs())} PDFs, {seconds:.1f} s")
        killed, damaged, *_, last = several
        for number, machine in enumerate(several, start=1):
            part = f"{number}/{machines}"
            action = machine.print_and_die if machine is killed else machine.print_part
            seconds = _processor_seconds(lambda: action(part))  # noqa: B023 - it is called at once
            click.echo(f"machine {part}: {len(machine.pdfs())} PDFs, {seconds:.1f} s")
        _damage(damaged.pdfs()[0])
        click.echo("the first was killed, and a PDF of the second was damaged")
        for machine in several[:-1]:
            shutil.copytree(machine.cache, last.cache, dirs_exist_ok=True)
        found = len(last.pdfs())
        seconds = _processor_seconds(last.build)
        click.echo(f"caches together: {found} PDFs; the last machine builds in {seconds:.1f} s")
        differing = {path for path, _ in hashes(one.site).items() ^ hashes(last.site).items()}
        click.echo(f"{len(hashes(one.site))} files compared, {len(differing)} differ")
        for path in sorted(differing):
            click.echo(f"  {path}")
    sys.exit(1 if differing else 0)


if __name__ == "__main__":
    main()
