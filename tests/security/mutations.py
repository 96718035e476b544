"""Random changes of a YAML file of the content: mistakes of typing, and what only looks right."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from guidance.diagnostics.rules import Rule

Lines = list[str]
Change = Callable[[Lines, int, int], Lines]
"""Changes lines at a random line, with a second random number."""


def _block(lines: Lines, at: int) -> slice:
    """A line and all lines below it with a larger indentation."""
    indent = len(lines[at]) - len(lines[at].lstrip(" "))
    end = next(
        (
            n
            for n in range(at + 1, len(lines))
            if lines[n].strip() and len(lines[n]) - len(lines[n].lstrip(" ")) <= indent
        ),
        len(lines),
    )
    return slice(at, end)


def _without(lines: Lines, part: slice) -> Lines:
    """Remove a block; the dash of a list item moves to the next key."""
    rest = lines[part.stop :]
    dash = re.match(r"( *)- [\w-]+:", lines[part.start])
    if dash and part.stop == part.start + 1 and rest and rest[0].startswith(f"{dash[1]}  "):
        rest = [f"{dash[1]}- {rest[0].lstrip(' ')}", *rest[1:]]
    return [*lines[: part.start], *rest]


def delete_line(lines: Lines, at: int, more: int) -> Lines:
    return [*lines[:at], *lines[at + 1 :]]


def remove_key(lines: Lines, at: int, more: int) -> Lines:
    keys = [number for number, line in enumerate(lines) if re.match(r" *(?:- )?[a-z_]+:", line)]
    start = keys[at % len(keys)]
    part = slice(start, start + 1) if "- " in lines[start][:12] else _block(lines, start)
    return _without(lines, part)


def change_character(lines: Lines, at: int, more: int) -> Lines:
    line = lines[at] or " "
    position = more % len(line)
    sign = "\t:-#'\"[]{}*&!|>%@`,? x0“é\u00a0\u202e\x07\\"[more % 29]
    return [*lines[:at], line[:position] + sign + line[position + 1 :], *lines[at + 1 :]]


def swap_indentation(lines: Lines, at: int, more: int) -> Lines:
    return [*lines[:at], " " * (more % 9) + lines[at].lstrip(" "), *lines[at + 1 :]]


def duplicate_block(lines: Lines, at: int, more: int) -> Lines:
    part = _block(lines, at)
    return [*lines[: part.stop], *lines[part], *lines[part.stop :]]


def break_quotes(lines: Lines, at: int, more: int) -> Lines:
    numbers = [number for number, line in enumerate(lines) if '"' in line or "'" in line]
    if not numbers:
        return change_character(lines, at, 4)
    number = numbers[at % len(numbers)]
    return [
        *lines[:number],
        re.sub("[\"']", "", lines[number], count=1 + more % 2),
        *lines[number + 1 :],
    ]


def truncate(lines: Lines, at: int, more: int) -> Lines:
    return [*lines[:at], lines[at][: more % (len(lines[at]) + 1)]]


CHANGES: tuple[Change, ...] = (
    delete_line,
    remove_key,
    change_character,
    swap_indentation,
    duplicate_block,
    break_quotes,
    truncate,
)


def _in_text(lines: Lines, at: int, pattern: str, replacement: str, *, only_keys: bool) -> Lines:
    """Change the first match of a pattern in a line of text: a plain title or a line of a block.

    Nothing changes in a file without such a line.
    """
    numbers = [
        number
        for number, text in _texts(lines, only_keys=only_keys)
        if re.search(pattern, lines[number][text:])
    ]
    if not numbers:
        return lines
    number = numbers[at % len(numbers)]
    start = dict(_texts(lines, only_keys=only_keys))[number]
    changed = re.sub(pattern, replacement, lines[number][start:], count=1)
    return [*lines[:number], lines[number][:start] + changed, *lines[number + 1 :]]


def _texts(lines: Lines, *, only_keys: bool) -> Iterator[tuple[int, int]]:
    """The lines that hold text in words alone, each with the column where it begins."""
    block: int | None = None
    for number, line in enumerate(lines):
        indent = len(line) - len(line.lstrip(" "))
        block = None if block is not None and line.strip() and indent <= block else block
        if block is not None and not only_keys and re.fullmatch(r" *\w[^\[\]<>:&]*", line):
            yield number, indent
        if match := re.match(
            r"( *(?:- )?(?:title|name|term|label|summary): )[A-Z]\w[^\":#&]*$", line
        ):
            yield number, len(match[1])
        if re.match(r" *(?:- )?text: \|$", line):
            block = indent


def cut_text(lines: Lines, at: int, more: int) -> Lines:
    return _in_text(lines, at, r" ", " # " if more % 2 else " #", only_keys=True)


def part_accent(lines: Lines, at: int, more: int) -> Lines:
    return _in_text(lines, at, r"(?<=[a-z][aeiou])", "\u0301", only_keys=False)


def put_ligature(lines: Lines, at: int, more: int) -> Lines:
    return _in_text(lines, at, r"(?<=[a-z])fi|ff|fl|(?<=[a-z])\b", "\ufb01", only_keys=False)


def put_look_alike(lines: Lines, at: int, more: int) -> Lines:
    letter, twin = ("aа", "eе", "oо", "cс", "pр", "xх", "iі", "oο", "vν")[more % 9]
    return _in_text(lines, at, rf"(?<=[a-z]){letter}", twin, only_keys=False)


def misread(lines: Lines, at: int, more: int) -> Lines:
    encoding = ("cp1252", "mac_roman", "cp850", "cp437")[more % 4]
    written = "éüñçá"[more % 5].encode().decode(encoding)
    return _in_text(lines, at, r"(?<=[a-z])[aeiou]", written, only_keys=False)


def put_space(lines: Lines, at: int, more: int) -> Lines:
    space = "\u00a0\u2007\u2009\u202f\u3000"[more % 5]
    return _in_text(lines, at, r"(?<=\w) (?=\w)", space, only_keys=False)


def break_word(lines: Lines, at: int, more: int) -> Lines:
    return _in_text(lines, at, r"\b([a-z]{3,5})([a-z]{5,})", r"\1- \2", only_keys=False)


def put_bullet(lines: Lines, at: int, more: int) -> Lines:
    return _in_text(lines, at, r"^", ("• ", "● ", "· ", "▪ ")[more % 4], only_keys=False)


def put_semicolon(lines: Lines, at: int, more: int) -> Lines:
    numbers = [
        number
        for number, line in enumerate(lines)
        if re.match(r" *keywords: \[\w[\w -]*, \w", line)
    ]
    if not numbers:
        return lines
    number = numbers[at % len(numbers)]
    changed = lines[number].replace(",", ";" if more % 2 else " /", 1)
    return [*lines[:number], changed, *lines[number + 1 :]]


def mix_line_ends(lines: Lines, at: int, more: int) -> Lines:
    return [*lines[:at], f"{lines[at]}\r", *lines[at + 1 :]] if more % 2 else ["\r".join(lines)]


LOOKING_RIGHT: dict[Change, Rule] = {
    cut_text: Rule.CUT_TEXT,
    part_accent: Rule.STANDARD_LETTERS,
    put_ligature: Rule.STANDARD_LETTERS,
    put_look_alike: Rule.ONE_ALPHABET,
    misread: Rule.MISREAD_TEXT,
    put_space: Rule.PLAIN_SPACES,
    break_word: Rule.BROKEN_WORD,
    put_bullet: Rule.INLINE_ONLY,
    put_semicolon: Rule.WRONG_TYPE,
    mix_line_ends: Rule.LINE_ENDS,
}
"""Changes after which a file is valid and looks as before, each with the rule that reports it."""
