"""The base with which the workflows compare: requests, forks, shallow checkouts."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from guidance.paths import ROOT
from tests.ci.scripts_on_host import (
    DEMAND_DRIVES,
    DOCUMENTED,
    PANEL,
    STATES_ACT,
    run,
    run_on_request,
)
from tests.support.scratch_repository import ScratchRepository

pytestmark = pytest.mark.slow


def test_a_request_is_compared_with_the_branch_it_is_merged_into(
    host: ScratchRepository, checkout: ScratchRepository
) -> None:
    assert run("base", checkout, EVENT="pull_request").log.strip() == host.hash("main")


def test_changes_of_others_are_not_blamed_on_a_request(checkout: ScratchRepository) -> None:
    answer = run_on_request("check", checkout)
    assert (answer.status, answer.annotations) == (0, [])
    assert "no problems" in answer.summary
    account = run_on_request("account", checkout)
    assert account.status == 0
    assert "States ~~should~~ **must** act" in account.summary
    assert "fuels" not in account.summary


def test_a_request_from_a_fork_is_compared_with_the_branch_of_the_host(
    host: ScratchRepository, tmp_path: Path
) -> None:
    fork = host.clone(tmp_path / "fork")
    host.replace(PANEL, (DEMAND_DRIVES, "    text: Demand fuels the crime.\n"))
    host.commit("Reword without a date")
    fork.replace(PANEL, (STATES_ACT, "    text: States must act.\n" + DOCUMENTED))
    fork.commit("Reword on the main branch of the fork")
    host.git("fetch", "-q", fork.url, "main:fork")
    host.open_request("fork")
    checkout = host.check_out_request(tmp_path / "checkout")
    assert run_on_request("check", checkout).status == 0
    assert "must** act" in run_on_request("account", checkout).summary


def test_a_change_without_a_date_is_annotated_and_listed(
    host: ScratchRepository, tmp_path: Path
) -> None:
    host.start_branch("wording")
    host.replace(PANEL, (STATES_ACT, "    text: States must act.\n"))
    host.commit("Reword")
    host.open_request("wording")
    answer = run_on_request("check", host.check_out_request(tmp_path / "checkout"))
    [annotation] = answer.annotations
    place = f"content/{PANEL}"
    assert annotation.startswith(f"::error file={place},line=")
    assert re.search(rf"::{place}:\d+: takeaways\[1\]\.changed: is still ", annotation)
    assert answer.status == 1
    for report in (answer.summary, answer.plain_log):
        assert re.search(rf"^{place}:\d+:\d+: takeaways\[1\]\.changed: is still ", report, re.M)


def test_all_problems_stand_in_log_and_summary_though_ten_annotations_are_shown(
    host: ScratchRepository, tmp_path: Path
) -> None:
    host.start_branch("keywords")
    extra = "".join(f"    key{number}: x\n" for number in range(15))
    host.replace(PANEL, (STATES_ACT, STATES_ACT + extra))
    host.commit("Add keys")
    host.open_request("keywords")
    answer = run_on_request("check", host.check_out_request(tmp_path / "checkout"))
    for number in range(15):
        assert f"takeaways[1].key{number}: is not a key" in answer.summary
        assert f"takeaways[1].key{number}: is not a key" in answer.plain_log


def test_a_long_list_is_cut_off_in_the_summary(host: ScratchRepository, tmp_path: Path) -> None:
    list_ = tmp_path / "list.txt"
    list_.write_text("content/people.yml:1:1: x\n" * 50_000, "utf-8")
    answer = run("summarize", host, "Check", str(list_))
    assert len(answer.summary) < 1_000_000
    assert answer.summary.endswith("The list goes on in the log of the step.\n")


def test_a_line_of_a_report_is_no_command_of_the_host(host: ScratchRepository) -> None:
    process = subprocess.run(
        ["sh", str(ROOT / ".ci" / "plain")],
        input="::error::no command\n",
        capture_output=True,
        text=True,
        check=True,
    )
    first, middle, last = process.stdout.splitlines()
    assert middle == "::error::no command"
    token = first.removeprefix("::stop-commands::")
    assert len(token) == 32
    assert last == f"::{token}::"


def test_a_shallow_checkout_is_refused_and_not_called_unchanged(
    host: ScratchRepository, checkout: ScratchRepository, tmp_path: Path
) -> None:
    shallow = host.check_out_request(tmp_path / "shallow", depth=1)
    for script in ("base", "scope", "check", "account", "outputs"):
        answer = run_on_request(script, shallow)
        assert answer.status == 2
        assert answer.errors == (
            "The first parent of the merge is not in this checkout: set fetch-depth to 0.\n"
        )
        assert answer.summary == ""
    deeper = host.check_out_request(tmp_path / "deeper", depth=2)
    assert run("base", deeper, EVENT="pull_request").log.strip() == host.hash("main")


def test_a_checkout_of_the_branch_alone_is_refused(
    host: ScratchRepository, checkout: ScratchRepository
) -> None:
    answer = run("base", host.clone(checkout.folder.with_name("branch")), EVENT="pull_request")
    assert answer.status == 2
    assert answer.errors.startswith("HEAD is not the merge of a request into its branch")
