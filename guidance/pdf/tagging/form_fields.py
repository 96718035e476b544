"""Form fields: texts that shrink to fit, in a font that has every letter, and blank appearances.

WeasyPrint sets `NeedAppearances`, with which a viewer draws the fields anew and may save no
appearance at all: other programs then show boxes, or nothing, where somebody has typed.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from typing import Any

import pydyf

FORM_FONT = "Wingdings"
"""The name of the font in the form, by which viewers select it.

PDFium, the viewer of Chromium, uses the font of a field only for letters of Western Europe, unless
its name is that of a font of symbols; other letters get a font of the machine, or are left out.
Viewers draw the embedded font, whatever its name.
"""
SHRINKS = 0
"""The font size with which a viewer fits a text to its field."""
READ_ONLY = 1
"""The field flag "ReadOnly" (ISO 32000-1, table 221)."""
_FONT_OF_PAGE = re.compile(rb"/([^\s/]+) [\d.]+ Tf")
_COLOUR = re.compile(rb"(?<![\d.])[\d.]+ [\d.]+ [\d.]+ rg")
_LAST_CODE = 0xFFFF
_CODES_PER_BLOCK = 100
"""The most entries that a block of a CMap may have."""


def complete_form(pdf: Any, html: Any) -> None:
    """Give each field of a form an appearance, and its texts a font that viewers can write with.

    Inputs of the type `hidden`, which WeasyPrint leaves out, become fields that nobody sees. The
    structure tree must have been written: it would remove the new objects.
    """
    form = pdf.catalog.get("AcroForm")
    if form is None:
        return
    form.pop("NeedAppearances", None)
    fields = [_resolve(pdf, reference) for reference in form["Fields"]]
    texts = [field for field in fields if field["FT"] == "/Tx"]
    if texts:
        font = _form_font(pdf, form, texts[0])
        form["DR"] = pydyf.Dictionary({"Font": pydyf.Dictionary({FORM_FONT: font})})
    blanks = _Blanks(pdf)
    for field in texts:
        colour = _COLOUR.search(_bytes(field["DA"]))
        colour_operator = colour.group() if colour else b"0 g"
        field["DA"] = pydyf.String(b"%s /%s %d Tf" % (colour_operator, FORM_FONT.encode(), SHRINKS))
        field["AP"] = pydyf.Dictionary({"N": blanks.like(field)})
    for field in fields:
        for button in (_resolve(pdf, kid) for kid in field.get("Kids", ())):
            button["AP"]["N"]["Off"] = blanks.like(button)
    _add_hidden_fields(pdf, form, html)


class _Blanks:
    """Empty appearances, one for each size."""

    def __init__(self, pdf: Any) -> None:
        self.pdf = pdf
        self.by_size: dict[tuple[float, float], bytes] = {}

    def like(self, widget: Any) -> bytes:
        """The reference of an empty appearance of the size of a widget."""
        x1, y1, x2, y2 = widget["Rect"]
        size = (round(abs(x2 - x1), 3), round(abs(y2 - y1), 3))
        if size not in self.by_size:
            blank = pydyf.Stream(
                [b"/Tx BMC EMC"] if widget.get("FT") == "/Tx" else [],
                {
                    "Type": "/XObject",
                    "Subtype": "/Form",
                    "BBox": pydyf.Array([0, 0, *size]),
                    "Resources": pydyf.Dictionary(),
                },
            )
            self.pdf.add_object(blank)
            self.by_size[size] = blank.reference
        return self.by_size[size]


def _add_hidden_fields(pdf: Any, form: Any, html: Any) -> None:
    for element in html.iter("input"):
        if element.get("type") == "hidden":
            field = pydyf.Dictionary(
                {
                    "FT": "/Tx",
                    "T": pydyf.String(element.get("name")),
                    "V": pydyf.String(element.get("value")),
                    "Ff": READ_ONLY,
                }
            )
            pdf.add_object(field)
            form["Fields"].append(field.reference)


def _form_font(pdf: Any, form: Any, field: Any) -> bytes:
    """Add a font whose codes are those of Unicode, with the glyphs of the font of a field.

    WeasyPrint's own font has the numbers of glyphs as codes, so that letters with one glyph, such
    as the micro sign and the Greek mu, share a code, and viewers cannot write one of them.
    """
    from fontTools.ttLib import TTFont

    found = _FONT_OF_PAGE.search(_bytes(field["DA"]))
    if not found:
        raise ValueError("WeasyPrint names no font for a field")
    fonts = _resolve(pdf, _resolve(pdf, form["DR"])["Font"])
    page_font = _resolve(pdf, fonts[found.group(1).decode()])
    page_glyphs = _resolve(pdf, page_font["DescendantFonts"][0])
    descriptor = _resolve(pdf, page_glyphs["FontDescriptor"])
    file = _resolve(pdf, descriptor["FontFile2"]).stream[0]
    font = TTFont(io.BytesIO(file))
    glyphs = {
        code: font.getGlyphID(name)
        for code, name in sorted(font.getBestCmap().items())
        if code <= _LAST_CODE
    }
    advances = font["hmtx"].metrics
    scale = 1000 / font["head"].unitsPerEm
    widths = {code: round(advances[font.getGlyphName(glyphs[code])][0] * scale) for code in glyphs}
    glyph_map = pydyf.Stream(
        [b"".join(glyphs.get(code, 0).to_bytes(2, "big") for code in range(_LAST_CODE + 1))],
        compress=True,
    )
    to_unicode = pydyf.Stream([*_cmap(list(glyphs))], compress=True)
    for each in (glyph_map, to_unicode):
        pdf.add_object(each)
    descendant = pydyf.Dictionary(
        {
            **{
                key: page_glyphs[key]
                for key in ("Type", "Subtype", "BaseFont", "CIDSystemInfo", "FontDescriptor")
            },
            "CIDToGIDMap": glyph_map.reference,
            "W": _width_array(widths),
        }
    )
    pdf.add_object(descendant)
    form_font = pydyf.Dictionary(
        {
            "Type": "/Font",
            "Subtype": "/Type0",
            "BaseFont": page_font["BaseFont"],
            "Encoding": "/Identity-H",
            "DescendantFonts": pydyf.Array([descendant.reference]),
            "ToUnicode": to_unicode.reference,
        }
    )
    pdf.add_object(form_font)
    reference: bytes = form_font.reference
    return reference


def _width_array(widths: Mapping[int, int]) -> Any:
    """The widths of a font, as pairs of a first code and the widths from it on."""
    array = pydyf.Array()
    run = pydyf.Array()
    for code, width in widths.items():
        if code - 1 not in widths:
            run = pydyf.Array()
            array.extend((code, run))
        run.append(width)
    return array


def _cmap(codes: list[int]) -> Iterator[bytes]:
    """A CMap in which each code stands for itself."""
    yield b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap"
    yield b"/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def"
    yield b"/CMapName /Adobe-Identity-UCS def /CMapType 2 def"
    yield b"1 begincodespacerange <0000> <ffff> endcodespacerange"
    for first in range(0, len(codes), _CODES_PER_BLOCK):
        block = codes[first : first + _CODES_PER_BLOCK]
        yield b"%d beginbfchar" % len(block)
        yield from (b"<%04x> <%04x>" % (code, code) for code in block)
        yield b"endbfchar"
    yield b"endcmap CMapName currentdict /CMap defineresource pop end end"


def _resolve(pdf: Any, value: Any) -> Any:
    """The object of a reference; other values as they are."""
    return pdf.objects[int(value.split()[0])] if isinstance(value, bytes) else value


def _bytes(text: Any) -> bytes:
    """The bytes of a PDF string."""
    string = text.string
    return string if isinstance(string, bytes) else string.encode()
