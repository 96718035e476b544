"""Generate records, and what else panels, pillars, conferences and sources have in common."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from benchmarks.fake_text import FakeText, capitalize, phrases

NATURES = ("finding", "finding", "obligation", "recommendation", "practice")
CHANGED = "2026-01-15"

Entry = dict[str, Any]


@dataclass
class GeneratedContent:
    """The content generated so far.

    What one conference contains does not depend on how many follow it.
    """

    files: dict[str, Entry] = field(default_factory=dict)
    people: list[Entry] = field(default_factory=list)
    instruments: list[Entry] = field(default_factory=list)
    resources: list[Entry] = field(default_factory=list)
    terms: list[Entry] = field(default_factory=list)
    records: list[list[str]] = field(default_factory=list)
    """The identifiers of the records of each conference; later ones refer to them."""
    titles: set[str] = field(default_factory=set)
    """The titles of all records: each of them is the only one of its kind."""
    vocabulary: dict[str, list[str]] = field(default_factory=dict)


@dataclass
class RecordGenerator:
    """Generates the records of one conference."""

    content: GeneratedContent
    year: int

    def __post_init__(self) -> None:
        self.text = FakeText(f"conference of {self.year}")
        self.random = self.text.random
        self.report = f"{self.year}-report"
        self.record_ids: list[str] = []
        self.present: list[str] = []

    def _next_person(self) -> str:
        """The next of the people present, so that each of them appears somewhere."""
        self.present.append(self.present.pop(0))
        return self.present[-1]

    def _appearance(self, person: str) -> Entry:
        return {
            "person": person,
            "role": self.text.phrase("roles"),
            "country": self.text.phrase("countries"),
        }

    def _appearances(self, number: int) -> list[Entry]:
        return [
            self._appearance(person) | {"topic": capitalize(self.text.clause())}
            for person in [self._next_person() for _ in range(number)]
        ]

    def _statement(self, identifier: str) -> Entry:
        return {
            "id": identifier,
            **self._appearance(self._next_person()),
            "text": self.text.prose(2, 3),
        }

    def _dates(self, pages: str = "") -> Entry:
        place = {"document": self.report, "section": self.text.phrase("aims")} | (
            {"pages": pages} if pages else {}
        )
        return {"source": place, "since": f"{self.year}-06-14", "changed": CHANGED}

    def _record(self, identifier: str, nature: str) -> Entry:
        vocabulary, random = self.content.vocabulary, self.random
        earlier = [name for names in self.content.records[-4:-1] for name in names]
        related = self.text.sample(self.record_ids, 0, 3) + (
            self.text.sample(earlier, 1, 1) if earlier and random.random() < 0.3 else []
        )
        recent = [
            instrument["id"]
            for instrument in (*self.content.instruments[:3], *self.content.instruments[-8:])
        ]
        has_facets = nature in ("recommendation", "obligation") or random.random() < 0.6
        record: Entry = {
            "id": identifier,
            "title": self._title(),
            "text": self.text.prose(2, 5, "should" if nature == "recommendation" else "can"),
            "nature": nature,
            "keywords": list(
                dict.fromkeys(
                    [
                        self.text.phrase("sectors"),
                        *self.text.sample(phrases()["things"], 1, 3),
                        self.text.name(),
                    ]
                )
            ),
            "forms": self.text.sample(vocabulary["forms"], 1, 2),
            "actors": self.text.sample(vocabulary["actors"], 1, 3) if has_facets else [],
            "measures": self.text.sample(vocabulary["measures"], 1, 2) if has_facets else [],
            "instruments": list(dict.fromkeys(self.text.sample(recent, 0, 2)))
            if random.random() < 0.4
            else [],
            "related": related,
            "reaffirms": self.text.sample(earlier, 1, 1)
            if earlier and random.random() < 0.05
            else [],
            "asked_as": [
                f"how do {self.text.phrase('actors')} {self.text.clause()}"
                for _ in range(random.randint(1, 3))
            ],
        }
        if random.random() < 0.1:
            record["erratum"] = self.text.prose(1, 1)
        self.record_ids.append(identifier)
        return {key: value for key, value in record.items() if value}

    def _title(self) -> str:
        title = capitalize(self.text.clause())
        while title in self.content.titles:
            title = f"{title} in {self.text.name()}"
        self.content.titles.add(title)
        return title

    def _records(self, holder: str, number: int, natures: Sequence[str]) -> list[Entry]:
        records: list[Entry] = []
        for count in range(1, number + 1):
            record = self._record(f"{holder}-{count:02}", self.random.choice(natures))
            if records and self.random.random() < 0.15:
                record["part_of"] = records[-1]["id"]
            records.append(record)
        return records
