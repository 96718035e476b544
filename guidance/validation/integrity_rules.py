"""Linking: all documents go in, problems of what they say of one another come out, whether or not each is sound by itself."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice

from guidance import limits
from guidance.content import model
from guidance.content.introspection import references
from guidance.content.layout import entry_class
from guidance.content.loader import Document
from guidance.content.nodes import VOCABULARY, Node, targets
from guidance.diagnostics.problem import Problem, allowed, shortened
from guidance.diagnostics.rules import Rule
from guidance.diagnostics.suggestions import closest
from guidance.validation.content_index import ContentIndex, content_index
from guidance.validation.lifecycle_rules import in_force, life_cycles, order_of_time, successions


def integrity_problems(documents: Sequence[Document]) -> list[Problem]:
    """Every problem between records: identifiers, references, facets, dates and life cycles."""
    whole = content_index(documents)
    first: dict[tuple[str, str], Problem] = {}
    for rule in RULES:
        for problem in islice(rule(whole), limits.PROBLEMS):
            first.setdefault((problem.path, problem.field), problem)
    return list(first.values())


def file_names(whole: ContentIndex) -> Iterator[Problem]:
    """A file's name is the identifier of what it holds."""
    for part in whole.parts:
        name, stem = part.text("id"), part.document.stem
        if part.is_file and name and name != stem:
            yield part.problem(
                Rule.FILE_NAME,
                "id",
                f"is '{shortened(name)}', but the file is called '{stem}.yml'; allowed: '{stem}' here, or the file name '{name}.yml'",
            )


def unique_identifiers(whole: ContentIndex) -> Iterator[Problem]:
    """An identifier names one thing in the whole content, since it is also its address; a value is in its list once."""
    first: dict[tuple[str, str], Node] = {}
    again: set[tuple[str | int, ...]] = set()
    for part in whole.parts:
        name = part.text("id")
        listed = str(part.location[0]) if part.kind is model.Choice else ""
        if name and (listed, name) in first:
            again.add((part.document.path, *part.location))
            if (
                part.location
                and (part.document.path, *part.location[:-1], int(part.location[-1]) - 1) in again
            ):
                continue  # the same lines were pasted twice
            taken = first[listed, name]
            place = (
                f"{taken.document.path}, line {taken.document.spot((*taken.location, 'id')).line}"
            )
            yield part.problem(
                Rule.UNIQUE_IDENTIFIER,
                "id",
                f"'{shortened(name)}' is taken: it stands in {place} already; choose another",
            )
        elif name:
            first[listed, name] = part


def fitting_identifiers(whole: ContentIndex) -> Iterator[Problem]:
    """An identifier begins with the identifier of the file that holds it, and the numbers rise in the order of the file."""
    last: dict[tuple[str, str], str] = {}
    for part in whole.parts:
        name, holder = part.text("id"), part.document.stem
        if part.is_file or not name or part.document.path.count("/") < 2:
            continue
        group = part.document.path, str(part.location[0])
        if not name.startswith(f"{holder}-"):
            yield part.problem(
                Rule.FITTING_IDENTIFIER,
                "id",
                f"'{shortened(name)}' does not begin with the identifier of its file; allowed: {holder}-…",
            )
        elif _number(name) < _number(last.get(group, "")):
            yield part.problem(
                Rule.FITTING_IDENTIFIER,
                "id",
                f"'{shortened(name)}' stands behind '{last[group]}'; allowed: numbers that rise in the order of the file",
            )
        else:
            last[group] = name


def _number(identifier: str) -> int:
    digits = re.search(r"[0-9]+$", identifier)
    return int(digits.group()) if digits else 0


def fitting_numbers(whole: ContentIndex) -> Iterator[Problem]:
    """A panel's number is the one in its identifier, since both are part of addresses."""
    for part in whole.parts:
        if (
            part.kind is model.Panel
            and part.text("id")
            and part.text("number")
            and part.text("number") != str(_number(part.text("id")))
        ):
            number = _number(part.text("id"))
            message = f"'{shortened(part.text('number'))}' is not the number in the identifier '{part.text('id')}'; allowed: {number}"
            yield part.problem(Rule.FITTING_IDENTIFIER, "number", message)


def fitting_conferences(whole: ContentIndex) -> Iterator[Problem]:
    """A panel and a pillar begin with the identifier of a conference that exists."""
    conferences = [
        part.text("id") or part.document.stem
        for part in whole.parts
        if part.kind is model.Conference
    ]
    for part in whole.parts:
        conference = part.text("id").partition("-")[0]
        if (
            part.kind in (model.Panel, model.Pillar)
            and conferences
            and conference not in (*conferences, *whole.unread)
        ):
            message = f"'{part.text('id')}' belongs to no conference; {allowed([f'{name}-…' for name in conferences])}"
            yield part.problem(Rule.FITTING_IDENTIFIER, "id", message)


def known_identifiers(whole: ContentIndex) -> Iterator[Problem]:
    """What a record refers to exists."""
    exists = targets(whole.parts)
    ordered = {target: sorted(names) for target, names in exists.items()}
    known = {
        target: whole.unread.union(names)
        for target, names in exists.items()
        if target not in whole.unsure
    }
    for part in whole.parts:
        for name, target in references(part.kind).items():
            for location, value in part.texts(name) if target in known else ():
                if value not in known[target]:
                    rule, most = (
                        (Rule.KNOWN_VALUE, 30)
                        if target in VOCABULARY
                        else (Rule.KNOWN_IDENTIFIER, 10)
                    )
                    choices = _likely_first(ordered[target], value)
                    yield part.document.problem(
                        rule,
                        location,
                        f"'{shortened(value)}' does not exist; {allowed(choices, most)}",
                        suggestion=closest(choices, value),
                    )


def repeated_values(whole: ContentIndex) -> Iterator[Problem]:
    """A list names each thing once, and a record does not name itself."""
    for part in whole.parts:
        for name in references(part.kind):
            seen = {part.text("id")} if part.is_record and name in ("related", "part_of") else set()
            for location, value in part.texts(name):
                if value in seen:
                    said = (
                        "is the record itself"
                        if value == part.text("id")
                        else "stands in this list already"
                    )
                    yield part.document.problem(
                        Rule.REPEATED_VALUE, location, f"'{shortened(value)}' {said}; delete it"
                    )
                seen.add(value)


def both_ways(whole: ContentIndex) -> Iterator[Problem]:
    """A panel lists a pillar as its conclusion exactly where the pillar names that panel."""
    panels = {part.text("id"): part for part in whole.parts if part.kind is model.Panel}
    pillars = {part.text("id"): part for part in whole.parts if part.kind is model.Pillar}
    for pillar in pillars.values():
        panel = panels.get(pillar.text("panel"))
        if panel and pillar.text("id") not in {value for _, value in panel.texts("conclusions")}:
            message = f"names '{panel.text('id')}', whose conclusions do not list '{pillar.text('id')}'; add it in {panel.document.path}, or name another panel"
            yield pillar.problem(Rule.BOTH_WAYS, "panel", message)
    for panel in panels.values():
        for location, value in panel.texts("conclusions"):
            if value in pillars and pillars[value].text("panel") != panel.text("id"):
                message = f"'{value}' names another panel; change 'panel' in {pillars[value].document.path}, or delete it here"
                yield panel.document.problem(Rule.BOTH_WAYS, location, message)


def _likely_first(ordered: Sequence[str], meant: str) -> Sequence[str]:
    """Choices in their order, but those first that begin as what was written does."""
    begun = meant[:6]
    start, end = (
        bisect_left(ordered, begun),
        bisect_right(ordered, begun, key=lambda choice: choice[: len(begun)]),
    )
    return [*ordered[start:end], *ordered[:start], *ordered[end:]]


def facets(whole: ContentIndex) -> Iterator[Problem]:
    """What is of nature recommendation says who should act, and by which kind of measure."""
    exists = targets(whole.parts)
    for part in whole.parts:
        if part.is_record and part.text("nature") == model.Nature.RECOMMENDATION:
            for name in ("actors", "measures"):
                if not part.keys.get(name):
                    said = f"is missing: what is of nature recommendation names at least one; write '{name}: […]'; {allowed(exists[name])}"
                    yield part.problem(Rule.MISSING_FACET, name, said)


def inherited_fields(whole: ContentIndex) -> Iterator[Problem]:
    """A record's source and dates stand with it or at the top of its file."""
    told: set[tuple[str, str]] = set()
    for part in whole.parts:
        top = part.document.value
        if part.is_record and isinstance(top, dict):
            kind = entry_class(part.document.path) or part.kind
            for name in ("source", "since", "changed"):
                if (
                    name not in part.keys
                    and name not in top
                    and not kind.model_fields[name].is_required()
                    and (part.document.path, name) not in told
                ):
                    told.add((part.document.path, name))
                    yield part.problem(
                        Rule.MISSING_FIELD,
                        name,
                        "is missing: write it here, or once for all records at the top of the file",
                    )


def nesting(whole: ContentIndex) -> Iterator[Problem]:
    """What a record is part of stands before it in the same file."""
    before: dict[str, list[str]] = defaultdict(list)
    within = {
        part.text("id"): [value for _, value in part.texts("part_of")]
        for part in whole.parts
        if part.is_record
    }
    for part in whole.parts:
        if part.is_record:
            outer, earlier = part.text("part_of"), before[part.document.path]
            if outer in within and outer != part.text("id") and part.text("id") in within[outer]:
                within[part.text("id")] = []
                yield part.problem(
                    Rule.NESTING,
                    "part_of",
                    f"'{shortened(outer)}' is itself a part of '{part.text('id')}'; one of the two holds the other",
                )
            elif outer and outer not in earlier:
                yield part.problem(
                    Rule.NESTING,
                    "part_of",
                    f"'{shortened(outer)}' does not stand before it in this file; {allowed(earlier)}",
                    suggestion=closest(earlier, outer),
                )
            earlier.append(part.text("id"))


def complete_vocabulary(whole: ContentIndex) -> Iterator[Problem]:
    """The vocabulary has a label for each nature, and for no other: the natures carry rules of their own."""
    natures = tuple(model.Nature)
    for part in whole.parts:
        if (
            part.kind is model.Choice
            and part.location[0] == "natures"
            and part.text("id") not in natures
        ):
            yield part.problem(
                Rule.KNOWN_VALUE,
                "id",
                f"'{part.text('id')}' is no nature; {allowed(natures)}",
                suggestion=closest(natures, part.text("id")),
            )
        if part.kind is model.Vocabulary:
            labelled = [
                choice.text("id")
                for choice in whole.parts
                if choice.kind is model.Choice and choice.location[0] == "natures"
            ]
            for nature in natures if {*labelled} <= {*natures} else ():
                if nature not in labelled:
                    yield part.problem(
                        Rule.MISSING_FIELD,
                        "natures",
                        f"lacks the nature '{nature}'; all four need a label",
                    )


RULES = (
    file_names,
    unique_identifiers,
    fitting_identifiers,
    fitting_numbers,
    fitting_conferences,
    known_identifiers,
    repeated_values,
    both_ways,
    facets,
    inherited_fields,
    life_cycles,
    successions,
    in_force,
    nesting,
    order_of_time,
    complete_vocabulary,
)
