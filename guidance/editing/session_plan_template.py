"""Add a session plan to a panel, with a placeholder for each of its keys."""

from __future__ import annotations

from pathlib import Path

from guidance.content import model
from guidance.content.folder_files import find_files
from guidance.content.loader import load_file
from guidance.content.nodes import nodes_of, targets
from guidance.diagnostics.problem import ContentError, allowed_values, with_suggestion
from guidance.diagnostics.suggestions import closest
from guidance.editing.record_template import RecordTemplate
from guidance.editing.scaffold import NewRecord, ScaffoldError

SESSION_PLAN = "session-plan"
"""Its name on the command line."""
_KEY = "session_plan"


def scaffold_session_plan(content: Path, panel: str) -> NewRecord:
    """The text of a panel's file with a session plan at its end; all other bytes are kept.

    Raises `ScaffoldError` where there is no such panel or it has a plan already, and
    `ContentError` if its file cannot be read.
    """
    loaded = {
        path.relative_to(content).as_posix(): load_file(
            path, f"{content.name}/{path.relative_to(content).as_posix()}"
        )
        for path in find_files(content)
    }
    panels = [Path(path).stem for path in loaded if path.startswith("panels/")]
    if panel not in panels:
        known = f"--panel …; {allowed_values(panels)}"
        message = f"there is no panel '{panel}'" if panel else "say which panel it is for"
        raise ScaffoldError(with_suggestion(f"{message}: {known}", closest(panels, panel)))
    document, problems = loaded[f"panels/{panel}.yml"]
    if not isinstance(document.value, dict):
        raise ContentError(problems)
    if position := document.key_positions.get((_KEY,)):
        raise ScaffoldError(f"{document.path}:{position.line}: the panel has a session plan")
    template = RecordTemplate(
        targets(node for each, _ in loaded.values() for node in nodes_of(each))
    )
    path = content / "panels" / f"{panel}.yml"
    text = path.read_bytes().decode("utf-8")
    line_end = "\r\n" if "\r\n" in text else "\n"
    lines = [f"{_KEY}:", *(f"  {line}" for line in template.every_field(model.SessionPlan))]
    text = text if text.endswith("\n") else text + line_end
    first = text.count("\n") + 1
    text += "".join(line + line_end for line in lines)
    return NewRecord(path, text, panel, first, first + len(lines) - 1)
