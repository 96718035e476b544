"""Hostile files are reported quickly as problems, and no file outside the content is read."""

from __future__ import annotations

import itertools
import os
import shutil
import time
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from guidance import ContentError, Problem, limits, open_library
from guidance.content.links.addresses import address_problem
from guidance.content.markdown import html
from guidance.content.markdown_lint import line_problems, prose_problems
from guidance.diagnostics.invisible_characters import INVISIBLE, escape_invisible
from guidance.diagnostics.reporters import REPORTERS
from guidance.diagnostics.rules import Rule
from tests.examples import BASE
from tests.security.payloads import write_library_with_payload

SECRET = "xyzzy-the-secret"
TIME_LIMIT = 20
"""Seconds of CPU time for one check; the slowest takes about two."""


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy of the small library, beside a file with a secret."""
    (tmp_path / "secret.yml").write_text(
        f"people:\n  - {{id: {SECRET}, name: {SECRET}}}\n", "utf-8"
    )
    shutil.copytree(BASE, tmp_path / "content")
    return tmp_path / "content"


def problems(content: Path) -> tuple[Problem, ...]:
    """The problems of a content folder: found in time, printable, and without the secret."""
    start = time.process_time()
    with pytest.raises(ContentError) as caught:
        open_library(content)
    assert time.process_time() - start < TIME_LIMIT
    messages = "\n".join(str(problem) for problem in caught.value.problems)
    assert SECRET not in messages + "".join(
        reporter(caught.value.problems, "") for reporter in REPORTERS.values()
    )
    assert messages.replace("\n", "").isprintable()
    return caught.value.problems


def rules(content: Path) -> set[Rule]:
    return {problem.rule for problem in problems(content)}


def link_file(content: Path) -> None:
    (content / "people.yml").unlink()
    (content / "people.yml").symlink_to("../secret.yml")


def link_folder(content: Path) -> None:
    (content / "panels").rename(content.parent / "elsewhere")
    (content / "panels").symlink_to("../elsewhere")


def named_pipe(content: Path) -> None:
    (content / "people.yml").unlink()
    os.mkfifo(content / "people.yml")


@pytest.mark.parametrize("change", [link_file, link_folder, named_pipe])
def test_only_regular_files_are_read(change: Callable[[Path], None], content: Path) -> None:
    change(content)
    assert Rule.KNOWN_FILE in rules(content)


def test_a_content_folder_that_is_a_symbolic_link_is_not_read(content: Path) -> None:
    link = content.with_name("link")
    link.symlink_to(content)
    assert [(problem.path, problem.rule) for problem in problems(link)] == [
        ("link", Rule.KNOWN_FILE)
    ]


@pytest.mark.parametrize(
    "name",
    [
        "a\nb.yml",
        "a\x1b[2Jb.yml",
        "a\u202eb.yml",
        os.fsdecode(b"a\xff.yml"),
        "..yml",
        "people.YML",
        "con.yml ",
        "a:b.yml",
    ],
)
def test_a_file_with_an_odd_name_is_reported_safely(name: str, content: Path) -> None:
    target = content / (f"x{name}" if name.startswith(".") else name)
    target.write_text("x: y\n", "utf-8")
    (content / "sources" / f"x{name}").write_text(
        (BASE / "sources" / "report.yml").read_text("utf-8"), "utf-8"
    )
    assert rules(content) & {Rule.KNOWN_FILE, Rule.FILE_NAME}


@pytest.mark.parametrize(
    "key",
    [
        '"\\e[2Jx"',
        '"x\\n::error::y"',
        '"\\u202ex"',
        "x" * 100_000,
        '"</script><script>"',
        "__class__",
        "model_config",
        "? {a: b}\n",
    ],
)
def test_an_odd_key_is_reported_safely(key: str, content: Path) -> None:
    with (content / "panels" / "2021-P1.yml").open("a", encoding="utf-8") as file:
        file.write(f"{key}: y\n")
    for problem in problems(content):
        assert len(str(problem)) < 1000


EXCESSES: dict[str, tuple[str, str]] = {
    "a file of many bytes": ("people.yml", "people:\n" + "# x\n" * 260_000),
    "a value that never ends": (
        "people.yml",
        f"people:\n  - {{id: ada-north, name: {'x' * 900_000}}}\n",
    ),
    "many records": (
        "people.yml",
        "people:\n" + "".join(f"  - {{id: a{number}, name: A}}\n" for number in range(8_000)),
    ),
    "many keys": ("people.yml", "".join(f"k{number}: a\n" for number in range(10_000))),
    "many levels": ("people.yml", "[" * 400_000),
    "many levels of keys": ("people.yml", "? " * 400_000),
    "many levels of dashes": ("people.yml", "- " * 400_000),
    "anchors that grow": (
        "people.yml",
        "a: &a [x, x]\n"
        + "".join(
            f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(24)
        ),
    ),
    "an anchor within itself": ("people.yml", "people: &a [*a]\n"),
    "a merge of keys": ("people.yml", "a: &a {id: x}\npeople:\n  - {<<: *a, name: A}\n"),
    "tags that make objects": ("people.yml", "people: !!python/object/apply:os.system ['true']\n"),
    "many tags": ("people.yml", "people: [" + "!x y, " * 1_900 + "]\n"),
    "many quotation marks": ("people.yml", "people: " + "'a " * 50_000),
    "many colons": ("people.yml", "a: b: " * 50_000),
    "many opened quotation marks": (
        "people.yml",
        "".join(f'k{number}:\n  "a\n' for number in range(10_000)),
    ),
    "many references": (
        "people.yml",
        "people:\n  - id: ada-north\n    name: A\n    keywords: [" + "a-b, " * 20_000 + "]\n",
    ),
}


@pytest.mark.parametrize("excess", EXCESSES)
def test_excessive_content_is_reported_in_time(excess: str, content: Path) -> None:
    name, text = EXCESSES[excess]
    (content / name).write_text(text, "utf-8")
    assert len(problems(content)) < 3 * limits.PROBLEMS


def test_too_many_bytes_are_reported_before_any_file_is_read(content: Path) -> None:
    for number in range(limits.ALL_BYTES // 900_000 + 1):
        with (content / "sources" / f"s{number}.yml").open("wb") as file:
            file.truncate(900_000)
    assert [(problem.path, problem.rule) for problem in problems(content)] == [
        ("content", Rule.LIMIT)
    ]


def test_too_many_files_are_reported_before_any_is_read(
    content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "FILES", 20)
    for number in range(20):
        (content / "sources" / f"s{number}.yml").touch()
    assert [(problem.path, problem.rule) for problem in problems(content)] == [
        ("content", Rule.LIMIT)
    ]


HOSTILE_LINES = (
    "<script>hacked()</script>", "<img src=x onerror=hacked()>", "<!-- x -->", "<?php x ?>",
    "<svg/onload=hacked()>", "a <b", "\u202eevil\u202c", "a\u2066b", "zero\u200bwidth",
    "tag\U000e0041", "private\ue000", "line\u2028break", "joined\u200d", "null\x00",
    "escape\x1b[2J", "nel\x85x", "x" * 20_001, "[" * 501,
)  # fmt: skip
HOSTILE_PROSE = (
    "[a](javascript:hacked())", "[a](JaVaScRiPt:hacked())", "[a](java&#115;cript:hacked())",
    "[a](&#x6A;avascript:hacked())", "[a](data:text/html,x)", "[a](vbscript:x)",
    "[a](file:///etc/passwd)", "[a](//example.org)", "[a](../x)", "[a](https:example.org)",
    "[a](https://a@b)", "[a](https://a:b@c)", "[a](https://[)", "[a](https://x:99999999)",
    "[a](mailto:a@b?attach=/etc/passwd)", "[a](mailto:)", "[a](<javascript:hacked()>)",
    "![a](https://example.org/a.png)", "`code`", "# a", "- a", "> a", "```\na\n```", "    a",
    "a\n===", "<https://example.org>", "a&#x202e;b", "a&zwj;b", "a&#8203;b",
    '[a](https://example.org "&rlm;")', "[a](https://exa\u202emple.org)",
)  # fmt: skip


ROUNDS = 12


@pytest.mark.parametrize("number", range(ROUNDS))
def test_hostile_text_is_refused_in_every_field(number: int, tmp_path: Path) -> None:
    """Each round assigns other payloads to the fields, so that each payload is in many fields."""
    count = itertools.count(number * 7)
    payloads: list[str] = []

    def payload(name: str, prose: bool) -> str:
        choices = (*HOSTILE_LINES, *HOSTILE_PROSE) if prose else HOSTILE_LINES
        payloads.append(choices[next(count) % len(choices)])
        return payloads[-1]

    write_library_with_payload(payload, tmp_path / "content")
    all_problems = problems(tmp_path / "content")
    assert len({(problem.path, problem.field) for problem in all_problems}) >= len(payloads)
    assert {problem.rule for problem in all_problems} <= {
        Rule.RAW_HTML,
        Rule.ENCODING,
        Rule.SAFE_LINK,
        Rule.INLINE_ONLY,
        Rule.LIMIT,
        Rule.ONE_LINE,
    }


@pytest.mark.parametrize(
    "address",
    [
        "https://osce.org",
        "http://www.osce.org:8080/a?b#c",
        "https://münchen.de/ä",
        "mailto:info-cthb@osce.org",
    ],
)
def test_a_harmless_address_is_accepted(address: str) -> None:
    assert address_problem(address) == ""
    assert not list(prose_problems(f"See [this]({address})."))


def test_all_invisible_characters_are_known() -> None:
    categories = {
        character: unicodedata.category(character)
        for character in map(chr, (*range(0x20000), *range(0xE0000, 0xE1000)))
    }
    expected = {
        character
        for character, category in categories.items()
        if category in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
    } - set("\t\n\r")
    invisible = set(INVISIBLE.findall("".join(categories)))
    assert expected - invisible == set()
    assert {character for character in invisible if categories[character][0] in "LN"} == set(
        FILLERS
    )


FILLERS = "\u115f\u1160\u3164\uffa0"
"""Characters of the category of letters that are invisible."""


def test_invisible_characters_are_shown_by_their_code_point() -> None:
    assert escape_invisible("a\x1b[2Jb\u202e\ud800c") == "a[U+001B][2Jb[U+202E][U+D800]c"


@pytest.mark.parametrize(
    "part",
    [
        "[",
        "[a](",
        "*a_ ",
        "**a *b ",
        "<",
        "<A",
        "<!--",
        "<![CDATA[",
        "&amp;",
        "\\",
        "a\n",
        "> ",
        "`a``",
        "![",
        "a  \n",
        "](",
        "[a]: b\n",
        "* * ",
        "_(",
        "1. ",
    ],
)
def test_no_repetition_takes_the_markdown_parser_long(part: str) -> None:
    text = part * (limits.TEXT // len(part))
    start = time.process_time()
    list(prose_problems(text))
    list(line_problems(text))
    html(text[: limits.TEXT])
    assert time.process_time() - start < TIME_LIMIT / 4
