"""Fill in the radio buttons of a PDF form with PDFium, Chromium's PDF reader."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2
from pypdfium2 import raw

Choice = tuple[str, str]
"""The name of a field, and the value of one of its buttons."""


@dataclass(frozen=True)
class RadioButtons:
    """The radio buttons on a page of a form."""

    form: Any
    page: Any

    def states(self) -> dict[Choice, bool]:
        """Every button, and whether it is selected."""
        return {
            choice: bool(raw.FPDFAnnot_IsChecked(self.form, annotation))
            for choice, annotation in self._all()
        }

    def click(self, choice_to_click: Choice) -> None:
        """Click on a button."""
        box = raw.FS_RECTF()
        for choice, annotation in self._all():
            if choice == choice_to_click:
                raw.FPDFAnnot_GetRect(annotation, box)
        middle = (box.left + box.right) / 2, (box.top + box.bottom) / 2
        for event in (raw.FORM_OnMouseMove, raw.FORM_OnLButtonDown, raw.FORM_OnLButtonUp):
            event(self.form, self.page.raw, 0, *middle)

    def _all(self) -> Iterator[tuple[Choice, Any]]:
        for number in range(raw.FPDFPage_GetAnnotCount(self.page.raw)):
            annotation = raw.FPDFPage_GetAnnot(self.page.raw, number)
            if (
                raw.FPDFAnnot_GetFormFieldType(self.form, annotation)
                == raw.FPDF_FORMFIELD_RADIOBUTTON
            ):
                yield (
                    (
                        self._text(raw.FPDFAnnot_GetFormFieldName, annotation),
                        self._text(raw.FPDFAnnot_GetFormFieldExportValue, annotation),
                    ),
                    annotation,
                )
            raw.FPDFPage_CloseAnnot(annotation)

    def _text(self, read: Callable[..., int], annotation: Any) -> str:
        """The UTF-16 text that a function of PDFium reads from an annotation."""
        buffer = (ctypes.c_ushort * (read(self.form, annotation, None, 0) // 2))()
        read(self.form, annotation, buffer, ctypes.sizeof(buffer))
        return bytes(buffer).decode("utf-16-le").rstrip("\0")


@contextmanager
def open_form(path: Path) -> Iterator[RadioButtons]:
    """Open the first page of a form; changes are not saved."""
    document = pypdfium2.PdfDocument(path)
    document.init_forms()
    page = document[0]
    yield RadioButtons(document.formenv.raw, page)
    page.close()
    document.close()
