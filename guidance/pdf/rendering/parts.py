"""Divide documents into parts of about equal printing time, for several machines."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence

from guidance.pdf.rendering.document import PdfDocument


def groups(
    documents: Collection[PdfDocument], seconds: Mapping[str, float]
) -> list[list[PdfDocument]]:
    """The documents that one process should print together, the groups with most work first.

    `seconds` is the printing time of each document, by its path.
    """
    by_name: dict[str, list[PdfDocument]] = {}
    for document in sorted(documents, key=lambda each: each.path):
        by_name.setdefault(document.group, []).append(document)
    return sorted(by_name.values(), key=lambda group: (-_work(group, seconds), group[0].path))


def divide(
    documents: Collection[PdfDocument], seconds: Mapping[str, float], count: int
) -> list[list[PdfDocument]]:
    """Divide documents into `count` parts, groups kept together.

    The groups with most work first, each goes to the part with the least work. The same documents
    and times give the same parts on every machine.
    """
    parts: list[list[PdfDocument]] = [[] for _ in range(count)]
    work = [0.0] * count
    for group in groups(documents, seconds):
        least = work.index(min(work))
        parts[least].extend(group)
        work[least] += _work(group, seconds)
    return parts


def _work(group: Collection[PdfDocument], seconds: Mapping[str, float]) -> float:
    return sum(seconds[document.path] for document in group)


def count_of_parts(seconds: Sequence[float], of_part: float, at_most: int) -> int:
    """How many parts of about `of_part` seconds serve; none without groups to print.

    `seconds` is the work of each group of documents.
    """
    if not seconds:
        return 0
    return min(max(math.ceil(sum(seconds) / of_part), 1), at_most, len(seconds))
