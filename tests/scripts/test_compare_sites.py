"""The comparison of two sites finds a real difference, and drops no more than its normalization."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from scripts.compare_sites import compare, main, normalize_css, normalize_js

PAGE = """<ul class="md-tabs__list">
  <li class="md-tabs__item"><a href="about/index.html">About</a></li>
  <li class="md-tabs__item">
    <a href="contributing/index.html" class="md-tabs__link">Contributing</a>
  </li>
</ul>
<script src="assets/early.js"></script>
<p>A search in search.js and <a href="contributing/a.html">a link</a>.</p>
"""
SCHEMA = {
    "title": "Panel",
    "properties": {
        "title": {"description": "Its title.", "$ref": "#/definitions/Text"},
        "points": {"items": {"$ref": "#/definitions/Point"}},
    },
    "definitions": {
        "Point": {"properties": {"title": {"$ref": "#/definitions/Text"}}},
        "Text": {"type": "string", "title": "Text"},
    },
}


@pytest.fixture
def sites(tmp_path: Path) -> tuple[Path, Path]:
    """Two folders with the same small site."""
    before = tmp_path / "before"
    files = {
        "index.html": PAGE,
        "assets/early.js": "early();\n",
        "assets/search.js": 'load("finding.js");\n',
        "assets/finding.js": "find();\n",
        "assets/site.css": "a { color: red; }\n",
        "data/guidance.json": "{}\n",
        "data/schema/panel.schema.json": json.dumps(SCHEMA),
        "downloads/report.pdf": "%PDF-1.7",
        "downloads/site.zip": "PK",
        "contributing/index.html": "<p>Contributing</p>",
        "sitemap.xml": "<urlset/>",
        "server/nginx.conf": "# comment\n",
    }
    for path, text in files.items():
        file = before / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return before, shutil.copytree(before, tmp_path / "after")


def replacement(old: str, new: str) -> Callable[[Path], None]:
    """A change that replaces a text, which must be in the file."""

    def change(file: Path) -> None:
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new), "utf-8")

    return change


def test_equal_sites_are_identical(
    sites: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(map(str, sites)) == 0
    assert capsys.readouterr().out == "9 files identical, 0 after normalization, 0 differ\n"


@pytest.mark.parametrize(
    ("path", "change"),
    [
        ("index.html", replacement("About", "Imprint")),
        ("index.html", replacement("</ul>\n", "</ul>\n\n")),
        ("index.html", replacement("assets/early.js", "assets/before-paint.js")),
        ("index.html", replacement("about/index.html", "contributing/index.html")),
        ("index.html", replacement("<p>A", "<!-- comment --><p>A")),
        ("assets/early.js", replacement("early()", "late()")),
        ("assets/site.css", replacement("red", "blue")),
        ("data/guidance.json", replacement("{}", "{ }")),
        ("data/schema/panel.schema.json", replacement('"string"', '"integer"')),
        ("data/schema/panel.schema.json", replacement('"points"', '"findings"')),
        ("data/schema/panel.schema.json", replacement('{"title": {"$ref"', '{"name": {"$ref"')),
        (
            "data/schema/panel.schema.json",
            replacement('"items": {"$ref": "#/definitions/Point"}', ""),
        ),
        ("downloads/report.pdf", replacement("1.7", "1.6")),
        ("server/nginx.conf", replacement("comment", "remark")),
    ],
)
def test_a_difference_is_found(
    sites: tuple[Path, Path],
    path: str,
    change: Callable[[Path], None],
    capsys: pytest.CaptureFixture[str],
) -> None:
    change(sites[1] / path)
    assert main(map(str, sites)) == 1
    *differences, summary = capsys.readouterr().out.splitlines()
    assert {difference.partition(": ")[0] for difference in differences} == {path}
    assert summary == "8 files identical, 0 after normalization, 1 differ"


def test_every_difference_of_a_file_is_shown(sites: tuple[Path, Path]) -> None:
    replacement("About", "Imprint")(sites[1] / "index.html")
    replacement("A search", "The search")(sites[1] / "index.html")
    result = compare(*sites)
    assert (result.identical, result.normalized, result.differing) == (8, 0, 1)
    assert [line.split(" after")[0] for line in result.differences] == [
        "index.html: line 2",
        "index.html: line 5",
    ]


def test_a_missing_and_an_added_file_are_found(sites: tuple[Path, Path]) -> None:
    (sites[0] / "downloads/report.pdf").unlink()
    (sites[1] / "assets/site.css").unlink()
    assert compare(*sites).differences == [
        "assets/site.css: is missing in the second site",
        "downloads/report.pdf: is missing in the first site",
    ]


@pytest.mark.parametrize(
    ("path", "change"),
    [
        ("index.html", replacement(">Contributing<", ">Take part<")),
        (
            "index.html",
            replacement('<a href="contributing/a.html">a link', '<a href="contributing/b">B'),
        ),
        ("assets/early.js", replacement("early();", "// comment\nearly(); /* comment */\n")),
        ("assets/site.css", replacement("a {", "/* comment */\na {")),
        ("data/schema/panel.schema.json", replacement("Its title.", "The title.")),
        ("data/schema/panel.schema.json", replacement('"title": "Text"', '"title": "Words"')),
        ("data/schema/panel.schema.json", replacement("Point", "WrittenPoint")),
    ],
)
def test_differences_that_the_normalization_drops_do_not_count(
    sites: tuple[Path, Path], path: str, change: Callable[[Path], None]
) -> None:
    change(sites[1] / path)
    result = compare(*sites)
    assert (result.identical, result.normalized, result.differences) == (8, 1, [])


def test_definitions_in_another_order_are_no_difference(sites: tuple[Path, Path]) -> None:
    definitions = {"A": SCHEMA["definitions"]["Text"], "Z": SCHEMA["definitions"]["Point"]}  # type: ignore[index]
    text = json.dumps(SCHEMA | {"definitions": definitions})
    text = text.replace("definitions/Text", "definitions/A").replace(
        "definitions/Point", "definitions/Z"
    )
    (sites[1] / "data/schema/panel.schema.json").write_text(text, "utf-8")
    assert compare(*sites).normalized == 1


def test_a_renamed_script_is_compared_under_its_new_name(sites: tuple[Path, Path]) -> None:
    assets = sites[1] / "assets"
    for old, new in (
        ("early", "before-paint"),
        ("search", "search-dialog"),
        ("finding", "search-query"),
    ):
        (assets / f"{old}.js").rename(assets / f"{new}.js")
    assert compare(*sites).differences == [
        "assets/search-dialog.js: line 1 after normalization:"
        """ 'load("search-query.js");' became 'load("finding.js");'""",
        "index.html: line 4 after normalization:"
        """ '<script src="assets/before-paint.js"></script>'"""
        """ became '<script src="assets/early.js"></script>'""",
    ]
    replacement("finding.js", "search-query.js")(assets / "search-dialog.js")
    replacement("assets/early.js", "assets/before-paint.js")(sites[1] / "index.html")
    result = compare(*sites)
    assert (result.identical, result.normalized, result.differences) == (5, 4, [])
    replacement("find()", "seek()")(assets / "search-query.js")
    assert [line.split(":")[0] for line in compare(*sites).differences] == [
        "assets/search-query.js"
    ]


def test_words_beside_a_dropped_link_count(sites: tuple[Path, Path]) -> None:
    page = '<li><a href="contributing/">A</a> a word</li><li><a href="b.html">B</a></li>'
    (sites[0] / "index.html").write_text(page, "utf-8")
    (sites[1] / "index.html").write_text(page.replace("a word", "two words"), "utf-8")
    assert len(compare(*sites).differences) == 1


def test_files_that_are_left_out_may_differ(sites: tuple[Path, Path]) -> None:
    for path in ("downloads/site.zip", "contributing/index.html", "sitemap.xml"):
        (sites[1] / path).write_text("other", "utf-8")
    (sites[1] / "contributing" / "new.html").write_text("new", "utf-8")
    assert compare(*sites).identical == 9


def test_a_group_of_the_navigation_is_dropped_with_its_pages(sites: tuple[Path, Path]) -> None:
    def group(title: str, *pages: str) -> str:
        items = "".join(
            f'\n <li class="nav__item">\n  <a href="../{page}">{page}</a> </li>\n' for page in pages
        )
        return (
            f'<li class="nav__item nav__item--group"><span class="nav__group">{title}</span>'
            f'<ul class="nav__list">{items}</ul></li>\n'
        )

    page = group("Editing", "contributing/a.html", "contributing/b.html")
    page += group("Looking up", "contributing/c.html", "browse/index.html") + "<li>Last</li>"
    (sites[0] / "index.html").write_text(page, "utf-8")
    page = group("Edit", "contributing/a.html") + group("Code", "contributing/new.html")
    page += group("Reference", "contributing/c.html", "browse/index.html") + "<li>Last</li>"
    (sites[1] / "index.html").write_text(page, "utf-8")
    assert compare(*sites).normalized == 1
    (sites[1] / "index.html").write_text(page.replace("../browse", "../other"), "utf-8")
    assert len(compare(*sites).differences) == 1


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ('a = "// no comment"; // comment', 'a = "// no comment";'),
        ("a = '/* none */' + `// ${b} /* none */`;", "a = '/* none */' + `// ${b} /* none */`;"),
        ("a = b / c; // it's one\nd = '//';", "a = b / c;\nd = '//';"),
        ("a.replace(/[/'\"]\\/\\/*/g, b); // x", "a.replace(/[/'\"]\\/\\/*/g, b);"),
        ("/** What it\n * does. */\nf();\n", "f();"),
    ],
)
def test_comments_of_javascript_are_distinguished_from_strings_and_regular_expressions(
    code: str, expected: str
) -> None:
    assert normalize_js(code) == expected


def test_comments_of_css_are_distinguished_from_strings() -> None:
    css = 'a::after { content: "/* none */"; } /* comment\n it\'s */\nb { url: url(//host/a) }\n'
    assert normalize_css(css) == 'a::after { content: "/* none */"; }\nb { url: url(//host/a) }'


@pytest.mark.parametrize("missing", ["nowhere", "empty"])
def test_a_folder_without_a_site_is_a_usage_error(sites: tuple[Path, Path], missing: str) -> None:
    (sites[0].parent / "empty").mkdir()
    with pytest.raises(SystemExit) as caught:
        main([str(sites[0]), str(sites[0].parent / missing)])
    assert caught.value.code == 2
