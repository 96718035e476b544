"""Build the real content on bad days, and check that the site stays whole.

    python -m scripts.bad_days --kills 30 --caches 10 --disks 5 --together 3

Each day begins with a whole site and a cache that lacks a few PDFs, so that some are printed:

- kills: a build gets SIGKILL or SIGTERM at a random moment, every third one in its first second;
- caches: files of all caches are emptied, cut, overwritten, exchanged or removed;
- disks: the disk is full at a random moment. With `--small-disk`, a folder on a small disk is
  filled, such as one of `mount -t tmpfs -o size=300m none FOLDER`; without it, the builds may
  write no file beyond a size;
- together: three builds begin at once.

After each disturbed build the site must be the whole old or the whole new one, and after an
undisturbed one each file must equal that of a clean build. Nothing may be left in the project, its
cache and the folder for temporary files; only SIGKILL may leave unfinished sites, until the next
undisturbed build.
"""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from random import Random

import click

from guidance.output.termination import EXIT_STATUS
from guidance.paths import CONTENT
from scripts.cache_damages import DAMAGES, WHILE_BUILDING
from scripts.disturbed_project import PRINTED, DisturbedProject, output_of

FIRST = 1.0
"""Seconds in which every third kill happens."""


def kill(project: DisturbedProject, number: int, duration: float) -> tuple[str, list[str]]:
    """Kill a build at a random moment; every third time, build again undisturbed."""
    stop = (signal.SIGTERM, signal.SIGKILL)[number % 2]
    unfinished = project.unfinished()
    while True:
        project.warm_cache(without=project.random.randint(1, PRINTED))
        project.prepare()
        moment = project.random.uniform(0, FIRST if number % 3 == 0 else duration)
        process = project.start()
        time.sleep(moment)
        process.send_signal(stop)
        output = output_of(process)
        if process.returncode:  # else it had ended before
            break
        duration *= 0.8
    unfinished |= project.unfinished() if stop == signal.SIGKILL else set()
    faults = project.faults(may_be_old=True, unfinished=unfinished)
    faults += _ending(process, output, -stop, EXIT_STATUS)
    what = f"{stop.name} after {moment:.2f} s: {project.state()}"
    if number % 3 == 2:
        project.prepare()
        project.finish()
        faults += project.faults()
        what += f", then {project.state()}"
    return what, faults


def damage_cache(project: DisturbedProject, number: int) -> tuple[str, list[str]]:
    """Damage a cache in one way, before a build or all the time, and build."""
    project.warm_cache(without=2)
    project.prepare()
    damage = DAMAGES[number % len(DAMAGES)]
    if damage not in WHILE_BUILDING:
        damage(project.cache, project.random)
    process = project.start()
    while damage in WHILE_BUILDING and process.poll() is None:
        damage(project.cache, project.random)
        time.sleep(0.05)
    output = output_of(process)
    if not project.cache.is_dir():
        project.cache.unlink(missing_ok=True)
    if damage in WHILE_BUILDING and project.state() == "new site":
        project.prepare()
        project.finish()
    what = f"{(damage.__doc__ or '').rstrip('.')}: {project.state()}"
    return what, [*project.faults(), *_ending(process, output)]


def fill_disk(project: DisturbedProject, small_disk: Path | None) -> tuple[str, list[str]]:
    """Build on a disk that gets full, and again on one with space."""
    project.warm_cache(without=PRINTED)
    project.prepare()
    needed = sum(path.stat().st_size for path in project.site.rglob("*") if path.is_file())
    if small_disk:
        left = int(needed * project.random.uniform(0, 1))
        filler = small_disk / "filler"
        _fill(filler, shutil.disk_usage(small_disk).free - left)
        process = project.start()
    else:
        largest = max(path.stat().st_size for path in project.site.rglob("*") if path.is_file())
        left = int(largest * project.random.uniform(0, 1) ** 4)
        process = project.start(limit=left)
    output = output_of(process)
    if small_disk:
        filler.unlink()
    what = f"{left / 1e6:.2f} MB left: {project.state()}, {output.strip().splitlines()[-1:]}"
    faults = project.faults(may_be_old=True)
    faults += _ending(process, output, 1 if project.state() == "old site" else 0)
    project.finish()
    return what, [*faults, *project.faults()]


def build_together(project: DisturbedProject) -> tuple[str, list[str]]:
    """Begin three builds at once."""
    project.warm_cache(without=PRINTED)
    project.prepare()
    processes = [project.start() for _ in range(3)]
    outputs = [output_of(process) for process in processes]
    faults = project.faults()
    for process, output in zip(processes, outputs, strict=True):
        faults += _ending(process, output)
    return f"three builds: {project.state()}", faults


def _ending(process: subprocess.Popen[str], output: str, *allowed: int) -> Iterator[str]:
    """The fault of a build that ended with another status than those allowed, or unexpectedly."""
    if process.returncode not in (allowed or (0,)) or "Traceback" in output:
        yield f"it ended with {process.returncode}:\n{output}"


def _fill(path: Path, size: int) -> None:
    with path.open("wb") as file, suppress(OSError):
        for _ in range(size // 65_536):
            file.write(bytes(65_536))
        file.flush()


@click.command(help=__doc__.partition("\n")[0])
@click.option("--kills", default=30, show_default=True, help="How many builds are killed.")
@click.option("--caches", default=10, show_default=True, help="How many caches are damaged.")
@click.option("--disks", default=5, show_default=True, help="How many disks are full.")
@click.option("--together", default=3, show_default=True, help="How often three builds begin.")
@click.option(
    "--content",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=CONTENT,
    help="The content folder; by default, content/ of this project.",
)
@click.option(
    "--small-disk",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="An empty folder on a disk of a few hundred MB, which gets full.",
)
@click.option("--seed", default=0, show_default=True, help="Another number gives other days.")
def main(
    kills: int,
    caches: int,
    disks: int,
    together: int,
    content: Path,
    small_disk: Path | None,
    seed: int,
) -> None:
    """Print a line for each day, then the number of days and of faults; exit with 1 after one."""
    faults_by_kind: Counter[str] = Counter()
    with (
        tempfile.TemporaryDirectory(prefix="bad-days-") as elsewhere,
        tempfile.TemporaryDirectory(prefix="bad-days-", dir=small_disk) as folder,
    ):
        project = DisturbedProject(Path(folder), Random(seed))
        duration = project.create(content.absolute(), Path(elsewhere) / "warm")
        click.echo(f"{len(project.clean[0])} files a site; a build takes {duration:.0f} s")
        days: dict[str, tuple[int, Callable[[int], tuple[str, list[str]]]]] = {
            "kill": (kills, lambda number: kill(project, number, duration)),
            "cache": (caches, lambda number: damage_cache(project, number)),
            "disk": (disks, lambda _: fill_disk(project, small_disk)),
            "together": (together, lambda _: build_together(project)),
        }
        for kind, (count, spend) in days.items():
            for number in range(count):
                what, faults = spend(number)
                faults_by_kind[kind] += len(faults)
                click.echo(f"{kind} {number + 1}: {what}: {'; '.join(faults) or 'sound'}")
    for kind, (count, _) in days.items():
        click.echo(f"{kind}: {count} days, {faults_by_kind[kind]} faults")
    sys.exit(1 if faults_by_kind.total() else 0)


if __name__ == "__main__":
    main()
