"""Files that contain a list: people, instruments, resources, glossary, vocabulary."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from guidance.content.model.fields import (
    Day,
    Line,
    OwnLine,
    Prose,
    ProvisionText,
    Year,
)
from guidance.content.model.identifiers import (
    InstrumentTypeRef,
    Slug,
    SourceRef,
)
from guidance.content.model.records import Answering, Contact, Dated, Entry


class Person(Entry):
    """Someone whom a programme or a statement names; each appearance gives the role."""

    id: Slug
    """The permanent identifier, from the name: never reused, never changed."""
    name: Line
    """The name as people use it."""
    sort_by: Line | None = None
    """The end of the name by which an index sorts it, where that is more than the last word."""
    keywords: tuple[Line, ...] = ()
    """Other spellings under which people would search."""
    asked_as: tuple[OwnLine, ...] = Field(default=(), max_length=12)
    """Everyday words for the office, such as head of the police, for the search."""
    changed: Day | None = None
    """When its name last changed here."""
    change_note: OwnLine | None = None
    """What changed at that date, in a few words."""
    erratum: Prose | None = None
    """What is odd about the name in the source."""


class People(Entry):
    """The file `people.yml`."""

    people: tuple[Person, ...]
    """The people, in the order in which they are first named."""


class Organization(Entry):
    """An organization that a programme or a statement names in the place of a person."""

    id: Slug
    """The permanent identifier, from the name: never reused, never changed."""
    name: Line
    """The name as the source prints it."""
    keywords: tuple[Line, ...] = ()
    """Other names under which people would search."""
    asked_as: tuple[OwnLine, ...] = Field(default=(), max_length=12)
    """Everyday words for what it does, for the search."""
    changed: Day | None = None
    """When its name last changed here."""
    change_note: OwnLine | None = None
    """What changed at that date, in a few words."""
    erratum: Prose | None = None
    """What is odd about the name in the source."""


class Organizations(Entry):
    """The file `organizations.yml`."""

    organizations: tuple[Organization, ...]
    """The organizations, in the order in which they are first named."""


class Provision(Entry):
    """An article of an instrument that the guidance names."""

    article: Line
    """Which article, such as Article 9(5)."""
    text: ProvisionText
    """What the source says of it, restated; a provision of law may stand in quotation marks."""


class Instrument(Answering):
    """A treaty, law, commitment or guideline on which records rest."""

    id: Slug
    """The permanent identifier, from the short name: never reused, never changed."""
    title: Line
    """The full title, as far as the source gives it."""
    short: Line
    """The name by which people call it."""
    type: InstrumentTypeRef
    """What kind of instrument it is, from the vocabulary."""
    year: Year | None = None
    """The year in which it was adopted, where its title or a source gives it."""
    text: Prose
    """What the source says of it, restated."""
    full_text: SourceRef | None = None
    """The source document that holds its whole text."""
    provisions: tuple[Provision, ...] = ()
    """The articles that the guidance names."""
    keywords: tuple[Line, ...] = ()
    """Other words under which people would search."""


class Instruments(Entry):
    """The file `instruments.yml`."""

    instruments: tuple[Instrument, ...]
    """The instruments."""


class Resource(Answering):
    """A publication that the report points to."""

    id: Slug
    """The permanent identifier, from the title: never reused, never changed."""
    title: Line | None = None
    """The title; absent where the source has lost it."""
    label: OwnLine
    """A short name of our own, by which to tell it apart."""
    text: Prose
    """What it is for and what it holds, restated."""
    made: Prose | None = None
    """How it was made, as far as the source says."""


class Resources(Entry):
    """The file `resources.yml`."""

    resources: tuple[Resource, ...]
    """The publications."""


class Sense(StrEnum):
    """How texts mostly use a term: as the glossary explains it, or in an everyday sense."""

    EXPLAINED = "explained"
    EVERYDAY = "everyday"


class Term(Dated):
    """An abbreviation or a term, explained."""

    id: Slug
    """The permanent identifier, from the term: never reused, never changed."""
    term: Line
    """The word or abbreviation exactly as texts use it."""
    stands_for: Line | None = None
    """The full name behind an abbreviation."""
    text: Prose | None = None
    """What it means; absent where the full name says it all."""
    sense: Sense = Field(
        default=Sense.EXPLAINED,
        description=(
            "Whether texts lead to it; "
            "everyday keeps them from it, where a word mostly means something else."
        ),
    )
    keywords: tuple[Line, ...] = ()
    """Other words under which people would search."""


class Synonym(Entry):
    """Words for the same thing: a search for one of them finds the others too."""

    word: Line
    """A word that people search for."""
    also: tuple[Line, ...] = Field(min_length=1)
    """Other words and phrases for it."""


class Glossary(Entry):
    """The file `glossary.yml`."""

    terms: tuple[Term, ...]
    """The abbreviations and terms, in alphabetical order."""
    synonyms: tuple[Synonym, ...] = ()
    """Words for the same thing, for the search."""


class Choice(Entry):
    """One value of a closed list."""

    id: Slug
    """The value as records write it: never changed."""
    label: OwnLine
    """The words that readers see."""
    text: Prose | None = None
    """What it covers."""
    keywords: tuple[Line, ...] = ()
    """Other words by which people would search for it."""


class Vocabulary(Entry):
    """The closed lists from which facets are chosen."""

    natures: tuple[Choice, ...] = Field(min_length=1)
    """What kinds of claim there are; the four carry rules of their own."""
    actors: tuple[Choice, ...] = Field(min_length=1)
    """Who acts."""
    forms: tuple[Choice, ...] = Field(min_length=1)
    """Forms of exploitation."""
    measures: tuple[Choice, ...] = Field(min_length=1)
    """Kinds of measures."""
    instrument_types: tuple[Choice, ...] = Field(min_length=1)
    """Kinds of instruments."""


class Publisher(Entry):
    """The file `publisher.yml`: who is responsible for this site, as its footer says."""

    name: Line
    """Who publishes the site: an organization, or people."""
    contact: Contact | None = None
    """How to reach the publisher. Without an e-mail or web address, the footer leads to the place
    where the guidance is kept."""
    permission: OwnLine | None = None
    """What readers may do with the wording of the site itself; absent where nobody has said."""
