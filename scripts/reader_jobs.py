"""Count the actions of readers' jobs on a built site, as a Markdown table.

python -m scripts.reader_jobs SITE
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.support.browser import chromium
from tests.support.reader import Way, reader
from tests.support.reader_jobs import JOBS
from tests.support.server import serve


def main(site: Path) -> None:
    """Print the table: clicks, queries and pastes, or presses of keys."""
    print("| job |", " | ".join(Way), "|")
    print("|---|" + "---|" * len(Way))
    with serve(site) as address, chromium() as browser:
        for name, job in JOBS.items():
            counts = []
            for way in Way:
                with reader(browser, address, way) as person:
                    job(person)
                    counts.append(str(person.actions))
            print(f"| {name} |", " | ".join(counts), "|", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
