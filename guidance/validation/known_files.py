"""Files that were checked before, for a preview, which checks a content folder after each edit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from guidance import limits
from guidance.content.document import Document, KnownDocuments
from guidance.diagnostics.problem import Problem
from guidance.validation.validator import ValidFile


@dataclass(frozen=True)
class KnownFiles:
    """What is known of files of the same bytes: the document, and whether it is sound.

    A file is sound if it is valid by the model, and if no rule that looks at it alone reports
    anything. Rules between files are applied to all files each time.
    """

    documents: KnownDocuments = field(default_factory=KnownDocuments)
    _sound: dict[str, ValidFile] = field(default_factory=dict)

    def sound_file(self, document: Document) -> ValidFile | None:
        """The entry of a document that is known to be sound; else None."""
        file = self._sound.get(document.path)
        return file if file and file.document is document else None

    def keep_sound(self, files: Iterable[ValidFile], problems: Iterable[Problem]) -> None:
        """Keep those valid files that have none of the problems, which are those of all rules.

        Nothing is kept while there are problems other than advice: rules report a limited number,
        so that a file may have one that is not among them.
        """
        problems = list(problems)
        if len(problems) >= limits.PROBLEMS or not all(each.is_advice for each in problems):
            return
        unsound = {problem.path for problem in problems}
        self._sound.update(
            {
                file.document.path: file
                for file in files
                if file.document.path not in unsound and file.document.is_whole
            }
        )
