"""Cases of fonts: `families` that a machine has, a document that `asks` for fonts, `text` that is printed.

`outside`: a PDF that names this font and does not carry it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import wml
from printing import shared_office

from generator.press import fonts
from generator.press import glyphs
from generator.problems import Place
from generator.problems import Problem


def problems(case: dict[str, Any], _folder: Path) -> list[Problem]:
    """What looking at a machine, a document or a PDF reports."""
    if "text" in case:
        return glyphs.check_pdf(shared_office().print_docx(wml.docx(wml.p(case["text"]))).pdf, Place(file="通知.pdf"))
    if "outside" in case:
        return glyphs.check_pdf(_pdf_with(case["outside"]), Place(file="通知.pdf"))
    families = frozenset(case["families"])
    if "asks" in case:
        runs = [wml.r("甲", f'<w:rFonts w:ascii="{name}" w:eastAsia="{name}"/>') for name in case["asks"]]
        styles = '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'
        return fonts.check_asked(wml.docx(wml.p(*runs), styles=styles), families, Place(file="base.docx"))
    return fonts.check_typefaces(families)


def _pdf_with(font: str) -> bytes:
    """A PDF of one page whose font is not in it."""
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<</Font<</F1 4 0 R>>>>>>",
        f"<</Type/Font/Subtype/Type1/BaseFont/{font}>>",
    ]
    body = b"%PDF-1.7\n"
    starts = []
    for number, text in enumerate(objects, 1):
        starts.append(len(body))
        body += f"{number} 0 obj\n{text}\nendobj\n".encode()
    table = "".join(f"{start:010} 00000 n \n" for start in starts)
    tail = f"xref\n0 5\n0000000000 65535 f \n{table}trailer\n<</Size 5/Root 1 0 R>>\nstartxref\n{len(body)}\n%%EOF\n"
    return body + tail.encode()
