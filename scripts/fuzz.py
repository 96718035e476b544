"""Fuzz for long, with other examples in each round: `python -m scripts.fuzz --minutes 60`."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import click

from guidance.paths import ROOT
from tests.security.grammar import LONG_RUN

TESTS = ("tests/security/test_grammar.py", "tests/security/test_fuzz.py")
EXAMPLES = 300
"""Examples of each test in one round."""


@click.command()
@click.option("--minutes", default=60, show_default=True, help="How long rounds are begun.")
def main(minutes: int) -> None:
    """Run the tests that fuzz in rounds, until one fails or the time is over.

    A failure ends with the smallest example, and with a line that repeats it.
    """
    end, number = time.monotonic() + 60 * minutes, 0
    while time.monotonic() < end:
        number += 1
        click.echo(f"round {number}")
        process = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-x", *TESTS],
            cwd=ROOT,
            env=os.environ | {LONG_RUN: str(EXAMPLES)},
            check=False,
        )
        if process.returncode:
            sys.exit(process.returncode)
    click.echo(f"{number} rounds of {EXAMPLES} examples a test found nothing.")


if __name__ == "__main__":
    main()
