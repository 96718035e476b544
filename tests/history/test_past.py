"""Earlier versions of entries, read from the commits of a scratch repository."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from guidance import limits
from guidance.content import model
from guidance.history.commits import newest_commit
from guidance.history.git import HistoryError
from guidance.history.past import Past, read_past
from tests.support.scratch_repository import ScratchRepository

PANEL = "panels/2021-P1.yml"
TEXT = "    text: Demand drives the crime.\n"


@pytest.fixture
def repository(tmp_path: Path) -> ScratchRepository:
    """The base library in a git repository."""
    return ScratchRepository.create(tmp_path / "project")


def reword(repository: ScratchRepository, text: str, day: str, note: str = "Reworded.") -> str:
    """Commit another text of the first record, with the date of the change."""
    lines = repository.read(PANEL).splitlines()
    start = lines.index("  - id: 2021-P1-01")
    end = lines.index("  - id: 2021-P1-02")
    own = ("    text:", "    changed:", "    change_note:")
    kept = [line for line in lines[start:end] if not line.startswith(own)]
    new = [f"    text: {text}", f"    changed: {day}", f"    change_note: {note}"]
    repository.write(PANEL, "\n".join([*lines[:start], *kept, *new, *lines[end:], ""]))
    return repository.commit(f"Reword to {text}")


def versions(past: Past, identifier: str = "2021-P1-01") -> Sequence[tuple[str, str]]:
    """The date and the text of each version of a record."""
    found = past.versions[model.WrittenRecord, identifier]
    return [(version.date, str(version.fields["text"][1])) for version in found]


def test_each_date_has_the_last_version_of_a_record(repository: ScratchRepository) -> None:
    reword(repository, "Demand fuels crime.", "2022-01-30")
    reword(repository, "Demand feeds crime.", "2022-01-30")
    reword(repository, "Buyers feed crime.", "2022-01-31")
    assert versions(read_past(repository.content)) == [
        ("2021-06-20", "Demand drives the crime."),
        ("2022-01-30", "Demand feeds crime."),
        ("2022-01-31", "Buyers feed crime."),
    ]


def test_a_change_that_was_undone_is_no_version(repository: ScratchRepository) -> None:
    reword(repository, "Demand fuels crime.", "2022-01-30")
    repository.git("revert", "--no-edit", "HEAD")
    assert versions(read_past(repository.content)) == [("2021-06-20", "Demand drives the crime.")]


def test_a_merge_stands_for_all_that_it_brought(repository: ScratchRepository) -> None:
    repository.start_branch("wording")
    reword(repository, "A draft of it.", "2022-01-29")
    reword(repository, "Demand fuels crime.", "2022-01-30")
    repository.switch("main")
    repository.write("../other.txt", "elsewhere")
    repository.commit("Change something else")
    repository.merge("wording")
    assert versions(read_past(repository.content)) == [
        ("2021-06-20", "Demand drives the crime."),
        ("2022-01-30", "Demand fuels crime."),
    ]


def test_an_entry_of_a_later_commit_has_appeared_on_its_day(repository: ScratchRepository) -> None:
    source = repository.read("sources/report.yml")
    repository.write("sources/second.yml", source.replace("id: report", "id: second"))
    repository.commit("Add a source")
    past = read_past(repository.content)
    assert past.appeared == {
        (model.Source, "second"): "2022-01-31",
        (model.WrittenRecord, "second-01"): "2022-01-31",
    }
    assert (past.begins, past.is_complete) == ("2022-01-31", True)


@pytest.mark.parametrize(
    "broken",
    [
        "takeaways: [",
        "\x00\x01",
        "&a [*a, *a]",
        "- - - - - - - - - - - - - - - x",
        "<<<<<<< HEAD\n",
        "id: 1\nid: 2\n",
        "\u202e",
    ],
)
def test_a_file_that_could_not_be_read_is_skipped_and_named(
    broken: str, repository: ScratchRepository
) -> None:
    whole = repository.read(PANEL)
    repository.write(PANEL, broken)
    commit = repository.commit("Break the panel")
    repository.write(PANEL, whole)
    reword(repository, "Demand fuels crime.", "2022-01-30")
    past = read_past(repository.content)
    assert [(file.path, file.commit) for file in past.unread] == [(f"content/{PANEL}", commit)]
    assert versions(past) == [
        ("2021-06-20", "Demand drives the crime."),
        ("2022-01-30", "Demand fuels crime."),
    ]


def test_keys_that_the_model_does_not_know_are_left_out(repository: ScratchRepository) -> None:
    repository.replace(PANEL, (TEXT, f"{TEXT}    mood: calm\n"))
    repository.commit("Write a key of an older shape")
    (version,) = read_past(repository.content).versions[model.WrittenRecord, "2021-P1-01"]
    assert "mood" not in version.fields


def test_a_record_in_another_file_keeps_its_versions(repository: ScratchRepository) -> None:
    (repository.content / PANEL).rename(repository.content / "panels/2021-P7.yml")
    repository.commit("Rename the file")
    past = read_past(repository.content)
    assert not past.appeared
    assert versions(past) == [("2021-06-20", "Demand drives the crime.")]


def test_a_record_with_another_identifier_keeps_its_versions(
    repository: ScratchRepository,
) -> None:
    repository.replace(PANEL, ("id: 2021-P1-01", "id: 2021-P1-09"))
    repository.commit("Renumber")
    past = read_past(repository.content)
    assert not past.appeared
    assert versions(past, "2021-P1-09")


@pytest.mark.parametrize("name", ["a\nb.yml", "\x01abc 2022-01-31.yml", ":100644 x.yml", "é.yml"])
def test_any_name_of_a_file_is_read(name: str, repository: ScratchRepository) -> None:
    repository.write(f"panels/{name}", "id: x\n")
    repository.commit("Add an odd name")
    reword(repository, "Demand fuels crime.", "2022-01-30")
    assert len(versions(read_past(repository.content))) == 2


def test_links_are_not_followed(repository: ScratchRepository) -> None:
    (repository.content / PANEL).unlink()
    (repository.content / PANEL).symlink_to("/etc/passwd")
    repository.commit("Link")
    assert read_past(repository.content).unread == []


def test_the_oldest_commits_beyond_the_limits_are_not_read(
    repository: ScratchRepository, monkeypatch: pytest.MonkeyPatch
) -> None:
    reword(repository, "Demand fuels crime.", "2022-01-30")
    reword(repository, "Demand feeds crime.", "2022-01-31")
    for limit, value in (
        ("PAST_COMMITS", 2),
        ("PAST_BYTES", 2 * len(repository.read(PANEL)) + 10),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(limits, limit, value)
            past = read_past(repository.content)
        assert not past.is_complete
        assert not past.appeared
        assert versions(past) == [
            ("2022-01-30", "Demand fuels crime."),
            ("2022-01-31", "Demand feeds crime."),
        ]


def test_a_file_beyond_the_limit_of_one_file_is_not_loaded(
    repository: ScratchRepository, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = repository.read(PANEL)
    repository.write(PANEL, whole + "#" * 10_000)
    repository.commit("Grow")
    monkeypatch.setattr(limits, "BYTES", 9_000)
    assert [file.path for file in read_past(repository.content).unread] == [f"content/{PANEL}"]


def test_settings_of_the_user_do_not_change_what_is_read(
    repository: ScratchRepository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reword(repository, "Demand fuels crime.", "2022-01-30")
    expected = read_past(repository.content)
    settings = tmp_path / "gitconfig"
    settings.write_text(
        "[log]\nshowRoot = false\nshowSignature = true\ndecorate = full\nfollow = true\n"
        "[color]\nui = always\n[diff]\nrelative = false\nrenames = copies\norderFile = /x\n"
        "[core]\nquotePath = true\nabbrev = 4\n[format]\npretty = fuller\n",
        "utf-8",
    )
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    assert read_past(repository.content) == expected


def test_a_copy_of_the_latest_commits_has_no_past(
    repository: ScratchRepository, tmp_path: Path
) -> None:
    reword(repository, "Demand fuels crime.", "2022-01-30")
    clone = repository.clone(tmp_path / "shallow", "--depth=1")
    with pytest.raises(HistoryError, match="git fetch --unshallow"):
        newest_commit(clone.content)


def test_content_without_a_commit_has_no_past(tmp_path: Path) -> None:
    ScratchRepository.create(tmp_path / "project")
    (tmp_path / "project" / "new").mkdir()
    with pytest.raises(HistoryError, match="no commit holds new/"):
        newest_commit(tmp_path / "project" / "new")
    (tmp_path / "bare").mkdir()
    with pytest.raises(HistoryError, match="lies in no git repository"):
        newest_commit(tmp_path / "bare")


def test_another_commit_elsewhere_leaves_the_newest_one(repository: ScratchRepository) -> None:
    newest = newest_commit(repository.content)
    repository.write("../other.txt", "elsewhere")
    repository.commit("Change something else")
    assert newest_commit(repository.content) == newest
