"""Divide documents into parts of about equal printing time, for several machines."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence

from guidance.pdf.rendering.document import PdfDocument


def divide(
    documents: Collection[PdfDocument], seconds: Mapping[str, float], count: int
) -> list[list[PdfDocument]]:
    """Divide documents into `count` parts; `seconds` is the printing time of each, by its path.

    The longest first, each goes to the part with the least work. The same documents and times give
    the same parts on every machine.
    """
    parts: list[list[PdfDocument]] = [[] for _ in range(count)]
    work = [0.0] * count
    for document in sorted(documents, key=lambda each: (-seconds[each.path], each.path)):
        least = work.index(min(work))
        parts[least].append(document)
        work[least] += seconds[document.path]
    return parts


def count_of_parts(seconds: Sequence[float], of_part: float, at_most: int) -> int:
    """How many parts of about `of_part` seconds serve; none for no documents."""
    if not seconds:
        return 0
    return min(max(math.ceil(sum(seconds) / of_part), 1), at_most, len(seconds))
