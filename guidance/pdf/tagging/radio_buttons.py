"""Choices: the radio buttons of a form go in as WeasyPrint draws them, one field for each question, in which one choice can be taken, comes out."""

from __future__ import annotations

from typing import Any

import pydyf

from guidance.pdf.tagging.structure_tree import Annotation, Tag

RADIO = 1 << 15
"""The flag of a field whose choices exclude one another; where a reader allows it, one that was taken by mistake can be given back."""
DISC = "l"
"""The sign by which viewers draw a taken choice themselves: a disc, in the letters of Zapf Dingbats."""


def join_choices(pdf: Any, root: Tag, html: Any) -> None:
    """Makes each choice a part of its question's field, with its `value` as the name of its state, and the `aria-label` of the `radiogroup` as the field's.

    WeasyPrint begins such a field, but leaves each choice a field beside it, of the same name, and calls the states 0, 1 and 2.
    """
    asked = {
        each.get("name"): group.get("aria-label")
        for group in html.iter()
        if group.get("role") == "radiogroup"
        for each in group.iter("input")
    }
    for tag in root.walk():
        for each in (
            kid.object
            for form in tag.tags
            if form.name == "Form"
            for kid in form.kids
            if isinstance(kid, Annotation)
        ):
            if "Parent" in each:
                _join(pdf, each, tag.element.get("value"), asked.get(tag.element.get("name"), ""))


def _join(pdf: Any, choice: Any, value: str, question: str) -> None:
    field = pdf.objects[int(choice["Parent"].split()[0])]
    field["Ff"] = RADIO
    field["TU"] = pydyf.String(question)
    field.pop("Opt", None)
    pdf.catalog["AcroForm"]["Fields"].remove(choice.reference)
    for key in ("T", "FT"):
        del choice[key]
    [taken] = choice["AP"]["N"].values()
    choice["AP"]["N"] = pydyf.Dictionary({value: taken})
    choice["MK"]["CA"] = pydyf.String(DISC)
