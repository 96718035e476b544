"""Terms of use as text: acknowledgement, permissions, and documents that give none."""

from __future__ import annotations

from guidance import Library
from guidance.i18n import open_words
from guidance.library.terms import terms_of
from guidance.rendering.terms_view import TermsView, terms_view


def view(library: Library, *documents: str) -> TermsView:
    return terms_view(terms_of(library, documents), open_words())


def test_the_acknowledgement_names_each_publisher_once(odd_library: Library) -> None:
    terms = view(odd_library, "2019-declaration", "2024-release", "2018-account")
    assert terms.acknowledgement == (
        "Source of the restated text: First Organization; Second Organization; Erik Miller. "
        "Not an official OSCE publication."
    )


def test_a_permission_stands_in_the_words_of_its_document(odd_library: Library) -> None:
    assert view(odd_library, "2024-release").permissions == [
        "Permission to copy, from Conference ends with a call: The text may be used freely."
    ]


def test_documents_without_permission_are_named_as_such(odd_library: Library) -> None:
    terms = view(odd_library, "2018-account", "2024-release", "2019-declaration")
    assert terms.permissions[-1] == (
        "An evening on fair work and Erklärung über gute Arbeit give no permission to copy."
    )
    assert view(odd_library, "2018-account").permissions == [
        "An evening on fair work gives no permission to copy."
    ]


def test_no_documents_have_no_terms(odd_library: Library) -> None:
    assert view(odd_library) == TermsView((), "", "", ())
