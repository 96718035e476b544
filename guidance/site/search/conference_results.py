"""Search results of conferences, their parts, and the statements made at them."""

from __future__ import annotations

from collections.abc import Iterator

from guidance.content import model
from guidance.content.markdown import plain, typeset
from guidance.site.pages import Site
from guidance.site.search.record_results import short_identifiers
from guidance.site.search.result import Group, SearchResult


def conference_results(site: Site) -> Iterator[SearchResult]:
    """Results of conferences, panels, pillars and statements."""
    for results in (_conferences, _panels, _pillars, _statements):
        yield from results(site)


def _kind(site: Site, kind: str, identifier: str) -> str:
    """The kind of an entry of a conference; with the year, where there are several."""
    library = site.library
    if not library.has_several_conferences:
        return kind
    year = library.year_label(library.conference_of(identifier))
    return site.words("kind.of-conference", kind=kind, conference=typeset(year))


def _joined(*texts: str | None) -> str:
    """Texts as plain sentences behind one another, without those that are absent."""
    return " ".join(plain(text) for text in texts if text)


def _conferences(site: Site) -> Iterator[SearchResult]:
    """Conferences, with the parts of their reports that are neither records nor statements."""
    say = site.words
    for conference in site.library.conferences:
        names = (conference.name, conference.place, *conference.organizers, conference.year)
        titles = filter(None, (conference.title, conference.subtitle))
        yield SearchResult(
            conference.id,
            Group.PART,
            say("kind.conference"),
            typeset(": ".join(titles)),
            site.link("", conference.id),
            _joined(conference.summary, conference.attendance),
            tuple(filter(None, names)),
            conference.asked_as,
        )
        if foreword := conference.foreword:
            folder = f"{conference.id}/foreword/"
            yield SearchResult(
                folder,
                Group.PART,
                _kind(site, say("kind.page"), conference.id),
                typeset(foreword.title),
                site.urls.relative_url("", folder),
                plain(foreword.text),
                (site.library.title_of(foreword.author.of),),
            )
        if conference.interview:
            yield from _questions(site, conference.id, conference.interview)
        for figure in conference.figures:
            title = f"{figure.qualifier or ''} {figure.value} {figure.label}".strip()
            kind = _kind(site, say("kind.figure"), conference.id)
            yield SearchResult(
                figure.id,
                Group.PART,
                kind,
                typeset(title),
                site.link("", figure.id),
                keywords=tuple(filter(None, (say("kind.figure"), conference.name))),
                asked=figure.asked_as,
            )
        for event in conference.side_events:
            yield SearchResult(
                event.id,
                Group.PART,
                _kind(site, say("kind.side-event"), conference.id),
                typeset(event.title),
                site.link("", event.id),
                ", ".join(event.organizers),
                tuple(filter(None, (say("kind.side-event"), event.format, event.platform))),
                event.asked_as,
                identifier=event.id,
                names=tuple(short_identifiers(event.id)),
            )


def _questions(site: Site, conference: str, interview: model.Interview) -> Iterator[SearchResult]:
    for number, question in enumerate(interview.questions, 1):
        address = f"{conference}/interview/#question-{number}"
        yield SearchResult(
            address,
            Group.PART,
            _kind(site, site.words("kind.interview"), conference),
            typeset(question.question),
            site.urls.relative_url("", address),
            plain(question.answer),
            (interview.title,),
        )


def _panels(site: Site) -> Iterator[SearchResult]:
    for panel in site.library.panels:
        label = site.words("panel.label", number=panel.number)
        titles = (panel.panel_title, *(session.title for session in panel.sessions))
        yield SearchResult(
            panel.id,
            Group.PART,
            _kind(site, label, panel.id),
            typeset(panel.title),
            site.link("", panel.id),
            _joined(panel.summary, panel.introduction),
            (label, *map(typeset, filter(None, titles))),
            identifier=panel.id,
            names=(label, *short_identifiers(panel.id)),
        )


def _pillars(site: Site) -> Iterator[SearchResult]:
    for pillar in site.library.pillars:
        label = site.words("pillar.label", numeral=pillar.numeral)
        yield SearchResult(
            pillar.id,
            Group.PART,
            _kind(site, label, pillar.id),
            typeset(pillar.title),
            site.link("", pillar.id),
            pillar.summary or "",
            (label,),
            identifier=pillar.id,
            names=(label, *short_identifiers(pillar.id)),
        )


def _statements(site: Site) -> Iterator[SearchResult]:
    for statement, _ in site.library.statements():
        yield SearchResult(
            statement.id,
            Group.PART,
            site.words("kind.statement"),
            site.words("kind.statement-by", person=site.library.title_of(statement.of)),
            site.link("", statement.id),
            plain(statement.text),
            tuple(filter(None, (statement.role, statement.country))),
            identifier=statement.id,
            names=tuple(short_identifiers(statement.id)),
        )
