"""The rules between records, applied to all documents, valid or not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from itertools import islice

from guidance import limits
from guidance.content.document import Document
from guidance.diagnostics.problem import Problem
from guidance.validation.completeness_rules import (
    appearances_name_a_person_or_an_organization,
    conferences_name_their_documents,
    publishers_can_be_reached,
    recommendations_name_measures,
    records_have_source_and_dates,
    vocabulary_labels_every_nature,
)
from guidance.validation.content_index import ContentIndex
from guidance.validation.identifier_rules import (
    files_are_named_by_identifier,
    identifiers_are_unique,
    identifiers_begin_with_that_of_their_file,
    panels_and_pillars_belong_to_a_conference,
    panels_have_the_number_of_their_identifier,
)
from guidance.validation.lifecycle_rules import (
    dates_are_not_in_the_future,
    reaffirmed_records_are_earlier,
    references_target_current_records,
    successions_have_no_cycle,
    times_are_in_order,
    withdrawn_records_give_a_reason,
)
from guidance.validation.reference_rules import (
    lists_have_no_duplicates,
    panels_and_pillars_refer_to_each_other,
    parts_follow_their_whole,
    reference_targets_exist,
)
from guidance.validation.session_rules import (
    session_cases_are_practice_or_made_up,
    session_steps_take_the_planned_minutes,
)
from guidance.validation.source_rules import (
    conclusions_belong_to_the_conference,
    pages_are_in_the_document,
    places_say_where,
)

RULES = (
    files_are_named_by_identifier,
    identifiers_are_unique,
    identifiers_begin_with_that_of_their_file,
    panels_have_the_number_of_their_identifier,
    panels_and_pillars_belong_to_a_conference,
    reference_targets_exist,
    lists_have_no_duplicates,
    panels_and_pillars_refer_to_each_other,
    appearances_name_a_person_or_an_organization,
    conferences_name_their_documents,
    recommendations_name_measures,
    records_have_source_and_dates,
    withdrawn_records_give_a_reason,
    successions_have_no_cycle,
    references_target_current_records,
    parts_follow_their_whole,
    reaffirmed_records_are_earlier,
    times_are_in_order,
    pages_are_in_the_document,
    places_say_where,
    conclusions_belong_to_the_conference,
    vocabulary_labels_every_nature,
    publishers_can_be_reached,
    session_cases_are_practice_or_made_up,
    session_steps_take_the_planned_minutes,
)
"""Every rule; of several problems with one field, that of the earliest rule is reported."""


RULES_OF_ONE_FILE = frozenset(
    (
        identifiers_begin_with_that_of_their_file,
        lists_have_no_duplicates,
        panels_have_the_number_of_their_identifier,
        records_have_source_and_dates,
        times_are_in_order,
        withdrawn_records_give_a_reason,
    )
)
"""Rules that look at the nodes of one file at a time, so that sound files need not be repeated."""


def integrity_problems(
    index: ContentIndex,
    today: date | None = None,
    documents: Sequence[Document] | None = None,
    *,
    between_files: bool = True,
) -> list[Problem]:
    """Every problem between records, at most one a field and `limits.PROBLEMS` a rule.

    With `today`, no date lies behind it. With `documents`, the rules of one file are applied to
    these alone; without `between_files`, no others are applied.
    """
    problems: dict[tuple[str, str], Problem] = {}
    rules = [rule for rule in RULES if between_files or rule in RULES_OF_ONE_FILE]
    if today and between_files:
        rules.append(partial(dates_are_not_in_the_future, today=today))
    paths = None if documents is None else {document.path for document in documents}
    of_one_file = index if paths is None else index.of_files(paths)
    for rule in rules:
        nodes = of_one_file if rule in RULES_OF_ONE_FILE else index
        for problem in islice(rule(nodes), limits.PROBLEMS):
            problems.setdefault((problem.path, problem.field), problem)
    return list(problems.values())
