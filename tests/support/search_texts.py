"""The texts of the search in a built site, decoded from its data."""

from __future__ import annotations

import json

from guidance.site.search.coded_texts import TextCoder
from guidance.site.search.result import TEXT_FIELDS


def decoded_search_data(script: str) -> str:
    """The data of the search as JSON, with all texts in words."""
    data = json.loads(script.partition(" = ")[2].rstrip(";\n"))
    coder = TextCoder(data.pop("words").split(" "))
    for result in data["results"]:
        for name in TEXT_FIELDS:
            value = result.get(name, [])
            result[name] = (
                coder.text(value) if isinstance(value, str) else [*map(coder.text, value)]
            )
    return json.dumps(data, ensure_ascii=False)
