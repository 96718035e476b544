"""List the pages and PDFs that differ from those of an earlier commit, as Markdown.

    python -m scripts.changed_outputs COMMIT [--content FOLDER]

Exits with 1 if the content has problems, and with 2 if there is no such commit.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from guidance import ContentError
from guidance.history.git import HistoryError, checkout_at
from guidance.paths import CONTENT, MKDOCS_SETTINGS
from guidance.publishing.changed_outputs import as_markdown, changed_outputs
from guidance.publishing.publication import open_publication
from guidance.publishing.site_settings import read_site_settings


def main() -> int:
    """Print the list; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("commit")
    parser.add_argument("--content", type=Path, default=CONTENT)
    arguments = parser.parse_args()
    content = arguments.content.absolute()
    site_url = read_site_settings(MKDOCS_SETTINGS, os.environ).site_url
    try:
        now = open_publication(content, site_url)
    except ContentError as error:
        print(error, file=sys.stderr)
        return 1
    try:
        with checkout_at(content, arguments.commit) as folder:
            before = open_publication(folder, site_url)
    except HistoryError as error:
        print(error, file=sys.stderr)
        return 2
    except ContentError as error:
        print(
            "## Changed pages and PDFs are unknown\n\n"
            "The content before this request cannot be read by the program of this request; "
            f"it has {len(error.problems)} problem(s) by its rules."
        )
        return 0
    print(as_markdown(changed_outputs(before, now)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
