"""Invented content: a number of conferences goes in, a content folder for them comes out, in size and shape like the real one, and always the same."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from benchmarks.fake_text import Voice, capital, phrases, slug
from guidance.paths import CONTENT

VOCABULARY = CONTENT / "vocabulary.yml"
FIRST = 2001
"""The year of the first conference; each year has one."""
NUMERALS = ("I", "II", "III", "IV")
NATURES = ("finding", "finding", "obligation", "recommendation", "practice")
CHANGED = "2026-01-15"

Entry = dict[str, Any]


@dataclass
class Invented:
    """All that is invented so far. What one conference holds does not depend on how many follow it."""

    files: dict[str, Entry] = field(default_factory=dict)
    people: list[Entry] = field(default_factory=list)
    instruments: list[Entry] = field(default_factory=list)
    resources: list[Entry] = field(default_factory=list)
    terms: list[Entry] = field(default_factory=list)
    records: list[list[str]] = field(default_factory=list)
    """The identifiers of the records of each conference, to which later ones refer."""
    vocabulary: dict[str, list[str]] = field(default_factory=dict)


def write_content(folder: Path, conferences: int) -> Path:
    """A content folder with so many conferences; returns it."""
    for name, entry in invent(conferences).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            yaml.dump(entry, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000),
            "utf-8",
        )
    shutil.copyfile(VOCABULARY, folder / "vocabulary.yml")
    return folder


def invent(conferences: int) -> dict[str, Entry]:
    """Every file but the vocabulary, which is the project's own, as what YAML holds."""
    held = Invented()
    written = yaml.safe_load(VOCABULARY.read_text("utf-8"))
    held.vocabulary = {
        name: [choice["id"] for choice in choices] for name, choices in written.items()
    }
    held.terms = [_term(term) for term in phrases()["terms"]]
    for year in range(FIRST, FIRST + conferences):
        _Year(held, year).write()
    return held.files | {
        "people.yml": {"people": held.people},
        "instruments.yml": {"instruments": held.instruments},
        "resources.yml": {"resources": held.resources},
        "glossary.yml": {
            "terms": sorted(held.terms, key=lambda term: str(term["id"])),
            "synonyms": [{"word": "salary", "also": ["pay", "wage"]}],
        },
    }


class _Dumper(yaml.SafeDumper):
    """Writes texts of several sentences as blocks of lines, as editors do."""


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar(
        "tag:yaml.org,2002:str", text, style="|" if "\n" in text else None
    )


_Dumper.add_representer(str, _text)


def _term(term: str) -> Entry:
    voice = Voice(term)
    text = f"What {voice.one('actors')} call it when {voice.one('things')} lead on to {voice.one('things')}.\n"
    return {"id": slug(term), "term": term, "text": text, "keywords": [voice.one("things")]}


@dataclass
class _Year:
    """One conference with all that belongs to it."""

    held: Invented
    year: int

    def __post_init__(self) -> None:
        self.voice = Voice(f"conference of {self.year}")
        self.chance = self.voice.chance
        self.report = f"{self.year}-report"
        self.own: list[str] = []

    def write(self) -> None:
        """Adds the conference with its panels, pillars, sources, people and instruments."""
        self._people()
        self._instruments()
        self.held.records.append(self.own)
        for number in range(1, 5):
            self.held.files[f"panels/{self.year}-P{number}.yml"] = self._panel(number)
        for number in range(1, 5):
            self.held.files[f"recommendations/{self.year}-R{number}.yml"] = self._pillar(number)
        self.held.files[f"conferences/{self.year}.yml"] = self._conference()
        for name, points in (
            (self.report, 0),
            (f"{self.year}-study", 22),
            (f"{self.year}-{slug(self.voice.name())}-paper", 11),
            (f"{self.year}-survey", 11),
        ):
            self.held.files[f"sources/{name}.yml"] = self._source(name, points)

    def _people(self) -> None:
        known = {person["id"] for person in self.held.people}
        again = self.voice.some(sorted(known), 6, 8) if known else []
        new: dict[str, str] = {}
        while len(new) < 24:
            name = f"{self.voice.name()} {self.voice.name()}"
            if slug(name) not in known:
                new[slug(name)] = name
        self.held.people += [{"id": identifier, "name": name} for identifier, name in new.items()]
        self.present = [*new, *again]
        self.chance.shuffle(self.present)

    def _next(self) -> str:
        """The people in turn, so that everyone appears somewhere."""
        self.present.append(self.present.pop(0))
        return self.present[-1]

    def _instruments(self) -> None:
        known = {instrument["id"] for instrument in self.held.instruments}
        for _ in range(9 if not known else 2):
            kind = self.voice.one("instruments")
            short = f"{self.voice.name()} {kind} {self.year}"
            if slug(short) in known:
                continue
            title = f"{kind} of {self.year} on {self.voice.one('things')} in {self.voice.one('sectors')}"
            provisions = [
                {"article": f"Article {number}", "text": self.voice.prose(1, 2, "must")}
                for number in range(1, 3)
            ]
            self.held.instruments.append(
                {
                    "id": slug(short),
                    "title": title,
                    "short": short,
                    "type": self.chance.choice(self.held.vocabulary["instrument_types"]),
                }
                | {
                    "text": self.voice.prose(3, 6, "must"),
                    "provisions": provisions,
                    "keywords": [self.voice.name()],
                }
            )
        short = (
            "".join(self.chance.choice("ABCDEGIKLMNOPRSTU") for _ in range(4)) + str(self.year)[2:]
        )
        stands_for = f"{self.voice.name()} Office for {self.voice.one('things')}"
        self.held.terms.append({"id": slug(short), "term": short, "stands_for": stands_for})

    def _appearance(self, person: str) -> Entry:
        return {
            "person": person,
            "role": self.voice.one("roles"),
            "country": self.voice.one("countries"),
        }

    def _appearances(self, number: int) -> list[Entry]:
        return [
            self._appearance(person) | {"topic": capital(self.voice.clause())}
            for person in [self._next() for _ in range(number)]
        ]

    def _statement(self, identifier: str) -> Entry:
        return {"id": identifier, **self._appearance(self._next()), "text": self.voice.prose(2, 3)}

    def _dates(self, pages: str = "") -> Entry:
        place = {"document": self.report, "section": self.voice.one("aims")} | (
            {"pages": pages} if pages else {}
        )
        return {"source": place, "since": f"{self.year}-06-14", "changed": CHANGED}

    def _record(self, identifier: str, nature: str) -> Entry:
        vocabulary, chance = self.held.vocabulary, self.chance
        earlier = [name for names in self.held.records[-4:-1] for name in names]
        related = self.voice.some(self.own, 0, 3) + (
            self.voice.some(earlier, 1, 1) if earlier and chance.random() < 0.3 else []
        )
        recent = [
            instrument["id"]
            for instrument in (*self.held.instruments[:3], *self.held.instruments[-8:])
        ]
        named = nature in ("recommendation", "obligation") or chance.random() < 0.6
        clause = self.voice.clause()
        record: Entry = {
            "id": identifier,
            "title": capital(clause),
            "text": self.voice.prose(2, 5, "should" if nature == "recommendation" else "can"),
            "nature": nature,
            "keywords": list(
                dict.fromkeys(
                    [
                        self.voice.one("sectors"),
                        *self.voice.some(phrases()["things"], 1, 3),
                        self.voice.name(),
                    ]
                )
            ),
            "forms": self.voice.some(vocabulary["forms"], 1, 2),
            "actors": self.voice.some(vocabulary["actors"], 1, 3) if named else [],
            "measures": self.voice.some(vocabulary["measures"], 1, 2) if named else [],
            "instruments": list(dict.fromkeys(self.voice.some(recent, 0, 2)))
            if chance.random() < 0.4
            else [],
            "related": related,
        }
        if chance.random() < 0.1:
            record["erratum"] = self.voice.prose(1, 1)
        self.own.append(identifier)
        return {key: value for key, value in record.items() if value}

    def _records(self, holder: str, number: int, natures: Sequence[str]) -> list[Entry]:
        made: list[Entry] = []
        for count in range(1, number + 1):
            record = self._record(f"{holder}-{count:02}", self.chance.choice(natures))
            if made and self.chance.random() < 0.15:
                record["part_of"] = made[-1]["id"]
            made.append(record)
        return made

    def _panel(self, number: int) -> Entry:
        name, chance = f"{self.year}-P{number}", self.chance
        title = capital(
            f"{self.voice.one('deeds')} {self.voice.one('things')}, {self.voice.one('deeds')} {self.voice.one('things')}"
        )
        begins = chance.choice(("09", "11", "14", "16"))
        panel: Entry = {
            "id": name,
            "number": number,
            "title": title,
            "panel_title": title,
            "summary": f"The chapter tells how {self.voice.one('actors')} {self.voice.clause()}.",
            **self._dates(f"{number * 4 + 2}-{number * 4 + 5}"),
            "introduction": f"{self.voice.prose(4, 6)}\n{self.voice.prose(4, 6)}\n{self.voice.prose(2, 4)}",
            "statements": [
                self._statement(f"{name}-S{count}") for count in range(1, chance.randint(2, 3))
            ],
            "sessions": [
                {
                    "title": "Opening words",
                    "starts": f"{begins}:00",
                    "ends": f"{begins}:30",
                    "speakers": self._appearances(2),
                }
            ],
            "starts": f"{begins}:30",
            "ends": f"{int(begins) + 1}:45",
            "moderator": self._appearance(self._next()),
            "speakers": self._appearances(4),
            "takeaways_title": "Takeaways" if number < 4 else "Conclusions",
        }
        if number == 4:
            return panel | {"conclusions": [f"{self.year}-R{count}" for count in range(1, 5)]}
        return panel | {"takeaways": self._records(name, chance.randint(10, 14), NATURES)}

    def _pillar(self, number: int) -> Entry:
        name = f"{self.year}-R{number}"
        aim = f"{self.voice.one('aims')} in {self.voice.one('sectors')}"
        summary = f"The pillar asks {self.voice.one('actors')} to {self.voice.clause()}."
        return {
            "id": name,
            "numeral": NUMERALS[number - 1],
            "title": aim,
            "summary": summary,
            **self._dates(f"{20 + number}"),
            "panel": f"{self.year}-P4",
            "recommendations": self._records(name, self.chance.randint(2, 3), ("recommendation",)),
        }

    def _conference(self) -> Entry:
        year, chance, place = self.year, self.chance, self.voice.name()
        title = f"{self.voice.one('aims')} in {self.voice.one('sectors')}"
        subtitle = f"How {self.voice.one('actors')} {self.voice.clause()}"
        self.held.resources += [
            {
                "id": f"{year}-resource-{count}",
                "title": capital(self.voice.clause()),
                "label": f"Paper {count} of {year}",
                "text": self.voice.prose(3, 5),
            }
            for count in (1, 2)
        ]
        return {
            "id": str(year),
            "edition": year - FIRST + 1,
            "name": f"Conference of {year} on {self.voice.one('sectors')}",
            "title": title,
            "subtitle": subtitle,
            "starts": f"{year}-06-14",
            "ends": f"{year}-06-16",
            "place": place,
            "summary": self.voice.prose(4, 6),
            **self._dates(),
            "statements": [self._statement(f"{year}-S1")],
            "imprint": self._imprint(place, title),
            "foreword": {
                "title": f"Foreword of {year}",
                "author": self._appearance(self._next()),
                "text": self.voice.prose(8, 12),
            },
            "interview": {
                "title": f"Five questions on {self.voice.one('sectors')}",
                "subtitle": subtitle,
                "person": self._appearance(self._next()),
                "about": self.voice.prose(2, 2),
                "questions": [
                    {
                        "question": f"How do {self.voice.one('actors')} {self.voice.clause()}?",
                        "answer": self.voice.prose(4, 7),
                    }
                    for _ in range(5)
                ],
            },
            "figures": [
                {
                    "id": f"{year}-F{count}",
                    "value": str(chance.randint(2, 90)),
                    "label": self.voice.one("things"),
                }
                for count in range(1, 7)
            ],
            "side_events": [self._side_event(count) for count in range(1, 7)],
        }

    def _imprint(self, place: str, title: str) -> Entry:
        publisher = f"Office of {place}"
        return {
            "publisher": publisher,
            "address": f"Long Street {self.chance.randint(1, 90)}, {place}",
            "copyright": f"© {self.year} {publisher}",
            "permission": "It may be copied where the office is named.\n",
            "cite_as": f"{publisher}, {title} ({place}, {self.year})",
            "disclaimer": self.voice.prose(2, 3),
            "acknowledgements": self.voice.prose(2, 4),
        }

    def _side_event(self, number: int) -> Entry:
        organizers = [f"{self.voice.name()} Institute", f"Friends of {self.voice.name()}"]
        return {
            "id": f"{self.year}-E{number}",
            "title": capital(self.voice.clause()),
            "day": f"{self.year}-06-{14 + number // 3:02}",
            "organizers": organizers,
        }

    def _source(self, name: str, points: int) -> Entry:
        title = (
            f"{self.voice.one('aims')}: {self.voice.one('things')} in {self.voice.one('sectors')}"
        )
        source: Entry = {
            "id": name,
            "title": title,
            "type": "Report" if name == self.report else "Study",
            "publisher": f"Office of {self.voice.name()}",
        }
        place = {"document": name, "pages": "4-30"}
        source |= {
            "date": str(self.year),
            "about": self.voice.prose(3, 4),
            "adds": self.voice.prose(3, 5),
            "source": place,
            "since": str(self.year),
            "changed": CHANGED,
        }
        return source | ({"points": self._records(name, points, NATURES)} if points else {})
