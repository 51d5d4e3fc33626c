"""What a run says to no effect is left out of a piece; what decides on a font or a space stays."""

from __future__ import annotations

import pytest
from lxml import etree
from wml import NAMESPACES

from generator.word.lighten import lighten

HINT = '<w:rFonts w:hint="eastAsia"/>'
KEPT = ' xml:space="preserve"'


def lightened(inner: str) -> str:
    root = etree.fromstring(f"<w:body {NAMESPACES}><w:p>{inner}</w:p></w:body>")
    lighten(root)
    text = etree.tostring(root[0], encoding="unicode")
    return text[text.index(">") + 1 :].removesuffix("</w:p>")


def run(text: str, properties: str = "", space: str = "") -> str:
    held = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f"<w:r>{held}<w:t{space}>{text}</w:t></w:r>"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (run("转移群众", HINT, KEPT), run("转移群众")),
        (run("21:00 前，《规程》", HINT), run("21:00 前，《规程》")),
        (run("转移", f"{HINT}<w:b/>"), run("转移", "<w:b/>")),
        (
            run("转移", '<w:rFonts w:hint="eastAsia" w:eastAsia="黑体"/>'),
            run("转移", '<w:rFonts w:eastAsia="黑体"/>'),
        ),
    ],
)
def test_hints_and_marks_without_effect_go(before: str, after: str) -> None:
    assert lightened(before) == after


@pytest.mark.parametrize(
    "kept",
    [
        run("“五停”", HINT),  # a quotation mark is wide or narrow, as the hint says
        run("一—二", HINT),
        run("±3 ℃", HINT),
        run(" 前", space=KEPT),
        run("后 ", space=KEPT),
        run("中  间", space=KEPT),
        run("转移", '<w:rFonts w:hint="cs"/>'),
        run("联系{{ 人 }}", HINT, KEPT),
        run("联系", HINT, KEPT) + run("{{ 人 }}", HINT, KEPT),  # what stands beside a tag may be a part of it
    ],
)
def test_what_has_an_effect_stays(kept: str) -> None:
    assert lightened(kept) == kept
