"""The fonts that stand in: one list for the doctor and for LibreOffice."""

from __future__ import annotations

import pytest
import wml
from lxml import etree

from generator.press.fonts import FONTS_CONF
from generator.press.fonts import TYPEFACES
from generator.press.fonts import fonts_asked

ALIASES = {
    alias.findtext("family"): [family.text for family in alias.findall("prefer/family")]
    for alias in etree.parse(FONTS_CONF).getroot().findall("alias")
}
NAMES = [(name, face) for face in TYPEFACES for name in face.proper if name in ALIASES]


@pytest.mark.parametrize(("name", "face"), NAMES, ids=[name for name, _face in NAMES])
def test_libreoffice_is_told_the_same_fonts_in_the_same_order(name: str, face: object) -> None:
    wanted = next(one for one in TYPEFACES if one is face)
    stand_in = [family for family in ALIASES[name] if family not in wanted.proper]
    assert stand_in == [font.family for font in wanted.instead]


def test_every_typeface_of_official_documents_has_its_alias() -> None:
    assert {"方正小标宋简体", "仿宋_GB2312", "仿宋", "楷体_GB2312", "楷体", "黑体", "宋体"} <= set(ALIASES)


def test_fonts_are_found_in_styles_and_text() -> None:
    data = wml.docx(wml.p(wml.r("甲", '<w:rFonts w:hAnsi="A&amp;B" w:hint="eastAsia"/>')), styles=wml.styles())
    assert fonts_asked(data) == {"A&B", "Times New Roman", "仿宋_GB2312"}
