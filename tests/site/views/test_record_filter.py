"""The filter of the list of all records: only choices that leave out some records."""

from __future__ import annotations

from pathlib import Path

import pytest

from guidance import open_library
from guidance.i18n import open_words
from guidance.library.facets import Facets
from guidance.site.views.browse import RecordList
from tests.examples import LIBRARIES, SINGLE


@pytest.mark.parametrize("content", LIBRARIES, ids=lambda content: content.name)
def test_a_facet_is_shown_if_some_choice_leaves_out_a_record(content: Path) -> None:
    facets = Facets(open_library(content), open_words())
    record_list = RecordList(facets)
    for listed in record_list.filter:
        values = {each.id for each in listed.values}
        chosen = [{*facets.values_of(record)[listed.name]} for record in record_list.records]
        assert listed.is_uniform == all(each == values for each in chosen), listed.name


def test_a_single_record_has_no_filter_and_is_counted_as_one() -> None:
    record_list = RecordList(Facets(open_library(SINGLE), open_words()))
    assert not record_list.can_filter
    assert record_list.phrases["all"] == "1 record."
