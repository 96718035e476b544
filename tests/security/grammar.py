"""Grammars of content for fuzzing: YAML structure, Markdown, identifiers, dates, and git trees."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from guidance.content import model
from guidance.content.introspection import models_in
from guidance.content.layout import FILES, FOLDERS
from tests.examples import BASE

LONG_RUN = "FUZZ_EXAMPLES"
"""The environment variable with the number of examples of a long run, as `scripts/fuzz.py` sets."""


def fuzz_settings(examples: int) -> settings:
    """The same examples in every run, about a number of them; in a long run, more and others."""
    return settings(
        max_examples=int(os.environ.get(LONG_RUN, examples)),
        derandomize=LONG_RUN not in os.environ,
        deadline=None,
        database=None,
        print_blob=True,
        suppress_health_check=list(HealthCheck),
    )


Files = Mapping[str, Any]
"""The value of each file, or its text, by its path in the content folder."""
BASE_FILES: Files = {
    path.relative_to(BASE).as_posix(): yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)
    for path in sorted(BASE.rglob("*.yml"))
}


def _classes(entry_class: type[model.Entry]) -> set[type[model.Entry]]:
    inner = models_in(entry_class).values()
    return {entry_class}.union(*map(_classes, inner))


_KEYS = sorted(
    {
        key
        for file_class in (*FILES.values(), *FOLDERS.values())
        for entry_class in _classes(file_class)
        for key in entry_class.model_fields
    }
)

_letters = st.sampled_from("aZé0-_ /.:#'\"\\[]{}*&!|>%@`,?\t\n\u00a0\u202e\u200b\u0301аͅ٣²Ǆ😀\x07")
words = st.text(_letters, max_size=12) | st.text(max_size=6)
dates = st.builds(
    "{}{}{}{}{}".format,
    st.sampled_from(["", "0", "+", "-", " "]),
    st.integers(0, 3000) | st.sampled_from(["2021", "02021", "٢٠٢١", "1979", "2108", "9" * 50]),
    st.sampled_from(["", "-", "/", "."]),
    st.sampled_from(["", "0", "1", "02", "12", "13", "99", "06-14", "02-30", "12-31", "1-1"]),
    st.sampled_from(["", "", "T00:00", "Z", " "]),
)
identifiers = st.builds(
    "{}{}{}".format,
    st.sampled_from(["2021", "2021b", "report", "r" * 85, "99999", "con", "2021-P1", "²", ""]),
    st.sampled_from(["", "-", "--", "-P", "-R", "-S", "_"]),
    st.sampled_from(["", "1", "01", "001", "0", "12345", "9" * 30, "٣", "x", "é", "²"]),
)
_inline = st.sampled_from(
    (
        "word", " ", "\n", "\n\n", "*", "**", "_", "`", "[", "]", "](", ")", "![", "<", ">", "&",
        "[a](https://osce.org)", "[a]: https://osce.org 'b'", "\n[a]: //x\n\n", "[a][a]", "[a]",
        "&#x202e;", "&amp;", "&#60;", "<b>", "</b>", "<!--", "\\", "\\*", "- a\n", "1. a\n", "> ",
        "# ", "---", "===", "```", "    ", "\t", "ms-msdt:/id", "mailto:a@b.org", "https://a@b",
        "xn--a", "http://", "//", "é", "а", "\u202e", "\x00", "|", "~~", "a" * 40, "(", "{{", "{%",
    )
)  # fmt: skip
markdown = st.lists(_inline, max_size=14).map("".join)
existing = st.sampled_from(
    [
        *("2021-P1", "2021-P1-01", "2021-P1-02", "2021-R1", "2021-R1-01", "report", "report-01"),
        *("ada-north", "states", "all-forms", "training", "finding", "first-treaty", "demand"),
    ]
)
scalars = existing | words | dates | identifiers | markdown
values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(_KEYS) | words, inner, max_size=5)
    ),
    max_leaves=10,
)
_names = st.builds(
    "{}{}{}".format,
    st.sampled_from(
        ["", "panels/", "sources/", "conferences/", "recommendations/", "odd/", "a/b/"]
    ),
    identifiers.filter(lambda name: name not in ("", ".", "..")) | st.sampled_from(["people", "a"]),
    st.sampled_from([".yml", ".yaml", ".YML", ".md", ".txt", ""]),
)
_syntax = st.sampled_from(
    (
        ": ", "- ", "? ", "[", "]", "{", "}", ",", "\n", "\n  ", "\n    ", "'", '"', "|\n", ">-\n",
        "&a ", "*a", "!x ", "!!str ", "%YAML 1.2\n", "---\n", "...\n", "<<: ", "# ", " #", "~",
        "\\", '"\\x', '"\\u00', "\t", "\r", "\u2028", "\x85", "id", "title", "a", "\ufeff", "‹",
    )
)  # fmt: skip
texts = st.lists(_syntax | words, max_size=40).map("".join)
"""Texts of files by the syntax of YAML."""


@st.composite
def contents(draw: st.DrawFn) -> Files:
    """The files of the small example library after a few changes."""
    files = dict(BASE_FILES)
    for _ in range(draw(st.integers(1, 4))):
        match draw(st.integers(0, 9)):
            case 0:
                files[draw(_names)] = draw(texts | values)
            case 1:
                files.pop(draw(st.sampled_from(sorted(files))), None)
            case 2:
                name = draw(st.sampled_from(sorted(files)))
                files[draw(_names)] = files[name]
            case _:
                name = draw(st.sampled_from(sorted(files)))
                files[name] = draw(_changed(files[name], 0))
        files = files or {"people.yml": ""}
    return files


@st.composite
def _changed(draw: st.DrawFn, value: Any, level: int) -> Any:
    """A value with a change somewhere in it."""
    if not value or isinstance(value, str) or not draw(st.integers(0, 9)):
        return draw(values if level else values | texts)
    change = draw(st.integers(0, 9))
    if isinstance(value, dict):
        key = draw(st.sampled_from(sorted(value)))
        others = {name: inner for name, inner in value.items() if name != key}
        if change > 1:
            return value | {key: draw(_changed(value[key], level + 1))}
        return others if change else value | {draw(st.sampled_from(_KEYS) | words): draw(values)}
    place = draw(st.integers(0, len(value) - 1))
    before, after = value[:place], value[place + 1 :]
    if change > 1:
        return [*before, draw(_changed(value[place], level + 1)), *after]
    return before + after if change else value[::-1] + value[place:]


def write(files: Files, folder: Path) -> None:
    """Replace a content folder; names that the system does not take are left out."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name, value in files.items():
        text = value if isinstance(value, str) else _dump(value)
        try:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(text.encode("utf-8", "surrogatepass"))
        except (OSError, ValueError):
            continue


def _dump(value: Any) -> str:
    return str(yaml.safe_dump(value, allow_unicode=True, sort_keys=False))
