"""Links from terms in texts to the glossary."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from guidance.content import model
from guidance.rendering.glossary_links import Glossary, GlossaryLinker, meaning

TERMS = (
    model.Term(
        id="ngo",
        term="NGO",
        stands_for="non-governmental organization",
        text="A group of *citizens*.",
    ),
    model.Term(id="who", term="WHO", stands_for="World Health Organization"),
    model.Term(id="demand", term="demand", text="A wish to buy."),
    model.Term(id="exploitation", term="exploitation", text="Unfair use."),
    model.Term(id="sexual-exploitation", term="sexual exploitation", text="Abuse."),
    model.Term(id="point", term="point", text="A record.", sense=model.Sense.EVERYDAY),
)


def linked_words(words: str) -> list[str]:
    html = GlossaryLinker(Glossary(TERMS), "#{}".format).prose(words)
    return [link.get_text() for link in BeautifulSoup(html, "html.parser").select("a.term-link")]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("The demand and the demand.", ["demand"]),
        ("One demand.\n\nThe demand.", ["demand"]),
        ("Demand grows.", ["Demand"]),
        ("It demands, on-demand, demanding.", []),
        ("Against sexual exploitation and exploitation.", ["sexual exploitation", "exploitation"]),
        ("Those who know (NGOs) and the WHO.", ["NGOs", "WHO"]),
        ("An *NGO* and a [demand](https://osce.org).", ["NGO"]),
        ("[An *NGO*](https://osce.org), then an NGO.", ["NGO"]),
        ("One point.", []),
    ],
)
def test_the_first_exact_occurrence_of_a_term_outside_links_is_linked(
    words: str, expected: list[str]
) -> None:
    assert linked_words(words) == expected


def test_links_to_the_glossary_keep_the_text_and_escape_it() -> None:
    html = GlossaryLinker(Glossary(TERMS), "#{}".format).prose('3 < 4, "NGO" & demand')
    assert html == (
        '<p>3 &lt; 4, &quot;<a class="term-link" href="#ngo" '
        'title="non-governmental organization. A group of citizens.">NGO</a>&quot; &amp; '
        '<a class="term-link" href="#demand" title="A wish to buy.">demand</a></p>'
    )


def test_lines_link_a_term_once_per_section() -> None:
    linker = GlossaryLinker(Glossary(TERMS), "#{}".format)
    first, second = linker.line_annotator(), linker.line_annotator()
    lines = [first("Director, NGO"), first("Head, NGO"), second("Chief, NGO")]
    assert ["term-link" in line for line in lines] == [True, False, True]


def test_the_meaning_of_a_term_is_plain_text() -> None:
    assert meaning(TERMS[0]) == "non-governmental organization. A group of citizens."
