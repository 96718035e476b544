"""Pressing: a form goes in, and is filled in with the mouse in PDFium, which is the reader of Chromium and knows nothing of what made the form."""

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
"""The name of a field and the value of one of its choices."""


@dataclass(frozen=True)
class Choices:
    """The radio buttons on a page."""

    form: Any
    page: Any

    def taken(self) -> dict[Choice, bool]:
        """Every choice, and whether it is taken."""
        return {
            choice: bool(raw.FPDFAnnot_IsChecked(self.form, annotation))
            for choice, annotation in self._all()
        }

    def press(self, wanted: Choice) -> None:
        """A click on a choice."""
        place = raw.FS_RECTF()
        for choice, annotation in self._all():
            if choice == wanted:
                raw.FPDFAnnot_GetRect(annotation, place)
        middle = (place.left + place.right) / 2, (place.top + place.bottom) / 2
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

    def _text(self, tell: Callable[..., int], annotation: Any) -> str:
        letters = (ctypes.c_ushort * (tell(self.form, annotation, None, 0) // 2))()
        tell(self.form, annotation, letters, ctypes.sizeof(letters))
        return bytes(letters).decode("utf-16-le").rstrip("\0")


@contextmanager
def opened(path: Path) -> Iterator[Choices]:
    """The first page of a form, to be filled in."""
    document = pypdfium2.PdfDocument(path)
    document.init_forms()
    page = document[0]
    yield Choices(document.formenv.raw, page)
    page.close()
    document.close()
