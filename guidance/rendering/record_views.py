"""Builds the view models of content entries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from textwrap import shorten

from markupsafe import Markup

from guidance.content import model
from guidance.content.markdown import typeset
from guidance.i18n import Words
from guidance.library.addressees import lacks_addressee
from guidance.library.appearances import Named, by_surname
from guidance.library.changelog import was_added_later
from guidance.library.citations import articles_for
from guidance.library.facets import NOT_NAMED, VOCABULARY_LISTS
from guidance.library.library import Library
from guidance.rendering.annotator import LineAnnotator, PlainText
from guidance.rendering.card_views import CardView, card_view, record_weight
from guidance.rendering.references import Reference, all_reaffirmed, place_text, reference
from guidance.rendering.view_models import (
    AppearanceView,
    FacetValue,
    Ground,
    ProgrammeView,
    RecordView,
    ResourceView,
    SessionView,
    SideEventView,
    StatementView,
)

DOCUMENT_TITLE = 80
"""Characters of the title of a source document beside a record."""


@dataclass(frozen=True)
class RecordViews:
    """Builds the view models for one page or document.

    Views are built in reading order, since an annotator may number endnotes.
    """

    library: Library
    words: Words
    annotator: PlainText

    def record(self, record: model.Record) -> RecordView:
        """The view of a takeaway, a recommendation or a point."""
        remark = self.annotator.record_remark(record.erratum)
        text = self.annotator.prose(record.text, remark)
        return RecordView(
            record,
            text,
            remark,
            self._facet_values("nature", [record.nature.value])[0],
            self._actors(record),
            self._facet_values("measure", record.measures),
            self._facet_values("form", record.forms),
            [self._ground(record, identifier) for identifier in record.instruments],
            self.references([record.part_of] if record.part_of else []),
            self.references(record.related),
            self.references(all_reaffirmed(self.library, record), with_year=True),
            self.references(
                (later.id for later in self.library.reaffirmed_by(record.id)), with_year=True
            ),
        )

    def card(self, view: RecordView) -> CardView:
        """The parts of a record's card on the site."""
        return card_view(self.library, self.words, view)

    def references(self, identifiers: Iterable[str], *, with_year: bool = False) -> list[Reference]:
        """References to records or other entries, in the given order."""
        return [
            reference(self.library, self.words, identifier, with_year=with_year)
            for identifier in identifiers
        ]

    def place(self, source: model.SourcePlace) -> str:
        """Pages and paragraphs of a place in a document, or else the section; empty for neither."""
        return place_text(source, self.words)

    def document_title(self, document: model.Source) -> str:
        """The title of a source document for a narrow column, cut between words if it is long."""
        return shorten(typeset(document.title), DOCUMENT_TITLE, placeholder=" …")

    def standing(self, document: model.Source) -> str:
        """The weight of a source document, in the words of readers."""
        return self.words(f"standing.{document.standing.value}")

    def record_standing(self, record: model.Record) -> str:
        """The weight of a record, in the words of readers."""
        return record_weight(self.library, self.words, record)

    def dates(self, record: model.Record) -> str:
        """Sentences on the dates of a record: first day and last change."""
        first = "life.added" if was_added_later(self.library, record) else "life.since"
        sentences = [self.words(first, day=self.words.day(record.since))]
        if record.changed.isoformat() != record.since:
            is_withdrawn = record.status is model.Status.WITHDRAWN
            key = "life.withdrawn" if is_withdrawn else "life.changed"
            sentences.append(self.words(key, day=self.words.day(record.changed)))
        return " ".join(sentences)

    def statements(self, statements: Iterable[model.Statement]) -> list[StatementView]:
        """The views of statements that follow one another."""
        line = self.annotator.line_annotator()
        return [
            StatementView(
                statement.id,
                self.annotator.prose(statement.text),
                self._appearance(statement, line),
            )
            for statement in statements
        ]

    def appearance(self, appearance: model.Appearance, part: str = "") -> AppearanceView:
        """The view of an appearance outside a list; `part` is the place for the index."""
        return self._appearance(appearance, self.annotator.line_annotator(), part)

    def roles(self, appearances: Iterable[model.Appearance]) -> list[Markup]:
        """The role and country of each appearance in a list."""
        line = self.annotator.line_annotator()
        return [_role(appearance, line) for appearance in appearances]

    def people(self) -> list[tuple[Named, Markup]]:
        """All people in the order of their names, each with the main role; empty without one."""
        return self._with_roles(self.library.people)

    def people_by_letter(self) -> list[tuple[str, list[tuple[Named, Markup]]]]:
        """All people by the first letter of their surnames."""
        groups = groupby(self.people(), key=lambda person: by_surname(person[0])[0][:1])
        return [(letter, [*people]) for letter, people in groups]

    def organizations(self) -> list[tuple[Named, Markup]]:
        """All organizations in the order of their names, each with the main role."""
        return self._with_roles(self.library.organizations)

    def _with_roles(self, entries: Iterable[Named]) -> list[tuple[Named, Markup]]:
        line = self.annotator.line_annotator()
        roles = (
            (entry, self.library.main_role(entry.id)) for entry in sorted(entries, key=by_surname)
        )
        return [(entry, _role(main, line) if main else Markup()) for entry, main in roles]

    def participants(self, conference: model.Conference) -> list[AppearanceView]:
        """Those whom the sources of a conference name outside its programme."""
        part, line = self.words("part.participant"), self.annotator.line_annotator()
        return self._speakers(conference.participants, line, part)

    def programme(self, panel: model.Panel) -> ProgrammeView:
        """The view of a panel with the sessions around it."""
        line, number = self.annotator.line_annotator(), panel.number

        def sessions(when: model.When) -> list[SessionView]:
            return [self._session(each, line) for each in panel.sessions if each.when is when]

        label = self.words("panel.label", number=number)
        return ProgrammeView(
            panel,
            self.words("programme.panel", label=label, title=typeset(panel.panel_title))
            if panel.panel_title
            else label,
            sessions(model.When.BEFORE),
            self.words(
                "programme.moderators" if len(panel.moderators) > 1 else "programme.moderator"
            ),
            self._speakers(panel.moderators, line, self.words("part.moderator", number=number)),
            self._speakers(panel.speakers, line, self.words("part.speaker", number=number)),
            sessions(model.When.AFTER),
        )

    def side_event(self, event: model.SideEvent) -> SideEventView:
        """The view of a side-event."""
        return SideEventView(event, self.annotator.remark(event.erratum))

    def resource(self, resource: model.Resource) -> ResourceView:
        """The view of a publication."""
        remark = self.annotator.remark(resource.erratum)
        return ResourceView(
            resource,
            self.annotator.prose(resource.text, remark),
            self.annotator.prose(resource.made) if resource.made else Markup(),
            remark,
        )

    def _actors(self, record: model.Record) -> list[FacetValue]:
        """Who acts; that nobody is named, where a record asks for action."""
        if lacks_addressee(record):
            return [FacetValue("actor", NOT_NAMED, self.words("actor.none-named"))]
        return self._facet_values("actor", record.actors)

    def _facet_values(self, facet: str, values: Iterable[str]) -> list[FacetValue]:
        return [
            FacetValue(facet, value, self.library.label(VOCABULARY_LISTS[facet], value))
            for value in values
        ]

    def _ground(self, record: model.Record, identifier: str) -> Ground:
        instrument = self.library.by_id[identifier]
        assert isinstance(instrument, model.Instrument)  # noqa: S101 -- validated
        articles = ", ".join(articles_for(record, instrument))
        return Ground(instrument, self.annotator.instrument_note(instrument), articles)

    def _session(self, session: model.Session, line: LineAnnotator) -> SessionView:
        remark = self.annotator.remark(session.erratum)
        return SessionView(
            session, remark, self._speakers(session.speakers, line, typeset(session.title))
        )

    def _speakers(
        self, appearances: Iterable[model.Appearance], line: LineAnnotator, part: str
    ) -> list[AppearanceView]:
        return [self._appearance(each, line, part, with_name=True) for each in appearances]

    def _appearance(
        self,
        appearance: model.Appearance,
        line: LineAnnotator,
        part: str = "",
        *,
        with_name: bool = False,
    ) -> AppearanceView:
        """The view of an appearance; `with_name` adds the remark on the spelling of the name."""
        entry = self.library.by_id[appearance.of]
        assert isinstance(entry, model.Person | model.Organization)  # noqa: S101 -- validated
        anchor = self.annotator.anchor(entry.id, part) if part else ""
        errata = [appearance.erratum, *([entry.erratum] if with_name else [])]
        return AppearanceView(
            entry,
            appearance.honorific or "",
            appearance.printed_as or "",
            _role(appearance, line),
            appearance.topic or "",
            anchor,
            [self.annotator.remark(erratum) for erratum in errata],
        )


def _role(appearance: model.Appearance, line: LineAnnotator) -> Markup:
    """Role and country, separated by a comma."""
    role = [line(appearance.role)] if appearance.role else []
    country = [appearance.country] if appearance.country else []
    return Markup(", ").join([*role, *country])
