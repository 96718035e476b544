"""The rules of the check, each with its reason."""

from __future__ import annotations

from guidance.diagnostics.explained_rule import ExplainedRule, Severity


class Rule(ExplainedRule):
    """The rules of the check; their values appear in reports and in URLs.

    Each rule has good and bad examples in `tests/examples/`, and a section on the page of rules.
    """

    ENCODING = (
        "encoding",
        "A file is plain text (no Word document, PDF or image), saved as UTF-8, and contains no "
        "invisible control characters, so that every machine reads it in the same way.",
    )
    YAML_SYNTAX = (
        "yaml-syntax",
        "A file is valid YAML: `key: value` lines, lists with dashes or in brackets, "
        "spaces for indentation.\n"
        "Text that YAML would interpret as syntax is in double quotes.",
    )
    CUT_TEXT = (
        "cut-text",
        "A text without quotation marks does not contain ` #`: YAML takes the rest of the line "
        "for a comment, which is not published.\n"
        "A comment behind a text has two spaces before its `#`, one behind it, and no digit there.",
    )
    LINE_ENDS = (
        "line-ends",
        "All lines of a file end in the same way, with LF or with CRLF.\n"
        "If they change, every line counts as changed, and nobody sees what else changed.\n"
        "Visual Studio Code shows the kind at the bottom right, where it can be changed.\n"
        "The change is checked with `--since`.",
        Severity.ADVICE,
    )
    MERGE_CONFLICT = (
        "merge-conflict",
        "A file contains no conflict markers of git.\n"
        "If two people changed the same lines, someone chooses before publication: "
        "of one text, one version is kept; of two records, both are, each with its own number "
        "([how to resolve a conflict](resolve-conflicts.md)).",
    )
    PLAIN_YAML = (
        "plain-yaml",
        "Values are plain text: no anchors, tags or more nesting, which only programmers can read.",
    )
    DUPLICATE_KEY = (
        "duplicate-key",
        "A key occurs only once in a record, because it would be unclear which value applies.",
    )
    KNOWN_FILE = (
        "known-file",
        "The content folder contains only the files that the project defines.\n"
        "Any other file would not be published.\n"
        "Links lead out of the folder, hidden files are seen by nobody who reviews a change, "
        "and of two names that differ only in capitals many computers keep one.",
    )
    MISSING_FILE = (
        "missing-file",
        "The files `people.yml`, `instruments.yml`, `resources.yml`, `glossary.yml` "
        "and `vocabulary.yml` exist, and there is at least one conference and one source.",
    )
    UNKNOWN_KEY = (
        "unknown-key",
        "A record contains only keys that the project defines.\n"
        "The value of any other key would not be published.\n"
        "For a key that was renamed or moved, the message gives the new place.",
    )
    MISSING_FIELD = (
        "missing-field",
        "Required fields are present.\nWhat a source may leave open is not required.",
    )
    WRONG_TYPE = (
        "wrong-type",
        "Each value has the type of its field: a text, a list or a group of keys.",
    )
    WRONG_FORMAT = (
        "wrong-format",
        "Identifiers, dates, times, page numbers and addresses have one fixed format each, "
        "so that programs can sort and link them.",
    )
    EMPTY_TEXT = (
        "empty-text",
        "A key has a value.\nIf the source does not give the value, the key is omitted.",
    )
    PLACEHOLDER = (
        "placeholder",
        "Each placeholder that `python build.py new` inserted (`TODO`, `‹…›`, `…`) is replaced, "
        "or its line is deleted.",
    )
    ONE_LINE = (
        "one-line",
        "Titles, names and roles are single lines, because they appear in lists and headings.",
    )
    RAW_HTML = (
        "raw-html",
        "Text contains no HTML, because PDFs and data files do not support it.",
    )
    INLINE_ONLY = (
        "inline-only",
        "Text consists of paragraphs with `*emphasis*`, `**strong**` and `[links](https://…)`.\n"
        "Lists, headings, images, code, tables and footnotes are not allowed, "
        "nor are references such as `&#1077;` for characters that can be typed.",
    )
    SAFE_LINK = (
        "safe-link",
        "A link is written `[words](https://…)` and leads to a web page or an e-mail address.\n"
        "Readers see where it leads: the host has a public name in letters of one alphabet, "
        "and words that are an address name the same host.\n"
        "An e-mail address has one receiver and nothing behind it.",
    )
    MISREAD_TEXT = (
        "misread-text",
        "Text contains no characters that a program misread, such as `GonzÃ¡lez` for `González`.\n"
        "They come from a file that was saved in one encoding and opened in another.",
    )
    STANDARD_LETTERS = (
        "standard-letters",
        "A letter with an accent is one character (Unicode NFC), "
        "and neither ligatures such as `ﬁ` nor full-width letters are used, "
        "because search and comparison do not find them.",
    )
    ONE_ALPHABET = (
        "one-alphabet",
        "A word has letters of one alphabet: a Cyrillic `а` looks like a Latin `a`, "
        "but no search finds the word.",
    )
    PLAIN_SPACES = (
        "plain-spaces",
        "Words are separated by plain spaces, not by no-break or narrow ones, "
        "because nobody sees the difference, and lines break in odd places.",
        Severity.ADVICE,
    )
    BROKEN_WORD = (
        "broken-word",
        "No word is broken by a hyphen at the end of a line, as in a printed document: "
        "it would be published with the hyphen and a space.",
    )
    KNOWN_VALUE = (
        "known-value",
        "Actors, forms, measures and similar values come from closed lists, "
        "most of them in `vocabulary.yml`, so that a filter finds all matching records.",
    )
    MISSING_FACET = (
        "missing-facet",
        "A record of nature `recommendation` has at least one measure, because readers filter "
        "by it.\n"
        "It names actors only where its source says who should act.",
    )
    FILE_NAME = (
        "file-name",
        "The name of a file is the identifier of its content, so that the file is easy to find.",
    )
    UNIQUE_IDENTIFIER = (
        "unique-identifier",
        "An identifier is unique and never reused: it is part of an address that others cite.",
    )
    FITTING_IDENTIFIER = (
        "fitting-identifier",
        "An identifier starts with the identifier of its file, "
        "and numbers increase within the file.\n"
        "The conclusions of a conference are its own panels and pillars, "
        "and points of its documents.",
    )
    KNOWN_IDENTIFIER = "known-identifier", "The target of each reference exists."
    LIFE_CYCLE = (
        "life-cycle",
        "A withdrawn record has a `reason` and names its successors, if it has any.\n"
        "No other record has a `reason` or `replaced_by`.",
    )
    KEPT_RECORD = (
        "kept-record",
        "A published record is never deleted, only withdrawn, because others cite it.\n"
        "Nor does an identifier change, whether of a record, a person, an instrument or another.\n"
        "Checked with `--since`, and by `make check`.",
    )
    DATED_CHANGE = (
        "dated-change",
        "A record with a new wording or new facets gives the date in `changed` "
        "and a summary in `change_note`.\n"
        "So does a person, an organization, an instrument, a resource or a term "
        "that gets another name and is named by others.\n"
        "Spaces, line breaks and other differences that nobody sees are no change.\n"
        "Checked with `--since`, and by `make check`.",
    )
    EARLIER_NAME = (
        "earlier-name",
        "A person or an organization with a new name keeps its identifier, "
        "and each place whose source prints the earlier name gives it in `printed_as`.\n"
        "A corrected typing error needs nothing.\n"
        "Checked with `--since`, and by `make check`.",
        Severity.ADVICE,
    )
    NESTING = "nesting", "A record in `part_of` comes earlier in the same file, as in the source."
    ORDER_OF_TIME = (
        "order-of-time",
        "An end is not before its start, and a change is not before the first publication.\n"
        "No date of publication, change or review lies in the future, "
        "and a record reaffirms earlier ones.",
    )
    REPEATED_VALUE = (
        "repeated-value",
        "A list contains each value only once, and no record refers to itself.",
    )
    NO_FORMULA = (
        "no-formula",
        "A value in the data tables does not start like a formula, "
        "because a spreadsheet program would evaluate it.",
    )
    PLACE_IN_SOURCE = (
        "place-in-source",
        "A record names its document with a section, pages or paragraphs, "
        "so that a reader finds the place in the original.\n"
        "No page is behind the `last_page` of its document.",
    )
    LIMIT = (
        "limit",
        "Files, lists and texts stay below limits that are well above normal use, "
        "so that no proposal can keep the build machines busy for hours.\n"
        "The identifier of a source has at most 32 characters, "
        "because the margins of printed pages hold those of its points.",
    )
    BOTH_WAYS = (
        "both-ways",
        "A panel lists a pillar in `conclusions` if and only if the pillar names that panel.",
    )
    SESSION_PLAN = (
        "session-plan",
        "The minutes of a session plan are those of its steps, so that a session ends on time.\n"
        "Its case is a published record of nature `practice`, or it is `made_up`.",
    )
    UNIQUE_TITLE = (
        "unique-title",
        "No two records in force have the same title, "
        "because lists, search results and handouts tell records apart by their titles.",
    )
    REPORTED_SPEECH = (
        "reported-speech",
        "A statement reports in the third person what someone said: "
        "without quotation marks, *I*, *we*, *our* or *my*.\n"
        "Its words are not those of the source, so nobody should quote them as such.",
    )
    COPIED_WORDS = (
        "copied-words",
        "Texts are restated in plain language: no eight words in a row are those of a source.\n"
        "The words are compared with the hashes in `source-hashes/`.\n"
        "Titles, names and offices that the content holds as printed do not count, "
        "nor do the terms of a document and provisions of law in quotation marks.",
        Severity.ADVICE,
    )
    COMPARED_SOURCE = (
        "compared-source",
        "For each source document, `source-hashes/` has a file of hashes, "
        "with which the check finds copied words.\n"
        "Programmers make it from the text of the document: "
        "`python -m scripts.source_hashes TEXT > content/source-hashes/<identifier>.txt`.",
        Severity.ADVICE,
    )
    SENTENCE_LENGTH = (
        "sentence-length",
        "The sentences of a text have at most twenty words on average, "
        "because short sentences are easier to read and to translate.",
        Severity.ADVICE,
    )
    BARE_OPENING = (
        "bare-opening",
        "At most one in eight sentences of a file begins with *It*, *They*, *There*, "
        "or with *This*, *These*, *Those* or *Such* without a noun.\n"
        "Records are quoted and translated one sentence at a time, "
        "so a sentence names what it is about.",
        Severity.ADVICE,
    )
    WORD_ORDER = (
        "word-order",
        "A sentence begins with its subject: not with *What … is* or *It is … that*, "
        "not with *To …* as the subject, and not with the verb before the subject.\n"
        "The plain order is easier to read and to translate.",
        Severity.ADVICE,
    )
    GLOSS = (
        "gloss",
        "A text does not explain its own words with *that is,* or *in other words*.\n"
        "Use the plain words alone, or explain a term once in `glossary.yml`.",
        Severity.ADVICE,
    )
    PUBLISHER_CONTACT = (
        "publisher-contact",
        "`publisher.yml` has an e-mail or web address at which readers reach who runs the site.",
        Severity.ADVICE,
    )
    UNUSED_ENTRY = (
        "unused-entry",
        "A programme, a caption or a statement names each person and organization of the lists.\n"
        "The page of any other would be empty.",
        Severity.ADVICE,
    )
