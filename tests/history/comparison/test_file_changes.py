"""Files that cannot be compared, and changes that nobody sees."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from guidance.editing.diff_reporters import as_markdown
from guidance.history.base import find_base
from guidance.history.comparison.differences import changes_since
from guidance.validation.pipeline import content_problems
from tests.support.scratch_repository import ScratchRepository

PANEL = "panels/2021-P1.yml"
TITLE = "title: What demand is"
Edit = Callable[[ScratchRepository], object]


def rewrite(path: str, old: str, new: str) -> Edit:
    """An edit that replaces a text."""
    return lambda repository: repository.replace(path, (old, new))


def encode(path: str, encoding: str) -> Edit:
    """An edit that saves a file in another encoding."""
    return lambda repository: repository.write(path, repository.read(path).encode(encoding))


def end_lines(line_end: str) -> Edit:
    """An edit that saves the panel with other line ends."""
    return lambda repository: repository.write(
        PANEL, repository.read(PANEL).replace("\n", line_end)
    )


def rename(path: str, name: str) -> Edit:
    """An edit that gives a file another name."""
    return lambda repository: (repository.content / path).rename(repository.content / name)


def link(path: str) -> Edit:
    """An edit that puts a link in the place of a file."""

    def edit(repository: ScratchRepository) -> None:
        (repository.content / path).unlink()
        (repository.content / path).symlink_to("glossary.yml")

    return edit


def items(repository: ScratchRepository) -> list[str]:
    """The headings and items of the report since the last commit."""
    base = find_base(repository.content, "HEAD")
    report = as_markdown(changes_since(repository.content, base), base.description)
    return [line for line in report.splitlines()[3:] if line]


@pytest.fixture
def repository(tmp_path: Path) -> ScratchRepository:
    """The base library, with the name of a person that has an accented letter."""
    repository = ScratchRepository.create(tmp_path / "project")
    repository.replace("people.yml", ("Ada North", "Ren\u00e9 North"))
    repository.replace("instruments.yml", ("binds", "finds"))
    repository.commit("Begin again")
    return repository


UNREAD = {
    "not in UTF-8": (encode("people.yml", "cp1252"), "people.yml"),
    "in UTF-16": (encode(PANEL, "utf-16"), PANEL),
    "a Word file": (lambda it: it.write(PANEL, b"PK\x03\x04" + bytes(99)), PANEL),
    "an open bracket": (rewrite(PANEL, "takeaways:\n", "takeaways: [\n"), PANEL),
    "conflict markers": (rewrite(PANEL, "number: 1\n", "<<<<<<< HEAD\nnumber: 1\n"), PANEL),
    "a missing dash": (rewrite(PANEL, "  - id: 2021-P1-02", "    id: 2021-P1-02"), PANEL),
    "an anchor": (rewrite(PANEL, "text: States", "text: &a States"), PANEL),
    "empty": (lambda it: it.write(PANEL, ""), PANEL),
    "a list": (lambda it: it.write(PANEL, "- a\n"), PANEL),
    "a link": (link("people.yml"), "people.yml"),
    "another ending": (rename(PANEL, "panels/2021-P1.yaml"), "panels/2021-P1.yaml"),
    "another folder": (rename(PANEL, "sources-2021-P1.yml"), "sources-2021-P1.yml"),
}


@pytest.mark.parametrize(("edit", "path"), UNREAD.values(), ids=UNREAD)
def test_a_file_that_cannot_be_read_is_named_and_nothing_else_of_it(
    repository: ScratchRepository, edit: Edit, path: str
) -> None:
    edit(repository)
    heading, *found = items(repository)
    assert heading == "### Not compared"
    assert [line.split("**")[1] for line in found] == [f"content/{path}"]
    problems = content_problems(repository.content, find_base(repository.content, "HEAD"))
    assert not {problem.rule for problem in problems} & {"kept-record", "dated-change"}


def test_the_reason_is_that_of_the_check(repository: ScratchRepository) -> None:
    rewrite("recommendations/2021-R1.yml", "title: Act", "title: [")(repository)
    assert items(repository) == [
        "### Not compared",
        "- **content/recommendations/2021-R1.yml**: cannot be read (line 3): "
        "a bracket is opened here and not closed, or a comma is missing behind it",
    ]


def test_a_file_that_could_not_be_read_before_adds_nothing(repository: ScratchRepository) -> None:
    rewrite(PANEL, TITLE, "title: [")(repository)
    repository.commit("Break it")
    rewrite(PANEL, "title: [", TITLE)(repository)
    heading, item = items(repository)
    assert heading == "### Not compared"
    assert item.startswith("- **content/panels/2021-P1.yml**: could not be read before (line 3): ")


def test_a_record_that_may_stand_in_an_unreadable_file_is_not_removed(
    repository: ScratchRepository,
) -> None:
    record = repository.read(PANEL).partition("takeaways:\n")[2].partition("  - id: 2021-P1-02")[0]
    rewrite(PANEL, record, "")(repository)
    repository.write("sources/report.yml", f"{repository.read('sources/report.yml')}{record}  - [")
    assert [line.split("**")[1] for line in items(repository) if line.startswith("- ")] == [
        "content/sources/report.yml"
    ]


def test_an_identifier_that_is_used_twice_is_not_compared(repository: ScratchRepository) -> None:
    rewrite(PANEL, "conclusions:", "  - {id: 2021-P1-01, title: Another}\nconclusions:")(repository)
    assert items(repository) == [
        "### Not compared",
        "- **2021-P1-01** (Demand drives): "
        "its identifier is used again in content/panels/2021-P1.yml, line 33",
    ]


UNSEEN = {
    "CRLF": (end_lines("\r\n"), "**: differs in line ends (were LF, are CRLF)"),
    "CR": (end_lines("\r"), "**: differs in line ends (were LF, are CR)"),
    "byte order mark": (encode(PANEL, "utf-8-sig"), "**: differs in the byte order mark"),
    "comment": (rewrite(PANEL, TITLE, f"# new\n{TITLE}  # one"), "**: differs in comments"),
    "quotes": (rewrite(PANEL, TITLE, 'title: "What demand is"'), "**: differs in quotation marks"),
    "blank line": (rewrite(PANEL, TITLE, f"\n{TITLE}"), "**: differs in spaces or line breaks"),
    "trailing": (rewrite(PANEL, TITLE, f"{TITLE}  "), "**: differs in spaces or line breaks"),
    "order of keys": (
        rewrite(PANEL, f"number: 1\n{TITLE}", f"{TITLE}\nnumber: 1"),
        "**: differs in the order or the notation of keys and lists",
    ),
    "list": (
        rewrite(PANEL, "actors: [states]", "actors:\n      - states"),
        "**: differs in the order or the notation of keys and lists",
    ),
    "two spaces": (
        rewrite(PANEL, "Demand drives the", "Demand  drives the"),
        "(Demand drives): *text* differs in spaces or line breaks",
    ),
    "no-break space": (
        rewrite(PANEL, "Demand drives the", "Demand\u00a0drives the"),
        "(Demand drives): *text* differs in spaces or line breaks",
    ),
    "line break": (
        rewrite(PANEL, "text: Demand drives the", "text: |\n      Demand drives\n      the"),
        "(Demand drives): *text* differs in spaces or line breaks",
    ),
    "normalization": (
        rewrite("people.yml", "Ren\u00e9", "Rene\u0301"),
        "*name* differs in the way in which accented letters are stored (Unicode normalization)",
    ),
    "ligature": (rewrite("instruments.yml", "finds", "\ufb01nds"), "*text* differs in ligatures"),
    "several": (
        rewrite("instruments.yml", "treaty finds", "treaty  \ufb01nds"),
        "*text* differs in spaces or line breaks and ligatures",
    ),
}


@pytest.mark.parametrize(("edit", "sentence"), UNSEEN.values(), ids=UNSEEN)
def test_a_change_that_nobody_sees_is_one_sentence_and_needs_no_date(
    repository: ScratchRepository, edit: Edit, sentence: str
) -> None:
    edit(repository)
    heading, item = items(repository)
    assert heading == "### Changes that nobody sees"
    assert item.endswith(sentence)
    problems = content_problems(repository.content, find_base(repository.content, "HEAD"))
    assert "dated-change" not in {problem.rule for problem in problems}


def test_line_ends_are_told_beside_another_change(repository: ScratchRepository) -> None:
    rewrite(PANEL, "the crime", "crimes")(repository)
    end_lines("\r\n")(repository)
    assert items(repository) == [
        "### Reworded",
        "- **2021-P1-01** (Demand drives): *text* was reworded: "
        "Demand drives ~~the crime.~~ **crimes.**",
        "### Changes that nobody sees",
        "- **content/panels/2021-P1.yml**: differs in line ends (were LF, are CRLF)",
    ]


def test_a_new_paragraph_and_another_order_are_seen(repository: ScratchRepository) -> None:
    rewrite(
        PANEL,
        "{person: ben-south, topic: Demand}",
        "{person: ada-north}\n  - {person: ben-south, topic: Demand}",
    )(repository)
    rewrite(PANEL, "text: Demand drives the", "text: |\n      Demand.\n      Drives the")(
        repository
    )
    repository.commit("Add a speaker")
    rewrite(PANEL, "Demand.\n", "Demand.\n\n")(repository)
    rewrite(PANEL, "  - {person: ada-north}\n", "")(repository)
    rewrite(PANEL, "topic: Demand}\n", "topic: Demand}\n  - {person: ada-north}\n")(repository)
    assert items(repository) == [
        "### Reworded",
        "- **2021-P1-01** (Demand drives): *text* was reworded: Demand. **¶** Drives the crime.",
        "### Moved",
        "- **2021-P1** (What demand is): *speakers* stands in another order",
    ]


def test_a_key_that_has_no_place_is_not_called_unseen(repository: ScratchRepository) -> None:
    repository.write(PANEL, f"{repository.read(PANEL)}unheard: of\n")
    assert items(repository) == [
        "### Not compared",
        "- **content/panels/2021-P1.yml**: "
        "only keys that have no place there changed; make check names them",
    ]
