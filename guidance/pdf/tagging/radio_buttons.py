"""Radio buttons: joins the buttons of a question into one form field."""

from __future__ import annotations

from typing import Any

import pydyf

from guidance.pdf.tagging.structure_tree import Annotation, Tag

RADIO_FLAG = 1 << 15
"""The field flag "Radio" (ISO 32000-1, table 226), without "NoToggleToOff"."""
DISC = "l"
"""The mark of the selected button, as a character of the font Zapf Dingbats."""


def join_radio_buttons(pdf: Any, root: Tag, html: Any) -> None:
    """Make each radio button a kid of its question's field.

    The `value` of a button becomes the name of its state, and the `aria-label` of the
    `radiogroup` the name of the field for people. WeasyPrint creates that field, but leaves each
    button as a second field of the same name, and names the states 0, 1 and 2.
    """
    questions = {
        element.get("name"): group.get("aria-label")
        for group in html.iter()
        if group.get("role") == "radiogroup"
        for element in group.iter("input")
    }
    for tag in root.walk():
        for annotation in (
            kid.object
            for form in tag.tags
            if form.name == "Form"
            for kid in form.kids
            if isinstance(kid, Annotation)
        ):
            if "Parent" in annotation:
                value, name = tag.element.get("value"), tag.element.get("name")
                _join(pdf, annotation, value, questions.get(name, ""))


def _join(pdf: Any, button: Any, value: str, question: str) -> None:
    field = pdf.objects[int(button["Parent"].split()[0])]
    field["Ff"] = RADIO_FLAG
    field["TU"] = pydyf.String(question)
    field.pop("Opt", None)
    pdf.catalog["AcroForm"]["Fields"].remove(button.reference)
    for key in ("T", "FT"):
        del button[key]
    [appearance] = button["AP"]["N"].values()
    button["AP"]["N"] = pydyf.Dictionary({value: appearance})
    button["MK"]["CA"] = pydyf.String(DISC)
