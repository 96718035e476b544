"""Compare two built sites file by file, to show that a change of the code changed no output.

    python -m scripts.compare_sites BEFORE AFTER

PDFs and everything in `data/` except `data/schema/` must be identical byte for byte. Every other
file must be identical too, or become identical by this normalization:

- Theme scripts: a script of `RENAMED_SCRIPTS` may have its new name, in the file name and wherever
  pages and scripts refer to it. The globals of `RENAMED_GLOBALS` may have their new names.
- Comments in CSS and JavaScript are dropped, with the blank lines and the trailing spaces that they
  leave. Every other character counts.
- JSON Schemas: `description` and `title` are dropped, and definitions are renamed and ordered by
  first use. A definition that nothing uses keeps its name.
- Links in pages to `contributing/` are dropped: the whole link with its words, the list item that
  holds nothing else, and the groups of the navigation that list such pages, with their headings.

Left out: `contributing/`, `assets/pictures/` (pictures of the handbook), the sitemap, and files
that repeat the bytes of others: `.build-checksums.json`, `downloads/site.zip` and
`downloads/manifest.json`.

Hashes of inline scripts in `server/*.conf` are compared as they are: inline scripts come from the
theme Material and hold no comments, so they have no reason to change.

Prints one line for each difference, then a summary. Exits with 0 if the sites are the same, 1 if
they differ, 2 if a folder is missing or empty.
"""

from __future__ import annotations

import argparse
import difflib
import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

RENAMED_SCRIPTS = {
    "early": "before-paint",
    "english": "stemmer-en",
    "finding": "search-query",
    "search": "search-dialog",
}
"""Scripts in `assets/` without their ending: old name → new name."""

RENAMED_GLOBALS = {
    "guidanceEnglish": "guidanceStemmer",
    "guidanceFinder": "guidanceSearchQuery",
}
"""Global objects that theme scripts share: old name → new name."""

LEFT_OUT_FOLDERS = ("contributing/", "assets/pictures/")
LEFT_OUT_FILES = {
    ".build-checksums.json",
    "downloads/manifest.json",
    "downloads/site.zip",
    "sitemap.xml",
    "sitemap.xml.gz",
}
SCHEMAS = "data/schema/"
EXCERPT = 90
"""Characters of a difference that are shown."""

_SCRIPT_NAME = re.compile(rf"""(?<=["'/])({"|".join(RENAMED_SCRIPTS)})\.js(?=["'])""")

_CSS_TOKENS = re.compile(
    r"""(?P<keep>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')|(?P<comment>/\*.*?\*/)""", re.DOTALL
)
_JS_TOKENS = re.compile(
    r"""(?P<keep>
          "(?:\\.|[^"\\\n])*" | '(?:\\.|[^'\\\n])*'                       # strings
        | `(?:\\.|[^`\\])*`                                               # templates
        | (?:^|(?<=[(,=:\[!&|?{};+\-*%<>~^])|(?<=\breturn)|(?<=\btypeof))
          \s*   # a regular expression, not a division
          /(?![*/]) (?:\\. | \[(?:\\.|[^\]\\\n])*\] | [^/\\\[\n])+ /
        )
      | (?P<comment> /\*.*?\*/ | //[^\n]* )""",
    re.DOTALL | re.VERBOSE,
)

_LINK = r"""<a\b[^>]*\bhref="(?:\.{0,2}/)*contributing/[^"]*"[^>]*>(?:(?!</a>).)*</a>"""
_CUT = "\0"
_CONTRIBUTING_LINK = re.compile(_LINK, re.DOTALL)
_CONTRIBUTING_ITEM = re.compile(rf"<li\b[^>]*>\s*{_LINK}\s*</li>", re.DOTALL)
_GROUP_TITLE = r"""<span class="nav__group">[^<]*</span>"""
_EMPTY_GROUP = re.compile(
    rf"""<li class="[^"]*\bnav__item--group">\s*{_GROUP_TITLE}\s*"""
    rf"""<ul class="nav__list">\s*{_CUT}[\s{_CUT}]*</ul>\s*</li>"""
)
_TITLE_OF_CUT_GROUP = re.compile(rf"""{_GROUP_TITLE}(?=\s*<ul class="nav__list">\s*{_CUT})""")
_CUTS = re.compile(rf"\s*{_CUT}[\s{_CUT}]*")


@dataclass
class Comparison:
    """The result for two sites: the numbers of files, and a line for each difference."""

    identical: int = 0
    normalized: int = 0
    differing: int = 0
    differences: list[str] = field(default_factory=list)

    def summary(self) -> str:
        """The counts in one line."""
        return (
            f"{self.identical} files identical, {self.normalized} after normalization,"
            f" {self.differing} differ"
        )


def compare(before: Path, after: Path) -> Comparison:
    """Compare two folders of built sites."""
    old, new = _files(before), _files(after)
    renamed = {
        name: RENAMED_SCRIPTS[name]
        for name in RENAMED_SCRIPTS
        if f"assets/{RENAMED_SCRIPTS[name]}.js" in new and f"assets/{name}.js" not in new
    }
    paths = {_new_path(path, renamed): path for path in old}
    result = Comparison()
    for path in sorted(paths.keys() | new):
        if path in paths and path in new:
            old_bytes, new_bytes = (before / paths[path]).read_bytes(), (after / path).read_bytes()
            differences = [*_differences(path, old_bytes, new_bytes, renamed)]
            result.differences += (f"{path}: {difference}" for difference in differences)
            if differences:
                result.differing += 1
            elif old_bytes == new_bytes and paths[path] == path:
                result.identical += 1
            else:
                result.normalized += 1
        else:
            missing_in = "first" if path in new else "second"
            result.differences.append(f"{path}: is missing in the {missing_in} site")
            result.differing += 1
    return result


def _files(site: Path) -> set[str]:
    """The paths of all files that are compared, relative to the site."""
    paths = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    return {
        path
        for path in paths
        if path not in LEFT_OUT_FILES and not path.startswith(LEFT_OUT_FOLDERS)
    }


def _new_path(path: str, renamed: Mapping[str, str]) -> str:
    """The path that a file of the first site should have in the second one."""
    place = PurePosixPath(path)
    if place.parent.as_posix() == "assets" and place.suffix == ".js" and place.stem in renamed:
        return f"assets/{renamed[place.stem]}.js"
    return path


def _differences(path: str, old: bytes, new: bytes, renamed: Mapping[str, str]) -> Iterator[str]:
    """Yield what differs in two versions of a file after normalization."""
    kind = PurePosixPath(path).suffix
    is_schema = path.startswith(SCHEMAS) and kind == ".json"
    if old == new and not renamed:  # where a script was renamed, an old name must not be left
        return
    if kind not in {".html", ".css", ".js"} and not is_schema:
        if old != new:
            at = _common_length(old, new)
            yield f"differs from byte {at} on ({len(old)} bytes became {len(new)})"
        return
    old_text, new_text = old.decode("utf-8"), new.decode("utf-8")
    if kind in {".html", ".js"}:
        old_text = _SCRIPT_NAME.sub(lambda name: f"{renamed.get(name[1], name[1])}.js", old_text)
    if kind == ".js" and renamed:
        for old_name, new_name in RENAMED_GLOBALS.items():
            old_text = old_text.replace(old_name, new_name)
    if is_schema:
        old_text, new_text = normalize_schema(old_text), normalize_schema(new_text)
    else:
        normalize = {".html": normalize_page, ".css": normalize_css, ".js": normalize_js}[kind]
        old_text, new_text = normalize(old_text), normalize(new_text)
    if old_text != new_text:
        yield from _differing_lines(old_text.split("\n"), new_text.split("\n"))


def _differing_lines(old: list[str], new: list[str]) -> Iterator[str]:
    """Yield each block of differing lines: its first line, and an excerpt of both versions."""
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for operation, start, end, new_start, new_end in matcher.get_opcodes():
        if operation != "equal":
            was, became = "\n".join(old[start:end]), "\n".join(new[new_start:new_end])
            begin = max(_common_length(was, became) - 30, 0)
            excerpts = was[begin : begin + EXCERPT], became[begin : begin + EXCERPT]
            yield f"line {start + 1} after normalization: {excerpts[0]!r} became {excerpts[1]!r}"


def _common_length(old: Sequence[object], new: Sequence[object]) -> int:
    pairs = enumerate(zip(old, new, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(old), len(new)))


def normalize_css(text: str) -> str:
    """CSS without comments."""
    return _without_comments(text, _CSS_TOKENS)


def normalize_js(text: str) -> str:
    """JavaScript without comments."""
    return _without_comments(text, _JS_TOKENS)


def _without_comments(text: str, tokens: re.Pattern[str]) -> str:
    code = tokens.sub(lambda token: token["keep"] or "", text)
    return "\n".join(line.rstrip() for line in code.splitlines() if line.strip())


def normalize_page(text: str) -> str:
    """A page without its links to the pages for contributors."""
    text = _CONTRIBUTING_ITEM.sub(_CUT, text)
    while (shorter := _EMPTY_GROUP.sub(_CUT, text)) != text:
        text = shorter
    text = _TITLE_OF_CUT_GROUP.sub("", text)
    return _CONTRIBUTING_LINK.sub("", _CUTS.sub("\n", text))


def normalize_schema(text: str) -> str:
    """A JSON Schema without titles and descriptions, its definitions ordered by first use."""
    schema = json.loads(text)
    definitions: dict[str, object] = schema.pop("definitions", {})
    names: dict[str, str] = {}
    ordered = {"schema": _without_prose(schema, names)}
    for name in _while_growing(names):
        if name in definitions:
            ordered[names[name]] = _without_prose(definitions[name], names)
    unused = {name: part for name, part in definitions.items() if name not in names}
    return json.dumps([ordered, unused], indent=1, ensure_ascii=False)


def _while_growing(names: Mapping[str, str]) -> Iterator[str]:
    """Every key of a dictionary that may grow while it is walked."""
    count = 0
    while count < len(names):
        yield list(names)[count]
        count += 1


def _without_prose(part: object, names: dict[str, str]) -> object:
    """A part of a schema without titles and descriptions; adds definitions in use to `names`."""
    if isinstance(part, list):
        return [_without_prose(item, names) for item in part]
    if not isinstance(part, dict):
        return part
    result: dict[str, object] = {}
    for key, value in part.items():
        if key in {"description", "title"} and isinstance(value, str):
            continue
        if key in {"properties", "patternProperties"}:  # their keys are names of fields
            result[key] = {name: _without_prose(inner, names) for name, inner in value.items()}
        elif key == "$ref" and value.startswith("#/definitions/"):
            name = value.removeprefix("#/definitions/")
            result[key] = names.setdefault(name, f"definition {len(names) + 1}")
        else:
            result[key] = value if key in {"const", "default"} else _without_prose(value, names)
    return result


def main(arguments: Iterable[str] | None = None) -> int:
    """Command-line interface."""
    parser = argparse.ArgumentParser(prog="python -m scripts.compare_sites", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("before", type=Path, help="folder of the first built site")
    parser.add_argument("after", type=Path, help="folder of the second built site")
    options = parser.parse_args(None if arguments is None else list(arguments))
    for site in (options.before, options.after):
        if not _files(site):
            parser.error(f"{site}: no built site there")
    result = compare(options.before, options.after)
    for line in result.differences:
        print(line)
    print(result.summary())
    return 1 if result.differences else 0


if __name__ == "__main__":
    sys.exit(main())
