"""Fold problems under the one that causes them.

A missing file, an unreadable one or a changed identifier makes many references wrong. Editors see
the cause, and below it the places that depend on it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import islice
from pathlib import PurePosixPath

from guidance import limits
from guidance.content import model
from guidance.content.introspection import references
from guidance.content.layout import OPTIONAL_FILES
from guidance.content.nodes import COMPOSITE_TARGETS, TARGETS, VOCABULARY, Node
from guidance.diagnostics.problem import Problem, causes_first, shorten
from guidance.diagnostics.rules import Rule
from guidance.diagnostics.suggestions import closest_identifier, parent_identifier
from guidance.validation.content_index import LISTS, ContentIndex
from guidance.validation.reference_rules import unchecked_references

_HIDING = (Rule.UNKNOWN_KEY, Rule.DUPLICATE_KEY, Rule.MISSING_FIELD, Rule.WRONG_TYPE)
"""Rules whose problems hide entries of a file that can be read."""
_FORMS = {
    rf"({model.CONFERENCE}-P[0-9]+)(?:-.+)?": "panels",
    rf"({model.CONFERENCE}-R[0-9]+)(?:-.+)?": "recommendations",
    rf"({model.CONFERENCE})-[SEF][0-9]+": "conferences",
}
"""Forms of identifiers, each with the folder of the file that its first group names."""


def fold_consequences(problems: Iterable[Problem], index: ContentIndex) -> list[Problem]:
    """The problems without those that follow from others, which have them as consequences."""
    folding = _Folding(problems, index)
    if all(problem.is_advice for problem in folding.problems):
        return causes_first(folding.problems)
    folding.fold_misplaced_files()
    folding.fold_unchecked_references()
    folding.fold_by_subject()
    return folding.result()


class _Folding:
    """Problems, and the causes that have been found for them."""

    def __init__(self, problems: Iterable[Problem], index: ContentIndex) -> None:
        self.problems = list(problems)
        self.index = index
        self.causes: dict[Problem, Problem] = {}
        """The cause of each consequence."""

    def result(self) -> list[Problem]:
        """The problems without a cause, each with its consequences; causes first."""
        following: dict[Problem, list[Problem]] = defaultdict(list)
        for problem in self.causes:
            cause = problem
            while cause in self.causes:
                cause = self.causes[cause]
            following[cause].append(problem)
        return causes_first(
            replace(problem, consequences=tuple(sorted(following[problem])))
            for problem in self.problems
            if problem not in self.causes
        )

    def fold_misplaced_files(self) -> None:
        """A file is missing since it has another name."""
        absent = [problem for problem in self.problems if problem.rule is Rule.MISSING_FILE]
        for problem in self.problems:
            path = f"{self.index.folder}/{problem.suggestion}"
            for missing in absent if problem.rule is Rule.KNOWN_FILE else ():
                if missing.path == path:
                    self.causes[missing] = problem

    def fold_unchecked_references(self) -> None:
        """A file that is missing or cannot be read holds what references name.

        Titles of instruments may be copied, so copied words follow from their absence.
        """
        places = {(problem.path, problem.field) for problem in self.problems}
        unchecked = [
            (path, problem)
            for path, problem in islice(unchecked_references(self.index), limits.PROBLEMS)
            if (problem.path, problem.field) not in places
        ]
        if path := self.index.incomplete.get("instruments"):
            copied = [each for each in self.problems if each.rule is Rule.COPIED_WORDS]
            unchecked += [(path, problem) for problem in copied]
        for path, problem in unchecked:
            if cause := self._cause_in(path, problem):
                self.causes[problem] = cause

    def _cause_in(self, path: str, consequence: Problem) -> Problem | None:
        """The problem of a file that most likely hides what a consequence is about."""
        kind, name = consequence.subject
        clues = (("field", "file"), ("field", kind), ("field", name), ("suggestion", kind))
        about = (self._likeliest.get((path, *clue)) for clue in (*clues, ("suggestion", name)))
        found = [problem for problem in about if problem]
        return min(found, key=_order_of_causes) if found else self._likeliest.get((path, "", ""))

    @cached_property
    def _likeliest(self) -> Mapping[tuple[str, str, str], Problem]:
        """The problem that most likely hides entries: of each file, by field and by suggestion."""
        found: dict[tuple[str, str, str], Problem] = {}
        for problem in self.problems:
            clues = (("", ""), ("field", problem.field), ("suggestion", problem.suggestion))
            for clue in clues:
                other = found.setdefault((problem.path, *clue), problem)
                if _order_of_causes(problem) < _order_of_causes(other):
                    found[problem.path, *clue] = problem
        return found

    def fold_by_subject(self) -> None:
        """Several problems are about one file, one identifier, or one copy of a file."""
        groups: dict[tuple[str, str], list[Problem]] = defaultdict(list)
        for problem in sorted(self.problems):
            if problem.subject[0] and problem not in self.causes:
                groups[self._subject(problem)].append(problem)
        in_files_last = sorted(groups.items(), key=lambda item: item[0][1] in self.index.paths)
        for (kind, name), group in in_files_last:
            cause = (
                next((problem for problem in group if problem.rule is Rule.KEPT_RECORD), None)
                or self._renamed_file(kind, name)
                or self._changed_identifier(group)
                or self._absent_file(kind, name, group)
                or group[0]
            )
            self.causes |= {problem: cause for problem in group if problem is not cause}

    def _subject(self, problem: Problem) -> tuple[str, str]:
        """What a problem is about: the absent file of its subject, or the subject itself."""
        kind, name = problem.subject
        if kind in ("copy", "beginning", "file"):
            return "file", name
        if kind in VOCABULARY:
            return kind, name
        path = self._file_of(kind, name)
        return ("file", path) if path and path not in self.index.paths else ("", name)

    def _file_of(self, kind: str, name: str) -> str:
        """The path of the only file that could hold an identifier; empty if there are several."""
        file, holder = "", parent_identifier(name)
        if kind in LISTS:
            file = LISTS[kind] if LISTS[kind] in OPTIONAL_FILES else ""
        elif kind in ("sources", "conferences"):
            file = f"{kind}/{name}.yml"
        elif match := next(filter(None, (re.fullmatch(form, name) for form in _FORMS)), None):
            file = f"{_FORMS[match.re.pattern]}/{match[1]}.yml"
        elif kind in ("records", "conclusions") or holder in self._missing_sources:
            file = f"sources/{holder}.yml" if holder else ""
        return file and f"{self.index.folder}/{file}"

    @cached_property
    def _missing_sources(self) -> frozenset[str]:
        subjects = (problem.subject for problem in self.problems)
        return frozenset(name for kind, name in subjects if kind == "sources")

    def _renamed_file(self, kind: str, name: str) -> Problem | None:
        """The problem of a file whose name or identifier was changed."""
        rules = (Rule.FILE_NAME, Rule.KNOWN_IDENTIFIER)
        for problem in self._at_identifiers[name, kind == "file"]:
            if problem.rule in rules:
                return problem
        return None

    @cached_property
    def _at_identifiers(self) -> Mapping[tuple[str, bool], list[Problem]]:
        """The problems of the identifiers of files, by path and by name."""
        found: dict[tuple[str, bool], list[Problem]] = defaultdict(list)
        for problem in self.problems:
            if problem.field == "id":
                found[problem.path, True].append(problem)
                found[PurePosixPath(problem.path).stem, False].append(problem)
        return found

    def _changed_identifier(self, group: Sequence[Problem]) -> Problem | None:
        """The problem of an entry that nothing names and that was probably renamed.

        Several references name an identifier that is similar to its own and does not exist.
        """
        missing = [each for each in group if each.is_reference]
        names = {problem.subject[1] for problem in missing}
        if len(missing) < 2 or len(names) > 1:
            return None
        [name] = names
        kinds = {kind for problem in missing for kind in _members(problem.subject[0])}
        unused = [node for node in self._unused if _kind(node) in kinds]
        found = closest_identifier([node.text("id") for node in unused], name, self.index.budget)
        node = next((node for node in unused if found and node.text("id") == found), None)
        return self._problem_of_identifier(node, name, missing) if node else None

    @cached_property
    def _unused(self) -> Sequence[Node]:
        """The entries to which nothing refers."""
        used = {
            value
            for node in self.index.nodes
            for name in references(node.entry_class)
            for _, value in node.texts(name)
        }
        return [node for node in self.index.nodes if node.text("id") not in used]

    def _problem_of_identifier(self, node: Node, name: str, missing: Sequence[Problem]) -> Problem:
        """The problem with the identifier of an entry that should be `name`."""
        message = (
            f"'{node.text('id')}' is named nowhere, but {len(missing)} references name "
            f"'{shorten(name)}', which does not exist; one of the two is misspelt"
        )
        problem = node.problem(missing[0].rule, "id", message, suggestion=name)
        same_place = [
            known
            for known in self.problems
            if (known.path, known.field) == (problem.path, problem.field)
        ]
        if known := next((known for known in same_place if not known.is_advice), None):
            return known
        self.problems.append(problem)
        if problem.field == "id":
            self._at_identifiers[problem.path, True].append(problem)
            self._at_identifiers[PurePosixPath(problem.path).stem, False].append(problem)
        self.causes |= dict.fromkeys(same_place, problem)
        return problem

    def _absent_file(self, kind: str, path: str, group: Sequence[Problem]) -> Problem | None:
        """The problem of a file that does not exist, where more than one other needs it."""
        if kind != "file" or path in self.index.paths:
            return None
        for problem in self.problems:
            if problem.rule is Rule.MISSING_FILE and path.startswith(f"{problem.path}/"):
                return problem
        if any(problem.suggestion for problem in group):
            return None
        if len(group) < 2 and path.count("/") > 1:
            return None
        message = "is missing; put it back, or correct what refers to it"
        problem = Problem(path, 1, 1, "file", message, Rule.MISSING_FILE)
        self.problems.append(problem)
        return problem


def _order_of_causes(problem: Problem) -> tuple[bool, Problem]:
    return problem.rule not in _HIDING, problem


def _members(target: str) -> Sequence[str]:
    """The lists that a reference may lead to."""
    return COMPOSITE_TARGETS.get(target, (target,))


def _kind(node: Node) -> str:
    """The list of an entry, as `model.RefersTo` gives it."""
    if node.entry_class is model.Choice:
        return str(node.location[0])
    return TARGETS.get(node.entry_class, "")
