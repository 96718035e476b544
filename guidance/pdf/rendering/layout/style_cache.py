"""Computes each style once for all documents that share a style sheet.

WeasyPrint computes the properties of a style when they are first asked for, and shares styles among
the elements of one document. Elements of other documents that have the same rules and a parent
with the same style have the same style too. One method of WeasyPrint is replaced for that while a
document is laid out; a test compares its hash, so that an upgrade that changes it is noticed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

REPLACED_METHOD = ("weasyprint.css", "StyleFor", "set_computed_styles")
"""The module, the class and the name of the method."""
MOST_STYLES = 20_000
"""How many styles are kept: about those of a thousand documents."""


class StyleCache:
    """The styles that a process has computed, for one configuration of fonts.

    A style keeps its rules and its parent alive, so that their identities stay theirs. Styles of
    pages are left out, since the layout changes them. A length in units of the window, such as
    `100vh`, is that of the first document: those of a style sheet begin with the same page.
    """

    def __init__(self) -> None:
        self.styles: dict[tuple[Any, ...], Any] = {}

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """Let WeasyPrint take styles from this cache."""
        from weasyprint.css import StyleFor

        compute = StyleFor.set_computed_styles

        def set_styles(
            self: Any,
            element: Any,
            parent: Any,
            root: Any = None,
            pseudo_type: str | None = None,
            base_url: str | None = None,
            target_collector: Any = None,
        ) -> None:
            computed = self.get_computed_styles()
            key = _key(self.get_cascaded_styles(), computed, element, parent, pseudo_type)
            style = styles.get(key) if _is_element(element) else None
            if style is None:
                compute(self, element, parent, root, pseudo_type, base_url, target_collector)
                if _is_element(element):
                    styles[key] = computed[element, pseudo_type]
                return
            computed[element, pseudo_type] = style
            if target_collector and style["anchor"]:
                target_collector.collect_anchor(style["anchor"])

        styles = self.styles
        if len(styles) > MOST_STYLES:
            styles.clear()
        StyleFor.set_computed_styles = set_styles
        try:
            yield
        finally:
            StyleFor.set_computed_styles = compute


def _is_element(element: Any) -> bool:
    """Whether it is an element of the document, and not a page."""
    return hasattr(element, "tag")


def _key(
    cascaded: Mapping[Any, Mapping[str, tuple[Any, Any]]],
    computed: Mapping[Any, Any],
    element: Any,
    parent: Any,
    pseudo_type: str | None,
) -> tuple[Any, ...]:
    """The style of the parent, the pseudo-element, and each declared value with its weight."""
    declared = cascaded.get((element, pseudo_type), {})
    return (
        None if parent is None else id(computed[parent, None]),
        pseudo_type,
        *((name, _identity(value), weight) for name, (value, weight) in declared.items()),
    )


def _identity(value: Any) -> Any:
    """A value that is equal for the same declaration of any document.

    Values of style sheets are kept with them. Those of attributes are read for each document:
    words are compared, such as languages and anchors.
    """
    if type(value) is str or (type(value) is tuple and all(type(part) is str for part in value)):
        return value
    return id(value)
