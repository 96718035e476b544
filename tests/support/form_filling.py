"""Fill in PDF forms with PDFium, the viewer of Chromium, and with PDF.js, that of Firefox."""

from __future__ import annotations

import ctypes
import json
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2
from pypdfium2 import raw

from guidance.paths import ROOT
from tests.support.language_server import NODE

Choice = tuple[str, str]
"""The name of a field, and the value of one of its buttons."""


@dataclass(frozen=True)
class FormPage:
    """The fields on a page of a form."""

    form: Any
    page: Any

    def states(self) -> dict[Choice, bool]:
        """Every radio button, and whether it is selected."""
        return {
            self._choice(annotation): bool(raw.FPDFAnnot_IsChecked(self.form, annotation))
            for annotation in self._all(raw.FPDF_FORMFIELD_RADIOBUTTON)
        }

    def click(self, choice_to_click: Choice) -> None:
        """Click on a radio button."""
        for annotation in self._all(raw.FPDF_FORMFIELD_RADIOBUTTON):
            if self._choice(annotation) == choice_to_click:
                self._click(annotation)

    def type_texts(self, values: Mapping[str, str]) -> None:
        """Type into the text fields of these names."""
        for annotation in self._all(raw.FPDF_FORMFIELD_TEXTFIELD):
            name = self._text(raw.FPDFAnnot_GetFormFieldName, annotation)
            if name in values:
                self._click(annotation)
                letters = (values[name] + "\0").encode("utf-16-le")
                buffer = (ctypes.c_ushort * (len(letters) // 2)).from_buffer_copy(letters)
                raw.FORM_ReplaceSelection(self.form, self.page.raw, buffer)

    def _click(self, annotation: Any) -> None:
        box = raw.FS_RECTF()
        raw.FPDFAnnot_GetRect(annotation, box)
        middle = (box.left + box.right) / 2, (box.top + box.bottom) / 2
        for event in (raw.FORM_OnMouseMove, raw.FORM_OnLButtonDown, raw.FORM_OnLButtonUp):
            event(self.form, self.page.raw, 0, *middle)

    def _all(self, field_type: int) -> Iterator[Any]:
        for number in range(raw.FPDFPage_GetAnnotCount(self.page.raw)):
            annotation = raw.FPDFPage_GetAnnot(self.page.raw, number)
            if raw.FPDFAnnot_GetFormFieldType(self.form, annotation) == field_type:
                yield annotation
            raw.FPDFPage_CloseAnnot(annotation)

    def _choice(self, annotation: Any) -> Choice:
        return (
            self._text(raw.FPDFAnnot_GetFormFieldName, annotation),
            self._text(raw.FPDFAnnot_GetFormFieldExportValue, annotation),
        )

    def _text(self, read: Callable[..., int], annotation: Any) -> str:
        """The UTF-16 text that a function of PDFium reads from an annotation."""
        buffer = (ctypes.c_ushort * (read(self.form, annotation, None, 0) // 2))()
        read(self.form, annotation, buffer, ctypes.sizeof(buffer))
        return bytes(buffer).decode("utf-16-le").rstrip("\0")


@contextmanager
def open_form(path: Path) -> Iterator[FormPage]:
    """Open the first page of a form; changes are not saved."""
    document = pypdfium2.PdfDocument(path)
    document.init_forms()
    page = document[0]
    yield FormPage(document.formenv.raw, page)
    page.close()
    document.close()


def fill_with_pdfium(form: Path, target: Path, values: Mapping[str, str]) -> None:
    """Fill in a form as somebody does in Chromium, and save it."""
    document = pypdfium2.PdfDocument(form)
    document.init_forms()
    for page in document:
        fields = FormPage(document.formenv.raw, page)
        raw.FORM_OnAfterLoadPage(page.raw, document.formenv.raw)
        fields.type_texts(values)
        for choice in [choice for choice in fields.states() if choice in values.items()]:
            fields.click(choice)
        raw.FORM_ForceToKillFocus(document.formenv.raw)
        raw.FORM_OnBeforeClosePage(page.raw, document.formenv.raw)
    document.save(target)
    document.close()


def fill_with_pdf_js(form: Path, target: Path, values: Mapping[str, str]) -> None:
    """Fill in a form as somebody does in Firefox, and save it."""
    script = ROOT / "tests" / "support" / "fill_form.mjs"
    command = [*map(str, (NODE, script, form, target)), json.dumps(values)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)


FILLERS = {"PDFium": fill_with_pdfium, "PDF.js": fill_with_pdf_js}
"""Ways to fill in a form, each a function of the form, the new file and the values."""
