"""The rules between records, applied to all documents, valid or not."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from guidance import limits
from guidance.content.document import Document
from guidance.diagnostics.problem import Problem
from guidance.validation.completeness_rules import (
    recommendations_name_actors_and_measures,
    records_have_source_and_dates,
    vocabulary_labels_every_nature,
)
from guidance.validation.content_index import content_index
from guidance.validation.identifier_rules import (
    files_are_named_by_identifier,
    identifiers_are_unique,
    identifiers_begin_with_that_of_their_file,
    panels_and_pillars_belong_to_a_conference,
    panels_have_the_number_of_their_identifier,
)
from guidance.validation.lifecycle_rules import (
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

RULES = (
    files_are_named_by_identifier,
    identifiers_are_unique,
    identifiers_begin_with_that_of_their_file,
    panels_have_the_number_of_their_identifier,
    panels_and_pillars_belong_to_a_conference,
    reference_targets_exist,
    lists_have_no_duplicates,
    panels_and_pillars_refer_to_each_other,
    recommendations_name_actors_and_measures,
    records_have_source_and_dates,
    withdrawn_records_give_a_reason,
    successions_have_no_cycle,
    references_target_current_records,
    parts_follow_their_whole,
    times_are_in_order,
    vocabulary_labels_every_nature,
)
"""Every rule; of several problems with one field, that of the earliest rule is reported."""


def integrity_problems(documents: Sequence[Document]) -> list[Problem]:
    """Every problem between records, at most one per field and `limits.PROBLEMS` per rule."""
    index = content_index(documents)
    problems: dict[tuple[str, str], Problem] = {}
    for rule in RULES:
        for problem in islice(rule(index), limits.PROBLEMS):
            problems.setdefault((problem.path, problem.field), problem)
    return list(problems.values())
