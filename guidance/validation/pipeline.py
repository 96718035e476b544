"""All problems of a content folder, and advice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from pathlib import Path

from guidance import limits
from guidance.content.document import Document
from guidance.content.layout import FILES, OPTIONAL_FILES
from guidance.content.loader import load_folder, problem_quota
from guidance.content.source_hashes import read_source_hashes
from guidance.diagnostics.problem import ContentError, Problem
from guidance.diagnostics.rules import Rule
from guidance.history.base import Base
from guidance.history.git import checkout_at
from guidance.validation.causes import fold_consequences
from guidance.validation.content_index import content_index
from guidance.validation.history_rules import history_problems
from guidance.validation.integrity_rules import integrity_problems
from guidance.validation.known_files import KnownFiles, SoundFiles
from guidance.validation.placeholders import placeholder_problems
from guidance.validation.texts.character_rules import text_problems
from guidance.validation.texts.line_rules import cut_texts, line_ends
from guidance.validation.validator import ValidFile, validate_document
from guidance.validation.wording.style_rules import style_problems


@dataclass(frozen=True)
class CheckedFolder:
    """A content folder after all checks."""

    files: Sequence[ValidFile]
    """The files that fit the model."""
    problems: Sequence[Problem]
    """All problems and advice, as `causes_first` sorts them, each with its consequences."""


def validate_folder(
    content: Path,
    before: Path | None = None,
    today: date | None = None,
    known: KnownFiles | None = None,
) -> Sequence[ValidFile]:
    """All files of a content folder, validated.

    With `before`, the folder as it was at an earlier time, the changes since then are checked too;
    with `today`, no date lies behind it; with `known`, only changed files are read and checked by
    themselves.
    Raises `ContentError` with every problem found; advice is left out.
    """
    checked = check_folder(content, before, today, with_advice=False, known=known)
    if checked.problems:
        raise ContentError(checked.problems)
    return checked.files


def check_folder(
    content: Path,
    before: Path | None = None,
    today: date | None = None,
    *,
    with_advice: bool = True,
    day_before: str = "",
    known: KnownFiles | None = None,
    sound_before: SoundFiles | None = None,
) -> CheckedFolder:
    """Check a content folder; without advice, it takes less time.

    With `before`, the folder as it was on `day_before`, the changes since then are checked too;
    with `today`, no date lies behind it. With `known`, which is that of earlier checks of the same
    folder, only changed files are read and checked by themselves. With `sound_before`, which is
    for checks with advice, files in which the last check found nothing are read, validated and
    compared with others, and no more.
    Raises `ContentError` where the folder cannot be read at all. Where a stage has reported a
    field, later stages report nothing on it: their problem would be the same one again, or follow
    from it, as a wrong order follows from a changed identifier. The last stage looks at characters
    alone, and reports all that it finds.
    """
    is_repeated = known is not None
    known = known or KnownFiles()
    files = load_folder(content, known.documents)
    documents = [document for document, _ in files]
    index = content_index(documents)
    results: list[tuple[ValidFile | None, list[Problem]]] = []
    unknown = []
    count = sum(len(found) for _, found in files)
    for document in documents:
        if file := known.sound_file(document):
            results.append((file, []))
            continue
        if not (sound_before and sound_before.holds(document)):
            unknown.append(document)
        if document.is_read:
            results.append(validate_document(document, index, problem_quota(count)))
            count += len(results[-1][1])
    earlier = [document for document, _ in load_folder(before)] if before else []
    hashes, unreadable = read_source_hashes(content)
    state = known.state(documents, today, hashes) if is_repeated else None
    between_files = before is not None or state is None or not known.is_sound(state)
    problems = [*_missing_file_problems(content), *unreadable]
    problems += [problem for _, stage_problems in files for problem in stage_problems]
    for document in unknown:
        problems += islice(placeholder_problems(document), problem_quota(len(problems)))
        problems += islice(cut_texts(document), problem_quota(len(problems)))
    invalid = [problem for _, stage_problems in results for problem in stage_problems]
    changes = [*history_problems(earlier, documents, content.name, day_before)] if before else []
    for stage_problems in (
        invalid,
        [problem for problem in changes if problem.rule is Rule.KEPT_RECORD],
        integrity_problems(index, today, unknown, between_files=between_files),
        [problem for problem in changes if problem.rule is not Rule.KEPT_RECORD],
        style_problems(
            documents,
            hashes,
            with_advice=with_advice,
            unknown=unknown,
            between_files=between_files,
        ),
    ):
        reported = {(problem.path, problem.field) for problem in problems}
        problems += [
            problem
            for problem in stage_problems
            if (problem.path, problem.field) not in reported
            and (with_advice or not problem.is_advice)
        ]
    others = [*text_problems(unknown, documents), *line_ends(documents, earlier)]
    valid_files = [file for file, _ in results if file]
    if (sound := _sound_files(valid_files, [*problems, *others])) is not None:
        known.keep_sound(sound, state)
        if sound_before:
            sound_before.keep(sound)
    problems += [problem for problem in others if with_advice or not problem.is_advice]
    return CheckedFolder(
        valid_files,
        [*_with_lines(fold_consequences(_first_causes(problems), index), documents)],
    )


def content_problems(
    content: Path,
    base: Base | None = None,
    today: date | None = None,
    sound_before: SoundFiles | None = None,
) -> Sequence[Problem]:
    """All problems of a content folder, with advice.

    With `base`, a commit, also those of its changes since then. `sound_before` saves time.

    Raises `HistoryError` if there is no such commit, or no repository.
    """
    try:
        with checkout_at(content, base.commit) if base else nullcontext() as before:
            day = base.day if base else ""
            return check_folder(
                content, before, today, day_before=day, sound_before=sound_before
            ).problems
    except ContentError as error:
        return error.problems


def _sound_files(
    files: Iterable[ValidFile], problems: Sequence[Problem]
) -> Sequence[ValidFile] | None:
    """The files that have none of the problems, which are those of all rules.

    A source without hashes is sound: they stand in another file, and each check asks for them.
    None if any problem is more than advice, or if there are too many: rules report a limited
    number, so that a file may have one that is not among them.
    """
    if len(problems) >= limits.PROBLEMS or not all(each.is_advice for each in problems):
        return None
    unsound = {each.path for each in problems if each.rule is not Rule.COMPARED_SOURCE}
    return [file for file in files if file.document.path not in unsound and file.document.is_whole]


def _missing_file_problems(content: Path) -> Iterator[Problem]:
    """Problems of missing files: those with lists, one conference, and one source."""
    for name in FILES:
        if name not in OPTIONAL_FILES and not (content / name).is_file():
            path = f"{content.name}/{name}"
            yield Problem(path, 1, 1, "file", "is missing; create it", Rule.MISSING_FILE)
    for folder, example in (("conferences", "2021.yml"), ("sources", "2021-report.yml")):
        if not any((content / folder).glob("*.yml")):
            path = f"{content.name}/{folder}"
            message = f"holds no file; create one such as {example}"
            yield Problem(path, 1, 1, "file", message, Rule.MISSING_FILE)


def _first_causes(problems: Iterable[Problem]) -> list[Problem]:
    """Problems without those that follow from others.

    These are a field that is missing where its key was misspelt, and, with any problem, entries
    that are named nowhere: the place that names them may be the one with the problem.
    """
    problems = list(problems)
    suggested_keys = {
        (
            problem.path,
            problem.field.rpartition(".")[0],
            problem.suggestion,
        )
        for problem in problems
        if problem.rule is Rule.UNKNOWN_KEY
    }

    is_sound = all(problem.is_advice for problem in problems)

    def follows(problem: Problem) -> bool:
        if problem.rule is Rule.UNUSED_ENTRY:
            return not is_sound
        holder, _, name = problem.field.rpartition(".")
        is_absence = problem.rule in (Rule.MISSING_FIELD, Rule.MISSING_FACET, Rule.LIFE_CYCLE)
        return is_absence and bool(
            suggested_keys & {(problem.path, holder, name), (problem.path, "", name)}
        )

    return [problem for problem in problems if not follows(problem)]


def _with_lines(problems: Iterable[Problem], documents: Iterable[Document]) -> Iterator[Problem]:
    """Problems and their consequences, each with the text of its line."""
    lines = {document.path: document.lines for document in documents}

    def with_line(problem: Problem) -> Problem:
        line = lines.get(problem.path, ())[problem.line - 1 : problem.line]
        return replace(
            problem,
            line_text="".join(line),
            consequences=tuple(map(with_line, problem.consequences)),
        )

    return map(with_line, problems)
