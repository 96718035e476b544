"""Linking: all documents go in, problems of what they say of one another come out, whether or not each is sound by itself."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Annotated, Any, get_args, get_origin

from guidance import guesses, limits, model
from guidance.check import entry_class, models_in
from guidance.load import Document
from guidance.problems import Problem, Rule, allowed, shown
from guidance.tree import Location, Value

_WELL_WRITTEN = re.compile(rf"{model.SLUG}|[0-9]{{4}}-[\w-]+")
VOCABULARY = tuple(model.Vocabulary.model_fields)
_TARGETS: Mapping[type[model.Entry], str] = {
    model.Panel: "panels",
    model.Pillar: "pillars",
    model.Source: "sources",
    model.Person: "people",
    model.Instrument: "instruments",
    model.WrittenRecord: "records",
}


_LISTS = (*VOCABULARY, "people", "instruments")
"""Kinds of things that stand in one file as one list under this name."""
_ALL = (*VOCABULARY, *_TARGETS.values())


@dataclass(frozen=True)
class Part:
    """A group of keys in a document, as it is written, with the class of the model to which it belongs."""

    document: Document
    kind: type[model.Entry]
    keys: Mapping[str, Value]
    location: Location

    def text(self, name: str) -> str:
        """The text of a key; empty where it is absent or no text."""
        value = self.keys.get(name, "")
        return value if isinstance(value, str) else ""

    def texts(self, name: str) -> Sequence[tuple[Location, str]]:
        """The texts of a key, one or a list of them, each with its place."""
        value = self.keys.get(name)
        if isinstance(value, list):
            return [((*self.location, name, number), item) for number, item in enumerate(value) if isinstance(item, str)]
        return [((*self.location, name), value)] if value and isinstance(value, str) else ()

    def problem(self, rule: Rule, name: str, message: str, *, at_key: bool = False) -> Problem:
        """A problem with one key of this part."""
        return self.document.problem(rule, (*self.location, name), message, at_key=at_key)

    @property
    def is_file(self) -> bool:
        """Whether this is the whole file."""
        return self.location == ()

    @property
    def is_record(self) -> bool:
        """Whether this is a takeaway, a recommendation or a point."""
        return self.kind is model.WrittenRecord


@dataclass(frozen=True)
class Whole:
    """All that the rules look at."""

    parts: Sequence[Part]
    unread: frozenset[str]
    """Identifiers in files that could not be read: they are not missing."""
    unsure: frozenset[str]
    """Kinds of things whose list is missing or no list: nothing can be said of references to them."""


def link(documents: Sequence[Document]) -> list[Problem]:
    """Every problem between records: identifiers, references, facets, dates and life cycles."""
    parts = [part for document in documents for part in parts_of(document)]
    unread = frozenset(name for document in documents if not isinstance(document.value, dict) for name in _identifiers_in(document))
    unsure = frozenset(_LISTS) - {name for part in parts if part.is_file for name in _LISTS if isinstance(part.keys.get(name), list)}
    lost = (
        *(name for part in parts for name in _identifiers_lost_in(part)),
        *(name for document in documents for name in _identifiers_in_lines(document.skipped)),
    )
    whole = Whole(parts, unread | frozenset(lost), unsure)
    first: dict[tuple[str, str], Problem] = {}
    for rule in RULES:
        for problem in islice(rule(whole), limits.PROBLEMS):
            first.setdefault((problem.path, problem.field), problem)
    return list(first.values())


def _identifiers_lost_in(part: Part) -> Iterator[str]:
    """Identifiers below keys that nobody knows, and those that are not well written: they are told of there, and references to them are no further mistake."""
    name = part.text("id")
    if name and not _WELL_WRITTEN.fullmatch(name):
        yield guesses.slug(name)
    fields = _fields(part.kind)
    for key, value in part.keys.items():
        if key not in fields or (isinstance(value, dict) and fields[key]):
            yield from _identifiers_below(value)


@cache
def _fields(kind: type[model.Entry]) -> Mapping[str, bool]:
    """The fields of a class, each with whether it holds a list of groups of keys."""
    return {name: name in models_in(kind) and get_origin(field.annotation) is tuple for name, field in kind.model_fields.items()}


def _identifiers_below(value: Value) -> Iterator[str]:
    if isinstance(value, dict):
        own = value.get("id")
        yield from (own,) if isinstance(own, str) else ()
    for held in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _identifiers_below(held)


def _identifiers_in(document: Document) -> Iterator[str]:
    yield document.stem
    yield from _identifiers_in_lines(document.lines)


def _identifiers_in_lines(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield from re.findall(r"\bid:\s*[\"']?([\w-]+)", line)


def parts_of(document: Document) -> Iterator[Part]:
    """All groups of keys in a document that the model knows, from the file itself inwards."""
    kind = entry_class(document.path)
    if kind and isinstance(document.value, dict):
        yield from _parts(Part(document, kind, document.value, ()))


def _parts(part: Part) -> Iterator[Part]:
    yield part
    for name, kind in models_in(part.kind).items():
        held = part.keys.get(name)
        if isinstance(held, dict):
            yield from _parts(Part(part.document, kind, held, (*part.location, name)))
        elif isinstance(held, list):
            for number, item in enumerate(held):
                if isinstance(item, dict):
                    yield from _parts(Part(part.document, kind, item, (*part.location, name, number)))


def file_names(whole: Whole) -> Iterator[Problem]:
    """A file's name is the identifier of what it holds."""
    for part in whole.parts:
        name, stem = part.text("id"), part.document.stem
        if part.is_file and name and name != stem:
            yield part.problem(
                Rule.FILE_NAME, "id", f"is '{shown(name)}', but the file is called '{stem}.yml'; allowed: '{stem}' here, or the file name '{name}.yml'"
            )


def unique_identifiers(whole: Whole) -> Iterator[Problem]:
    """An identifier names one thing in the whole content, since it is also its address; a value is in its list once."""
    first: dict[tuple[str, str], Part] = {}
    again: set[tuple[str | int, ...]] = set()
    for part in whole.parts:
        name = part.text("id")
        listed = str(part.location[0]) if part.kind is model.Choice else ""
        if name and (listed, name) in first:
            again.add((part.document.path, *part.location))
            if part.location and (part.document.path, *part.location[:-1], int(part.location[-1]) - 1) in again:
                continue  # the same lines were pasted twice
            taken = first[listed, name]
            place = f"{taken.document.path}, line {taken.document.spot((*taken.location, 'id')).line}"
            yield part.problem(Rule.UNIQUE_IDENTIFIER, "id", f"'{shown(name)}' is taken: it stands in {place} already; choose another")
        elif name:
            first[listed, name] = part


def fitting_identifiers(whole: Whole) -> Iterator[Problem]:
    """An identifier begins with the identifier of the file that holds it, and the numbers rise in the order of the file."""
    last: dict[tuple[str, str], str] = {}
    for part in whole.parts:
        name, holder = part.text("id"), part.document.stem
        if part.is_file or not name or part.document.path.count("/") < 2:
            continue
        group = part.document.path, str(part.location[0])
        if not name.startswith(f"{holder}-"):
            yield part.problem(Rule.FITTING_IDENTIFIER, "id", f"'{shown(name)}' does not begin with the identifier of its file; allowed: {holder}-…")
        elif _number(name) < _number(last.get(group, "")):
            yield part.problem(
                Rule.FITTING_IDENTIFIER, "id", f"'{shown(name)}' stands behind '{last[group]}'; allowed: numbers that rise in the order of the file"
            )
        else:
            last[group] = name


def _number(identifier: str) -> int:
    digits = re.search(r"[0-9]+$", identifier)
    return int(digits.group()) if digits else 0


def fitting_numbers(whole: Whole) -> Iterator[Problem]:
    """A panel's number is the one in its identifier, since both are part of addresses."""
    for part in whole.parts:
        if part.kind is model.Panel and part.text("id") and part.text("number") and part.text("number") != str(_number(part.text("id"))):
            number = _number(part.text("id"))
            message = f"'{shown(part.text('number'))}' is not the number in the identifier '{part.text('id')}'; allowed: {number}"
            yield part.problem(Rule.FITTING_IDENTIFIER, "number", message)


def fitting_conferences(whole: Whole) -> Iterator[Problem]:
    """A panel and a pillar begin with the identifier of a conference that exists."""
    conferences = [part.text("id") or part.document.stem for part in whole.parts if part.kind is model.Conference]
    for part in whole.parts:
        conference = part.text("id").partition("-")[0]
        if part.kind in (model.Panel, model.Pillar) and conferences and conference not in (*conferences, *whole.unread):
            message = f"'{part.text('id')}' belongs to no conference; {allowed(f'{name}-…' for name in conferences)}"
            yield part.problem(Rule.FITTING_IDENTIFIER, "id", message)


def known_identifiers(whole: Whole) -> Iterator[Problem]:
    """What a record refers to exists."""
    exists = targets(whole.parts)
    ordered = {target: sorted(names) for target, names in exists.items()}
    known = {target: whole.unread.union(names) for target, names in exists.items() if target not in whole.unsure}
    for part in whole.parts:
        for name, target in references(part.kind).items():
            for location, value in part.texts(name) if target in known else ():
                if value not in known[target]:
                    rule, most = (Rule.KNOWN_VALUE, 30) if target in VOCABULARY else (Rule.KNOWN_IDENTIFIER, 10)
                    choices = _likely_first(ordered[target], value)
                    yield part.document.problem(rule, location, f"'{shown(value)}' does not exist; {allowed(choices, value, most)}")


def repeated_values(whole: Whole) -> Iterator[Problem]:
    """A list names each thing once, and a record does not name itself."""
    for part in whole.parts:
        for name in references(part.kind):
            seen = {part.text("id")} if part.is_record and name in ("related", "part_of") else set()
            for location, value in part.texts(name):
                if value in seen:
                    said = "is the record itself" if value == part.text("id") else "stands in this list already"
                    yield part.document.problem(Rule.REPEATED_VALUE, location, f"'{shown(value)}' {said}; delete it")
                seen.add(value)


def both_ways(whole: Whole) -> Iterator[Problem]:
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


def targets(parts: Iterable[Part]) -> Mapping[str, Sequence[str]]:
    """What exists, under the names that `model.RefersTo` uses."""
    found: dict[str, list[str]] = defaultdict(list)
    for part in parts:
        if part.kind is model.Choice:
            found[str(part.location[0])].append(part.text("id"))
        elif part.kind in _TARGETS:
            found[_TARGETS[part.kind]].append(part.text("id"))
    return {target: [name for name in names if name] for target, names in found.items()} | {target: [] for target in _ALL if target not in found}


def _likely_first(ordered: Sequence[str], meant: str) -> Sequence[str]:
    """Choices in their order, but those first that begin as what was written does."""
    begun = meant[:6]
    start, end = bisect_left(ordered, begun), bisect_right(ordered, begun, key=lambda choice: choice[: len(begun)])
    return [*ordered[start:end], *ordered[:start], *ordered[end:]]


@cache
def references(kind: type[model.Entry]) -> Mapping[str, str]:
    """The fields of a class that name something which must exist, each with the kind of thing that it names."""
    return {name: target for name, field in kind.model_fields.items() if (target := _named(field.metadata) or _target(field.annotation))}


def _named(marks: Iterable[object]) -> str:
    return next((mark.target for mark in marks if isinstance(mark, model.RefersTo)), "")


def _target(annotation: Any) -> str:
    if get_origin(annotation) is Annotated:
        return _named(get_args(annotation))
    return next((found for argument in get_args(annotation) if (found := _target(argument))), "")


def facets(whole: Whole) -> Iterator[Problem]:
    """What is of nature recommendation says who should act, and by which kind of measure."""
    exists = targets(whole.parts)
    for part in whole.parts:
        if part.is_record and part.text("nature") == model.Nature.RECOMMENDATION:
            for name in ("actors", "measures"):
                if not part.keys.get(name):
                    said = f"is missing: what is of nature recommendation names at least one; write '{name}: […]'; {allowed(exists[name])}"
                    yield part.problem(Rule.MISSING_FACET, name, said)


def inherited_fields(whole: Whole) -> Iterator[Problem]:
    """A record's source and dates stand with it or at the top of its file."""
    told: set[tuple[str, str]] = set()
    for part in whole.parts:
        top = part.document.value
        if part.is_record and isinstance(top, dict):
            kind = entry_class(part.document.path) or part.kind
            for name in ("source", "since", "changed"):
                if name not in part.keys and name not in top and not kind.model_fields[name].is_required() and (part.document.path, name) not in told:
                    told.add((part.document.path, name))
                    yield part.problem(Rule.MISSING_FIELD, name, "is missing: write it here, or once for all records at the top of the file")


def life_cycles(whole: Whole) -> Iterator[Problem]:
    """A withdrawn record says why, and only a withdrawn one says so and what took its place."""
    for part in whole.parts:
        withdrawn = part.text("status") == model.Status.WITHDRAWN
        if withdrawn and not part.keys.get("reason"):
            yield part.problem(Rule.LIFE_CYCLE, "reason", "is missing: a withdrawn record says why it was withdrawn")
        for name in ("reason", "replaced_by"):
            if part.is_record and part.keys.get(name) and not withdrawn:
                yield part.problem(Rule.LIFE_CYCLE, name, "belongs to a withdrawn record; allowed only beside 'status: withdrawn'", at_key=True)
        for location, successor in part.texts("replaced_by"):
            if successor == part.text("id"):
                yield part.document.problem(Rule.LIFE_CYCLE, location, "is the record itself; name its successor")


def successions(whole: Whole) -> Iterator[Problem]:
    """Whoever follows from a withdrawn record to its successor comes to an end."""
    successors = {part.text("id"): [value for _, value in part.texts("replaced_by")] for part in whole.parts if part.is_record and part.text("id")}
    told: set[str] = set()
    for part in whole.parts:
        for location, value in part.texts("replaced_by"):
            circle = _way(successors, value, part.text("id"))
            if len(circle) > 1 and not told & {*circle}:
                told.update(circle)
                said = f"leads in a circle: {' → '.join([part.text('id'), *circle])}; name a successor that is in force"
                yield part.document.problem(Rule.LIFE_CYCLE, location, said)


def _way(successors: Mapping[str, Sequence[str]], start: str, end: str) -> list[str]:
    """The records from one to another along their successors; empty where none leads there."""
    ways, seen = [[start]], {start}
    for way in ways:
        if way[-1] == end:
            return way
        ways += [[*way, value] for value in successors.get(way[-1], ()) if value not in seen]
        seen.update(successors.get(way[-1], ()))
    return []


def in_force(whole: Whole) -> Iterator[Problem]:
    """Whoever follows a current record to another, or a withdrawn one to its successor, comes to something in force."""
    status = {part.text("id"): part.text("status") or "current" for part in whole.parts if part.is_record}
    successors = {part.text("id"): [value for _, value in part.texts("replaced_by")] for part in whole.parts if part.is_record}
    for part in whole.parts:
        is_current = part.is_record and part.text("status") in ("", model.Status.CURRENT)
        for name in ("related", "part_of") if is_current else ():
            for location, value in part.texts(name):
                if status.get(value) == model.Status.WITHDRAWN:
                    instead = f"name {' or '.join(successors[value])} instead, which took its place, or delete it" if successors[value] else "delete it"
                    yield part.document.problem(Rule.LIFE_CYCLE, location, f"'{value}' is withdrawn; {instead}")
        for location, value in part.texts("replaced_by"):
            if status.get(value) == model.Status.DRAFT:
                yield part.document.problem(Rule.LIFE_CYCLE, location, f"'{value}' is a draft; name a record that is published, or publish it")
            if status.get(value) == model.Status.WITHDRAWN and not successors[value]:
                yield part.document.problem(Rule.LIFE_CYCLE, location, f"'{value}' is withdrawn itself, and nothing took its place; name a record in force")


def nesting(whole: Whole) -> Iterator[Problem]:
    """What a record is part of stands before it in the same file."""
    before: dict[str, list[str]] = defaultdict(list)
    within = {part.text("id"): [value for _, value in part.texts("part_of")] for part in whole.parts if part.is_record}
    for part in whole.parts:
        if part.is_record:
            outer, earlier = part.text("part_of"), before[part.document.path]
            if outer in within and outer != part.text("id") and part.text("id") in within[outer]:
                within[part.text("id")] = []
                yield part.problem(Rule.NESTING, "part_of", f"'{shown(outer)}' is itself a part of '{part.text('id')}'; one of the two holds the other")
            elif outer and outer not in earlier:
                yield part.problem(Rule.NESTING, "part_of", f"'{shown(outer)}' does not stand before it in this file; {allowed(earlier, outer)}")
            earlier.append(part.text("id"))


_CLOCK = r"(?:[01]\d|2[0-3]):[0-5]\d"
_DATE = r"\d{4}(?:-\d\d(?:-\d\d)?)?"


def order_of_time(whole: Whole) -> Iterator[Problem]:
    """What begins does not end before, and nothing changes before it was published."""
    for part in whole.parts:
        for first, second in (("starts", "ends"), ("since", "changed")):
            one, other = part.text(first), part.text(second)
            if other and other < one and any(re.fullmatch(form, one) and re.fullmatch(form, other) for form in (_CLOCK, _DATE)):
                yield part.problem(Rule.ORDER_OF_TIME, second, f"'{other}' lies before '{first}: {one}'; allowed: the same or later")


def complete_vocabulary(whole: Whole) -> Iterator[Problem]:
    """The vocabulary has a label for each nature, and for no other: the natures carry rules of their own."""
    natures = tuple(model.Nature)
    for part in whole.parts:
        if part.kind is model.Choice and part.location[0] == "natures" and part.text("id") not in natures:
            yield part.problem(Rule.KNOWN_VALUE, "id", f"'{part.text('id')}' is no nature; {allowed(natures, part.text('id'))}")
        if part.kind is model.Vocabulary:
            labelled = [choice.text("id") for choice in whole.parts if choice.kind is model.Choice and choice.location[0] == "natures"]
            for nature in natures if {*labelled} <= {*natures} else ():
                if nature not in labelled:
                    yield part.problem(Rule.MISSING_FIELD, "natures", f"lacks the nature '{nature}'; all four need a label")


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
