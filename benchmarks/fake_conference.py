"""Generate one conference with its panels, pillars, sources, people and instruments."""

from __future__ import annotations

from benchmarks.fake_records import CHANGED, NATURES, Entry, RecordGenerator
from benchmarks.fake_text import capitalize, slug

FIRST_YEAR = 2001
"""The year of the first conference; there is one each year."""
NUMERALS = ("I", "II", "III", "IV")


class ConferenceGenerator(RecordGenerator):
    """Generates one conference with everything that belongs to it."""

    def write(self) -> None:
        """Add the conference with its panels, pillars, sources, people and instruments."""
        self._people()
        self._instruments()
        self.content.records.append(self.record_ids)
        for number in range(1, 5):
            self.content.files[f"panels/{self.year}-P{number}.yml"] = self._panel(number)
        for number in range(1, 5):
            self.content.files[f"recommendations/{self.year}-R{number}.yml"] = self._pillar(number)
        self.content.files[f"conferences/{self.year}.yml"] = self._conference()
        for name, points in (
            (self.report, 0),
            (f"{self.year}-study", 22),
            (f"{self.year}-{slug(self.text.name())}-paper", 11),
            (f"{self.year}-survey", 11),
        ):
            self.content.files[f"sources/{name}.yml"] = self._source(name, points)

    def _people(self) -> None:
        known = {person["id"] for person in self.content.people}
        again = self.text.sample(sorted(known), 6, 8) if known else []
        new: dict[str, str] = {}
        while len(new) < 24:
            name = f"{self.text.name()} {self.text.name()}"
            if slug(name) not in known:
                new[slug(name)] = name
        self.content.people += [
            {"id": identifier, "name": name} for identifier, name in new.items()
        ]
        self.present = [*new, *again]
        self.random.shuffle(self.present)

    def _instruments(self) -> None:
        known = {instrument["id"] for instrument in self.content.instruments}
        for _ in range(9 if not known else 2):
            kind = self.text.phrase("instruments")
            short = f"{self.text.name()} {kind} {self.year}"
            if slug(short) in known:
                continue
            subject = f"{self.text.phrase('things')} in {self.text.phrase('sectors')}"
            title = f"{kind} of {self.year} on {subject}"
            provisions = [
                {"article": f"Article {number}", "text": self.text.prose(1, 2, "must")}
                for number in range(1, 3)
            ]
            self.content.instruments.append(
                {
                    "id": slug(short),
                    "title": title,
                    "short": short,
                    "type": self.random.choice(self.content.vocabulary["instrument_types"]),
                }
                | {
                    "text": self.text.prose(3, 6, "must"),
                    "provisions": provisions,
                    "keywords": [self.text.name()],
                }
            )
        short = (
            "".join(self.random.choice("ABCDEGIKLMNOPRSTU") for _ in range(4)) + str(self.year)[2:]
        )
        stands_for = f"{self.text.name()} Office for {self.text.phrase('things')}"
        self.content.terms.append({"id": slug(short), "term": short, "stands_for": stands_for})

    def _panel(self, number: int) -> Entry:
        name, random = f"{self.year}-P{number}", self.random
        first, second = (
            f"{self.text.phrase('deeds')} {self.text.phrase('things')}" for _ in range(2)
        )
        title = capitalize(f"{first}, {second}")
        begins = random.choice(("09", "11", "14", "16"))
        panel: Entry = {
            "id": name,
            "number": number,
            "title": title,
            "panel_title": title,
            "summary": f"The chapter tells how {self.text.phrase('actors')} {self.text.clause()}.",
            **self._dates(f"{number * 4 + 2}-{number * 4 + 5}"),
            "introduction": "\n".join(self.text.prose(least, least + 2) for least in (4, 4, 2)),
            "statements": [
                self._statement(f"{name}-S{count}") for count in range(1, random.randint(2, 3))
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
            "moderators": [self._appearance(self._next_person())],
            "speakers": self._appearances(4),
            "takeaways_title": "Takeaways" if number < 4 else "Conclusions",
        }
        if number == 4:
            return panel | {"conclusions": [f"{self.year}-R{count}" for count in range(1, 5)]}
        return panel | {"takeaways": self._records(name, random.randint(10, 14), NATURES)}

    def _pillar(self, number: int) -> Entry:
        name = f"{self.year}-R{number}"
        aim = f"{self.text.phrase('aims')} in {self.text.phrase('sectors')}"
        summary = f"The pillar asks {self.text.phrase('actors')} to {self.text.clause()}."
        return {
            "id": name,
            "numeral": NUMERALS[number - 1],
            "title": aim,
            "summary": summary,
            **self._dates(f"{20 + number}"),
            "panel": f"{self.year}-P4",
            "recommendations": self._records(name, self.random.randint(2, 3), ("recommendation",)),
        }

    def _conference(self) -> Entry:
        year, random, place = self.year, self.random, self.text.name()
        title = f"{self.text.phrase('aims')} in {self.text.phrase('sectors')}"
        subtitle = f"How {self.text.phrase('actors')} {self.text.clause()}"
        self.content.resources += [
            {
                "id": f"{year}-resource-{count}",
                "title": capitalize(self.text.clause()),
                "label": f"Paper {count} of {year}",
                "text": self.text.prose(3, 5),
            }
            for count in (1, 2)
        ]
        return {
            "id": str(year),
            "edition": year - FIRST_YEAR + 1,
            "name": f"Conference of {year} on {self.text.phrase('sectors')}",
            "title": title,
            "subtitle": subtitle,
            "starts": f"{year}-06-14",
            "ends": f"{year}-06-16",
            "place": place,
            "summary": self.text.prose(4, 6),
            **self._dates(),
            "documents": [self.report],
            "organizers": [f"Office of {place}"],
            "statements": [self._statement(f"{year}-S1")],
            "foreword": {
                "title": f"Foreword of {year}",
                "author": self._appearance(self._next_person()),
                "text": self.text.prose(8, 12),
            },
            "interview": {
                "title": f"Five questions on {self.text.phrase('sectors')}",
                "subtitle": subtitle,
                "person": self._appearance(self._next_person()),
                "about": self.text.prose(2, 2),
                "questions": [
                    {
                        "question": f"How do {self.text.phrase('actors')} {self.text.clause()}?",
                        "answer": self.text.prose(4, 7),
                    }
                    for _ in range(5)
                ],
            },
            "figures": [
                {
                    "id": f"{year}-F{count}",
                    "value": str(random.randint(2, 90)),
                    "label": self.text.phrase("things"),
                }
                for count in range(1, 7)
            ],
            "side_events": [self._side_event(count) for count in range(1, 7)],
        }

    def _terms(self, title: str) -> Entry:
        """The terms of the report; the other documents give none."""
        place = self.text.name()
        publisher = f"Office of {place}"
        return {
            "standing": "conference-conclusions",
            "publishers": [publisher],
            "place": place,
            "contact": {"address": f"Long Street {self.random.randint(1, 90)}, {place}"},
            "copyright": f"© {self.year} {publisher}",
            "permission": "It may be copied where the office is named.\n",
            "cite_as": f"{publisher}, {title} ({place}, {self.year})",
            "disclaimer": self.text.prose(2, 3),
            "acknowledgements": self.text.prose(2, 4),
        }

    def _side_event(self, number: int) -> Entry:
        organizers = [f"{self.text.name()} Institute", f"Friends of {self.text.name()}"]
        return {
            "id": f"{self.year}-E{number}",
            "title": capitalize(self.text.clause()),
            "day": f"{self.year}-06-{14 + number // 3:02}",
            "organizers": organizers,
        }

    def _source(self, name: str, points: int) -> Entry:
        aim, subject = self.text.phrase("aims"), self.text.phrase("things")
        title = f"{aim}: {subject} in {self.text.phrase('sectors')}"
        source: Entry = {
            "id": name,
            "title": title,
            "type": "Report" if name == self.report else "Study",
        }
        source |= (
            self._terms(title)
            if name == self.report
            else {"standing": "publication", "publishers": [f"Office of {self.text.name()}"]}
        )
        place = {"document": name, "pages": "4-30"}
        source |= {
            "date": str(self.year),
            "about": self.text.prose(3, 4),
            "adds": self.text.prose(3, 5),
            "source": place,
            "since": str(self.year),
            "changed": CHANGED,
        }
        return source | ({"points": self._records(name, points, NATURES)} if points else {})
