"""The repository on the code host, and the checkout of a request."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ci.scripts_on_host import DEMAND_DRIVES, DOCUMENTED, PANEL, STATES_ACT
from tests.support.scratch_repository import ScratchRepository


@pytest.fixture
def host(tmp_path: Path) -> ScratchRepository:
    """The repository on the code host."""
    return ScratchRepository.create(tmp_path / "host")


@pytest.fixture
def checkout(host: ScratchRepository, tmp_path: Path) -> ScratchRepository:
    """The merge of a sound request into a main branch that others changed, against the rules."""
    host.start_branch("wording")
    host.replace(PANEL, (STATES_ACT, "    text: States must act.\n" + DOCUMENTED))
    host.commit("Reword")
    host.switch("main")
    host.replace(PANEL, (DEMAND_DRIVES, "    text: Demand fuels the crime.\n"))
    host.commit("Reword without a date")
    host.open_request("wording")
    return host.check_out_request(tmp_path / "checkout")
