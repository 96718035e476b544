"""View models of pages that list records across conferences."""

from __future__ import annotations

from guidance.library.coverage import coverage as records_without_references
from guidance.library.coverage import reviews
from guidance.library.library import Library
from guidance.site.page import Context


def coverage(library: Library) -> Context:
    """Records without references to others, by kind; and records by review."""
    records = records_without_references(library)
    return {
        "reviews": reviews(library),
        "sections": (
            ("recommendations", records.recommendations),
            ("takeaways", records.takeaways),
            ("points", records.points),
        ),
    }
