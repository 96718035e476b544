"""Rendering of the text of records as HTML and as plain text."""

from __future__ import annotations

from guidance.content.markdown import first_sentence, html, inline_html, plain


def test_emphasis_and_links_are_rendered() -> None:
    assert (
        html("One *two* **three** [four](https://osce.org).")
        == '<p>One <em>two</em> <strong>three</strong> <a href="https://osce.org">four</a>.</p>'
    )


def test_a_blank_line_separates_paragraphs_and_a_line_break_does_not() -> None:
    assert html("One.\nTwo.\n\nThree.") == "<p>One.\nTwo.</p>\n<p>Three.</p>"
    assert plain("One.\nTwo.\n\nThree.") == "One. Two.\n\nThree."


def test_html_characters_are_escaped() -> None:
    assert html("3 < 4 & 5 > 4") == "<p>3 &lt; 4 &amp; 5 &gt; 4</p>"
    assert inline_html('"quoted"') == "&quot;quoted&quot;"


def test_paragraphs_are_read_one_by_one_wherever_they_are_drawn() -> None:
    """No link runs over a blank line in one place, and is text in another."""
    text = "One [two\n\nthree](ms-msdt:/id)."
    assert inline_html(text) == "One [two three](ms-msdt:/id)."
    assert "<a" not in html(text)


def test_plain_text_has_no_markup() -> None:
    assert plain("One *two* [three](https://osce.org) &amp; four.") == "One two three & four."


def test_the_first_sentence_of_a_page_is_that_of_its_first_paragraph() -> None:
    page = "# Title\n\n- a list\n\nSee *the* [guide](a.md) first. Then `build`.\n"
    assert first_sentence(page) == "See the guide first."
    assert first_sentence("# Title\n") == ""
