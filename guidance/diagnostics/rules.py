"""The rules that content must keep."""

from __future__ import annotations

from enum import StrEnum


class Rule(StrEnum):
    """What content must keep to, and why; each rule has a good and a bad example in `tests/examples/`, and a section in the handbook."""

    told: str
    """The rule in an editor's words, with its reason: the handbook prints it."""

    def __new__(cls, name: str, told: str) -> Rule:
        """A rule with the name that stands in addresses and reports."""
        rule = str.__new__(cls, name)
        rule._value_ = name
        rule.told = told
        return rule

    ENCODING = (
        "encoding",
        "A file is saved as UTF-8, without invisible control characters: then it reads the same on every machine.",
    )
    YAML_SYNTAX = (
        "yaml-syntax",
        "A file is YAML: `key: value` lines, lists with a dash or in brackets, spaces for indentation. "
        "Whatever could be taken for a sign of YAML stands in double quotes.",
    )
    MERGE_CONFLICT = (
        "merge-conflict",
        "Where two people changed the same lines, one version is chosen before anything is published.",
    )
    PLAIN_YAML = (
        "plain-yaml",
        "Values are written out as plain text: no anchors, tags or further levels, which only programmers can read.",
    )
    DUPLICATE_KEY = (
        "duplicate-key",
        "A key stands once in a record: of two, nobody could tell which one counts.",
    )
    KNOWN_FILE = (
        "known-file",
        "The content folder holds only files that the project knows, each in its place: any other would never be published.",
    )
    MISSING_FILE = (
        "missing-file",
        "Each file that holds a list is there, and so is at least one conference and one source.",
    )
    UNKNOWN_KEY = (
        "unknown-key",
        "Only keys that the project knows may stand in a record: what stands under any other would never be published.",
    )
    MISSING_FIELD = "missing-field", "What every record of a kind must say is there."
    WRONG_TYPE = (
        "wrong-type",
        "Where a text belongs stands a text, where a list belongs a list, and where a group of keys belongs a group.",
    )
    WRONG_FORMAT = (
        "wrong-format",
        "Identifiers, days, times, page numbers and addresses are written in one way each, so that machines can sort and link them.",
    )
    EMPTY_TEXT = (
        "empty-text",
        "A key that is there has a value; what the source does not say is left out, with its key.",
    )
    PLACEHOLDER = (
        "placeholder",
        "What `python build.py new` leaves to be written (`TODO`, `‹…›`, `…`) is written, or its line is deleted with its key.",
    )
    ONE_LINE = (
        "one-line",
        "Titles, names and roles stand on one line: they are shown in lists and headings.",
    )
    RAW_HTML = (
        "raw-html",
        "Text holds no HTML: it is printed and exported as well, where HTML means nothing.",
    )
    INLINE_ONLY = (
        "inline-only",
        "Text has paragraphs with `*emphasis*`, `**strong**` and `[links](https://…)`, and no lists, headings, pictures or code.",
    )
    SAFE_LINK = (
        "safe-link",
        "A link is written `[words](https://…)` and leads to the web or to an e-mail address.",
    )
    KNOWN_VALUE = (
        "known-value",
        "Actors, forms, measures and the like are chosen from closed lists, most of them in `vocabulary.yml`: so a filter finds all records.",
    )
    MISSING_FACET = (
        "missing-facet",
        "What is of nature `recommendation` says who should act and by which kind of measure: readers filter by both.",
    )
    FILE_NAME = (
        "file-name",
        "A file is called as the identifier of what it holds, so that people find it.",
    )
    UNIQUE_IDENTIFIER = (
        "unique-identifier",
        "An identifier names one thing for ever: it is also its address, and others cite it.",
    )
    FITTING_IDENTIFIER = (
        "fitting-identifier",
        "An identifier begins with the identifier of its file, and numbers rise in the order of the file.",
    )
    KNOWN_IDENTIFIER = "known-identifier", "What a record refers to exists."
    LIFE_CYCLE = (
        "life-cycle",
        "A withdrawn record says why and, where there is one, names its successor; no other record has a `reason` or a `replaced_by`.",
    )
    KEPT_RECORD = (
        "kept-record",
        "A record that was published stays, withdrawn at most: others cite it. With `--since`.",
    )
    TOLD_CHANGE = (
        "told-change",
        "A record whose words or facets changed says when, in `changed`, and what, in `change_note`. With `--since`.",
    )
    NESTING = (
        "nesting",
        "What a record is `part_of` stands before it in the same file, as it does in the source.",
    )
    ORDER_OF_TIME = (
        "order-of-time",
        "What begins does not end before it began, and nothing changes before it was published.",
    )
    REPEATED_VALUE = "repeated-value", "A list names each thing once, and no record names itself."
    NO_FORMULA = (
        "no-formula",
        "What stands in the tables of data does not begin as a formula: whoever opens them in a spreadsheet would run it.",
    )
    LIMIT = (
        "limit",
        "Files, lists and texts keep within limits that real work does not reach: so nobody can keep the machines of the project busy for hours.",
    )
    BOTH_WAYS = (
        "both-ways",
        "A panel lists a pillar under `conclusions` exactly where the pillar names that panel.",
    )
