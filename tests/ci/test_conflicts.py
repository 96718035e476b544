"""Conflicts of requests, and the messages that say how to resolve them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ci.scripts_on_host import (
    LAST_RECORD,
    PANEL,
    record,
    run_on_request,
)
from tests.support.scratch_repository import ConflictError, ScratchRepository

pytestmark = pytest.mark.slow


def conflict(host: ScratchRepository) -> None:
    """Two branches that take the same next number; main holds the first of them."""
    for branch, title in (("prices", "Prices matter"), ("training", "Training works")):
        host.switch("main")
        host.start_branch(branch)
        new = record("2021-P1-03", title, f"{title} for everyone.")
        host.replace(PANEL, (LAST_RECORD, LAST_RECORD + new))
        host.commit(f"Add {title}")
    host.switch("main")
    host.merge("prices")


def test_committed_conflict_markers_are_explained_without_losing_a_record(
    host: ScratchRepository, tmp_path: Path
) -> None:
    conflict(host)
    with pytest.raises(ConflictError):
        host.open_request("training")
    host.switch("training")
    with pytest.raises(ConflictError):
        host.merge("main")
    host.commit("Merge main with its markers")
    host.open_request("training")
    answer = run_on_request("check", host.check_out_request(tmp_path / "checkout"))
    assert answer.status == 1
    assert (
        f"content/{PANEL}:34:1: file: two versions of '2021-P1-03' stand here; if two people took "
        "this number, keep both records: yours begins with a line '- id: 2021-P1-04' of its own, "
        "and a line that stands here once belongs to both; if not, keep one version; "
        "then delete the lines that begin with <<<<<<<, ======= and >>>>>>>\n"
    ) in answer.summary


def test_a_conflict_of_two_records_is_resolved_as_the_message_says(
    host: ScratchRepository, tmp_path: Path
) -> None:
    conflict(host)
    host.switch("training")
    with pytest.raises(ConflictError):
        host.merge("main")
    text = host.read(PANEL)
    first, rest = text.split("<<<<<<< HEAD\n")
    mine, rest = rest.split("=======\n")
    theirs, shared = rest.split(">>>>>>> main\n")
    end = shared.index("conclusions:")
    shared, tail = shared[:end], shared[end:]
    assert first.endswith("  - id: 2021-P1-03\n")
    host.write(PANEL, f"{first}{theirs}{shared}  - id: 2021-P1-04\n{mine}{shared}{tail}")
    host.commit("Merge main")
    host.open_request("training")
    checkout = host.check_out_request(tmp_path / "checkout")
    assert run_on_request("check", checkout).status == 0
    account = run_on_request("account", checkout).summary
    assert "**2021-P1-04** (Training works)" in account
    assert "2021-P1-03" not in account
