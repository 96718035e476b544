"""Rules on fields that are optional in the model but required by other content."""

from __future__ import annotations

from collections.abc import Iterator

from guidance.content import model
from guidance.content.layout import entry_class
from guidance.content.nodes import targets
from guidance.diagnostics.problem import Problem, allowed_values
from guidance.diagnostics.rules import Rule
from guidance.diagnostics.suggestions import closest
from guidance.validation.content_index import ContentIndex


def recommendations_name_measures(index: ContentIndex) -> Iterator[Problem]:
    """A record of nature recommendation names at least one measure.

    Actors may be absent: a source often recommends a measure without saying who should act.
    """
    existing = targets(index.nodes)
    for node in index.nodes:
        if (
            node.is_record
            and node.text("nature") == model.Nature.RECOMMENDATION
            and not node.values.get("measures")
        ):
            message = (
                "is missing: a recommendation names at least one measure; "
                f"write 'measures: […]'; {allowed_values(existing['measures'])}"
            )
            yield node.problem(Rule.MISSING_FACET, "measures", message)


def appearances_name_a_person_or_an_organization(index: ContentIndex) -> Iterator[Problem]:
    """An appearance names either a person or an organization."""
    for node in index.nodes:
        if not issubclass(node.entry_class, model.Appearance):
            continue
        named = [name for name in ("person", "organization") if node.values.get(name)]
        if not named:
            message = (
                "is missing; write 'person: …' with an identifier of people.yml, "
                "or 'organization: …' with one of organizations.yml"
            )
            yield node.problem(Rule.MISSING_FIELD, "person", message)
        elif len(named) > 1:
            message = "stands beside a person; name either the person or the organization"
            yield node.problem(Rule.UNKNOWN_KEY, "organization", message, at_key=True)


def publishers_can_be_reached(index: ContentIndex) -> Iterator[Problem]:
    """The publisher of the site has an e-mail or web address."""
    for node in index.nodes:
        if node.entry_class is not model.Publisher:
            continue
        contact = node.values.get("contact")
        if not (isinstance(contact, dict) and (contact.get("email") or contact.get("web"))):
            message = (
                "has no e-mail and no web address, so readers cannot reach whoever publishes the "
                "site; write 'contact: {email: …}' or 'contact: {web: …}' as soon as there is one"
            )
            yield node.problem(Rule.PUBLISHER_CONTACT, "name", message, at_key=True)


def conferences_name_their_documents(index: ContentIndex) -> Iterator[Problem]:
    """A conference names the documents that tell of it: in `documents`, or one in `source`."""
    for node in index.nodes:
        if node.entry_class is not model.Conference:
            continue
        if not node.values.get("documents") and not node.values.get("source"):
            message = (
                "is missing; write 'documents: […]' with the source documents that tell of the "
                "conference, the main one first, or 'source:' where it is one alone"
            )
            yield node.problem(Rule.MISSING_FIELD, "documents", message)


def records_have_source_and_dates(index: ContentIndex) -> Iterator[Problem]:
    """A record has a source and dates, its own or those at the top of its file.

    Each absent field is reported once per file.
    """
    reported: set[tuple[str, str]] = set()
    for node in index.nodes:
        file = node.document.value
        if not node.is_record or not isinstance(file, dict):
            continue
        kind = entry_class(node.document.path) or node.entry_class
        for name in ("source", "since", "changed"):
            if (
                name not in node.values
                and name not in file
                and not kind.model_fields[name].is_required()
                and (node.document.path, name) not in reported
            ):
                reported.add((node.document.path, name))
                message = (
                    "is missing: write it here, or once for all records at the top of the file"
                )
                yield node.problem(Rule.MISSING_FIELD, name, message)


def vocabulary_labels_every_nature(index: ContentIndex) -> Iterator[Problem]:
    """The vocabulary labels every nature and no other: rules depend on each of them."""
    natures = tuple(model.Nature)
    labels = [
        node
        for node in index.nodes
        if node.entry_class is model.Choice and node.location[0] == "natures"
    ]
    labelled = {node.text("id") for node in labels}
    for node in labels:
        if node.text("id") not in natures:
            message = f"'{node.text('id')}' is no nature; {allowed_values(natures)}"
            suggestion = closest(natures, node.text("id"))
            yield node.problem(Rule.KNOWN_VALUE, "id", message, suggestion=suggestion)
    for node in index.nodes:
        if node.entry_class is model.Vocabulary and labelled <= {*natures}:
            for nature in natures:
                if nature not in labelled:
                    message = f"lacks the nature '{nature}'; all four need a label"
                    yield node.problem(Rule.MISSING_FIELD, "natures", message)
