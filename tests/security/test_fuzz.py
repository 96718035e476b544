"""Fuzzing: random bytes and texts are reported as problems, or rendered as safe HTML."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import markdown
import pytest
import tinyhtml5
import yaml
from hypothesis import given
from hypothesis import strategies as st

from guidance.content.links.addresses import address_problem
from guidance.content.loader import load_file
from guidance.content.markdown import html, inline_html, plain, typeset
from guidance.content.markdown_lint import is_plain_line, line_problems, prose_problems
from guidance.content.yaml_parser import SuspectYamlError, compose, value_of
from guidance.content.yaml_tree import read_tree
from guidance.diagnostics.invisible_characters import INVISIBLE
from guidance.diagnostics.problem import Problem
from guidance.rendering.environment import markdown_safe
from guidance.validation.content_index import content_index
from guidance.validation.validator import validate_document
from tests.examples import BASE
from tests.security import grammar

pytestmark = pytest.mark.slow

FILES = [path.read_bytes() for path in sorted(BASE.rglob("*.yml"))]
TIME_LIMIT = 2
"""Seconds of processor time for one example."""
MARKS = (
    *"<>&\"'`*_[](){}!#-+=|~\\:/@$%\n \ta",
    *(
        "\n\n",
        "  ",
        "    ",
        "Word",
        "<script>",
        "</p>",
        "<!--",
        "-->",
        "<![CDATA[",
        "<?",
        "<a href=",
        "onclick=",
        "style=",
        "markdown=1",
    ),
    *(
        "javascript:",
        "data:text/html,",
        "https://osce.org",
        "mailto:a@b.org",
        "](",
        "[a](",
        "[a]: ",
        '[a]: https://osce.org "',
        "[click](ms-msdt:/id)",
        "[a][a]",
        "//osce.org",
        "../..",
        "tel:1",
        "ftp://",
        "a:b@",
        "mailto:a@b.org,c@d.org",
        "%0A",
        "[^1]",
        "*[a]: ",
        "\\\n",
        "{: ",
        "{#",
        "{{",
        "}}",
        "{%",
    ),
    *(
        "&lt;",
        "&#60;",
        "&#x202e;",
        "&amp;",
        "&NewLine;",
        "&rlm;",
        "&#x430;",
        "&nbsp;",
        "- ",
        "1. ",
        "> ",
        "```",
        "***",
        "===",
        "---",
    ),
    *("\u202e", "\u200b", "\x00", "\x1b", "\xa0", "Ä", "\u0430", "\u2028", "\U0001f600", "\ud800"),
)
YAML = (
    *MARKS,
    *(
        ": ",
        "? ",
        "&a ",
        "*a",
        "!!python/object:os.system ",
        "!x ",
        "%YAML 1.1\n",
        "---\n",
        "...\n",
        "|\n",
        ">-\n",
        "<<: ",
        "null",
        "~",
        "0x1f",
        "\r\n",
    ),
    *(
        "people:\n",
        "  - id: ada-north\n",
        "    name: ",
        "terms:\n",
        '"\\u202e"',
        '"\\ud800"',
        "\ufeff",
        "\x85",
    ),
)
VALUES = (
    *(
        "word",
        "'word'",
        '"word"',
        "two words",
        "[one, two]",
        "{one: two}",
        "|\n  word",
        "\n  - one\n  - two",
        "\n  one: two",
        "~",
        "null",
        "Null",
        "NULL",
    ),
    *(
        "&a b",
        "!x b",
        "! b",
        "!!str b",
        "“a”",
        "‘a'",
        "a #b",
        "a # b",
        "'a' #b",
        "a & b",
        "a! b",
        "[a, &b c]",
        "{a: !b c}",
        "{? [a] : b}",
        "{'a':&b c}",
    ),
    *(
        "|\n  a #b",
        "|\n  ~",
        "[“a”]",
        "- ~",
        "\n  - ~",
        "x" * 61 + ": a",
        "{" + "x" * 61 + ": a}",
        "{a: b, a: c}",
        '{"\\t": a}',
        "[]",
        "{}",
        "",
    ),
)
"""YAML values with a problem, or close to one."""
texts = st.lists(st.sampled_from(MARKS) | st.text(max_size=3), max_size=20).map("".join)
fuzz_settings = grammar.fuzz_settings(400)
"""The same examples in every run; a run takes seconds."""


@st.composite
def files(draw: st.DrawFn) -> bytes:
    """A file of the example library with random replacements, or random bytes alone."""
    pieces = st.lists(st.sampled_from(YAML) | st.text(max_size=3), max_size=8).map(
        lambda parts: "".join(parts).encode("utf-8", "surrogatepass")
    )
    raw = draw(st.sampled_from([*FILES, b""]))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(raw)))
        raw = (
            raw[:start]
            + draw(pieces | st.binary(max_size=6))
            + raw[start + draw(st.integers(0, 12)) :]
        )
    return raw


@fuzz_settings
@given(
    values=st.lists(
        st.sampled_from(VALUES)
        | st.tuples(st.sampled_from(YAML), st.sampled_from(VALUES)).map("".join),
        min_size=1,
        max_size=3,
    )
)
def test_a_value_read_without_positions_is_the_value_of_a_tree_without_problems(
    values: list[str],
) -> None:
    text = (
        "".join(f"{'abb'[number]}: {value}\n" for number, value in enumerate(values))
        .encode("utf-8", "replace")
        .decode()
    )
    try:
        root = compose(text)
        value = value_of(root, text) if root else None
    except (yaml.YAMLError, SuspectYamlError):
        return
    tree = read_tree(root, text.splitlines() or [""])
    assert (value or "", tree.problems) == (tree.value, [])


@fuzz_settings
@given(text=texts)
def test_a_plain_line_has_no_problem(text: str) -> None:
    if is_plain_line(text):
        assert [*line_problems(text), *prose_problems(text)] == []


@fuzz_settings
@given(
    raw=files(),
    name=st.sampled_from(
        [
            "people.yml",
            "glossary.yml",
            "panels/2021-P1.yml",
            "sources/report.yml",
            "conferences/2021.yml",
            "odd.yml",
        ]
    ),
)
def test_random_bytes_are_loaded_or_reported(raw: bytes, name: str, tmp_path_factory: Any) -> None:
    path = Path(tmp_path_factory.getbasetemp()) / "fuzzed.yml"
    path.write_bytes(raw)
    start = time.process_time()
    document, problems = load_file(path, f"content/{name}")
    all_problems = [
        *problems,
        *(validate_document(document, content_index([document]))[1] if document.is_read else []),
    ]
    assert time.process_time() - start < TIME_LIMIT
    assert [problem for problem in all_problems if not is_printable(problem)] == []


def is_printable(problem: Problem) -> bool:
    """Whether a problem has a position and can be printed."""
    return problem.line >= 1 and problem.column >= 1 and str(problem).isprintable()


def elements(markup: str) -> Iterator[Any]:
    """Every element that an independent HTML parser finds."""
    body = tinyhtml5.parse(
        f"<!doctype html><body>{markup}</body>", namespace_html_elements=False
    ).find("body")
    return (element for element in body.iter() if element is not body)


def words(markup: str) -> str:
    """The text of HTML with single spaces."""
    return " ".join(
        "".join(
            tinyhtml5.parse(f"<!doctype html><body>{markup}</body>", namespace_html_elements=False)
            .find("body")
            .itertext()
        ).split()
    )


@fuzz_settings
@given(text=texts)
def test_random_text_is_rendered_as_paragraphs_emphasis_and_links_alone(text: str) -> None:
    start = time.process_time()
    is_valid = not list(prose_problems(text))
    for markup in (str(html(text)), str(inline_html(text))):
        for element in elements(markup):
            assert element.tag in ("p", "em", "strong", "a", "br")
            assert set(element.attrib) <= ({"href", "title"} if element.tag == "a" else set())
            address = element.get("href") or ""
            assert not address.lower().startswith(("javascript:", "vbscript:", "file:"))
            if is_valid:
                assert element.tag != "br"
                assert "title" not in element.attrib
                assert element.tag != "a" or address_problem(address) == ""
        assert not (is_valid and INVISIBLE.search(words(markup)))
    assert time.process_time() - start < TIME_LIMIT


@fuzz_settings
@given(text=texts)
def test_html_and_plain_text_of_valid_prose_have_the_same_words(text: str) -> None:
    if not list(prose_problems(text)):
        assert words(str(html(text))) == " ".join(plain(text).split())


@fuzz_settings
@given(line=texts)
def test_a_valid_title_is_shown_literally_on_a_page(line: str) -> None:
    if not list(line_problems(line)):
        extensions = ["attr_list", "md_in_html", "tables", "toc"]
        page = markdown.markdown(
            f"# {markdown_safe(line.strip())} {{ #id }}\n\n## More\n", extensions=extensions
        )
        assert [element.tag for element in elements(page)] == ["h1", "h2"]
        assert words(page) == " ".join((*typeset(line).split(), "More"))


@fuzz_settings
@given(text=texts)
def test_valid_prose_passes_the_markdown_reader_of_the_site_unchanged(text: str) -> None:
    """The reader of pages, with the extensions of `mkdocs.yml`, reads no markup in it."""
    if list(prose_problems(text)):
        return
    extensions = ["attr_list", "md_in_html", "pymdownx.superfences", "tables", "toc"]
    for drawn in (f"{html(text)}", f"<blockquote>{html(text)}</blockquote>"):
        page = markdown.markdown(f"# Title\n\n{drawn}\n\n## More\n", extensions=extensions)
        assert words(page) == f"Title {words(drawn)} More".replace("  ", " ")
        expected = [(element.tag, element.attrib) for element in elements(drawn)]
        found = [(element.tag, element.attrib) for element in elements(page)]
        assert found[1:-1] == expected
