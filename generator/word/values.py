r"""Rich values for contexts: docxtpl's, with the same names and looks, made of plain data.

    RichText("危险", bold=True, color="FF0000")      {{r 提示 }}
    Listing("第一行\n第二行\a新的一段")                 {{ 清单 }}
    RichTextParagraph(RichText("标题"), parastyle="a3")  {{p 段落 }}
    InlineImage(png_bytes, width=mm(120))             {{ 平面图 }}

Text in them comes out literally. What a value may stand in is checked: formatted text fits into text and runs,
paragraphs only into `{{p …}}`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import TypedDict

from generator.problems.words import N_
from generator.word.pictures import EMU_PER_MM
from generator.word.pictures import read_picture
from generator.word.printing import Spot
from generator.word.printing import legal_text
from generator.word.refusal import MisplacedValueError

if TYPE_CHECKING:
    from typing import Unpack

    from generator.word.state import RenderState

_PARTS = re.compile("(\r\n|[\r\n\t\a\f])")
_UNDERLINES = frozenset({"single", "double", "thick", "dotted", "dash", "dotDash", "dotDotDash", "wave"})
_DRAWING = (
    '<w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{cx}" cy="{cy}"/>'
    '<wp:docPr id="{id}" name="Picture {id}"{alt}>{link}</wp:docPr><wp:cNvGraphicFramePr>'
    '<a:graphicFrameLocks xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" noChangeAspect="1"/>'
    '</wp:cNvGraphicFramePr><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr>'
    '<pic:cNvPr id="0" name="{name}">{link}</pic:cNvPr><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
    '<a:blip xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:embed="{embed}"/>'
    '<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>'
    '<a:ext cx="{cx}" cy="{cy}"/></a:xfrm><a:prstGeom prst="rect"/></pic:spPr></pic:pic></a:graphicData></a:graphic>'
    "</wp:inline></w:drawing>"
)
_CLICK = (
    '<a:hlinkClick xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="{id}"/>'
)


def mm(length: float) -> int:
    """Millimetres in the English Metric Units that drawings are measured in."""
    return round(length * EMU_PER_MM)


class RunFormat(TypedDict, total=False):
    """How a stretch of text looks; `style` is a style id, `size` half points.

    `font` may name a region: `eastAsia:仿宋`.

    `url` makes a link; `url_id` is a relationship's id that exists already.
    """

    style: str
    color: str
    highlight: str
    size: int
    subscript: bool
    superscript: bool
    bold: bool
    italic: bool
    underline: bool | str
    strike: bool
    font: str
    url: str
    url_id: str
    rtl: bool
    lang: str


class RichText:
    """Text in runs of their own formats, for `{{r …}}`; in a plain `{{ … }}` it parts the run around it."""

    __slots__ = ("_runs",)

    def __init__(self, text: object = None, **look: Unpack[RunFormat]) -> None:
        self._runs: list[tuple[str, RunFormat]] = []
        if text:
            self.add(text, **look)

    def add(self, text: object, **look: Unpack[RunFormat]) -> None:
        """Append a stretch of text, or another rich text with its own formats."""
        if isinstance(text, RichText):
            self._runs += text._runs  # noqa: SLF001  (of the same class)
        else:
            self._runs.append((text.decode(errors="strict") if isinstance(text, bytes) else str(text), look))

    def to_xml(self, spot: Spot, state: RenderState) -> bytes:
        """The runs, as the spot needs them."""
        return in_runs(self.runs(spot, state), spot).encode()

    def runs(self, spot: Spot, state: RenderState) -> str:
        """The runs' XML."""
        return "".join([_run(text, look, spot, state) for text, look in self._runs])


class RichTextParagraph:
    """Paragraphs of rich text, for `{{p …}}`; `parastyle` is a style id."""

    __slots__ = ("_paragraphs",)

    def __init__(self, text: object = None, parastyle: str = "") -> None:
        self._paragraphs: list[tuple[RichText, str]] = []
        if text:
            self.add(text, parastyle)

    def add(self, text: object, parastyle: str = "") -> None:
        """Append a paragraph."""
        self._paragraphs.append((text if isinstance(text, RichText) else RichText(text), parastyle))

    def to_xml(self, spot: Spot, state: RenderState) -> bytes:
        """The paragraphs."""
        if spot.position != "paragraph":
            raise MisplacedValueError(N_("a paragraph"), N_("print it with {{p … }}"))
        pieces = []
        for text, style in self._paragraphs:
            properties = f'<w:pPr><w:pStyle w:val="{legal_text(style)}"/></w:pPr>' if style else ""
            inside = Spot("run", properties, "")
            pieces.append(f"<w:p>{properties}{text.runs(inside, state)}</w:p>")
        return "".join(pieces).encode()


@dataclass(frozen=True, slots=True)
class Listing:
    r"""Text whose line breaks, tabs, new paragraphs (`\a`) and pages (`\f`) keep the format around the tag."""

    text: object

    def to_xml(self, spot: Spot, state: RenderState) -> bytes:  # noqa: ARG002  (every rich value is asked alike)
        """The text, broken as it says."""
        text = str(self.text)
        if spot.position in {"attribute", "plain"}:
            return legal_text(_PARTS.sub(" ", text)).encode()
        inner = _broken(text, spot.run_properties, spot.paragraph_properties)
        if spot.position == "text":
            return inner.encode()
        return in_runs(spot.run(inner), spot).encode()


@dataclass(frozen=True, slots=True)
class InlineImage:
    """A picture in the text, from its bytes; `width` and `height` in EMU (see `mm`), one gives the other.

    `anchor`: an address that a click on the picture opens. `description`: what readers who cannot see it are told.
    """

    data: bytes = field(repr=False)
    width: int | None = None
    height: int | None = None
    anchor: str = ""
    description: str = ""

    def to_xml(self, spot: Spot, state: RenderState) -> bytes:
        """The drawing in a run of its own."""
        picture = read_picture(self.data)
        width, height = self.width, self.height
        if width is None and height is None:
            width, height = picture.width_emu, picture.height_emu
        elif width is None and height is not None:
            width = round(picture.width_emu * (height / picture.height_emu))
        elif height is None and width is not None:
            height = round(picture.height_emu * (width / picture.width_emu))
        drawing = _DRAWING.format(
            cx=width,
            cy=height,
            id=state.drawing_id().decode(),
            name=f"image.{picture.extension}",
            alt=f' descr="{legal_text(self.description)}"' if self.description else "",
            link=_CLICK.format(id=state.hyperlink(self.anchor)) if self.anchor else "",
            embed=state.image(self.data, picture.extension, picture.content_type),
        )
        return in_runs(f"<w:r>{drawing}</w:r>", spot).encode()


def in_runs(runs: str, spot: Spot) -> str:
    """The runs, as the spot needs them: in place, parting the run around the tag, or in a paragraph."""
    if spot.position == "run":
        return runs
    if spot.position == "text":
        return f'</w:t></w:r>{runs}<w:r>{spot.run_properties}<w:t xml:space="preserve">'
    if spot.position == "paragraph":
        return f"<w:p>{spot.paragraph_properties}{runs}</w:p>"
    raise MisplacedValueError(N_("formatted text"), N_("print it where text is"))


def _run(text: str, look: RunFormat, spot: Spot, state: RenderState) -> str:
    """One run, in a link if it has one."""
    properties = _run_properties(look)
    run = (
        f'<w:r>{properties}<w:t xml:space="preserve">{_broken(text, properties, spot.paragraph_properties)}</w:t></w:r>'
    )
    link = look.get("url_id") or (state.hyperlink(look["url"]) if look.get("url") else "")
    return f'<w:hyperlink r:id="{legal_text(link)}" w:tgtFrame="_blank">{run}</w:hyperlink>' if link else run


def _run_properties(look: RunFormat) -> str:
    """The run properties, in the order that the schema gives them."""
    complex_script = ("bCs", "iCs") if look.get("rtl") else ("", "")
    underline = look.get("underline")
    values: list[tuple[str, object]] = [
        ("rStyle", look.get("style")),
        ("rFonts", _fonts(look["font"]) if look.get("font") else ""),
        ("b", look.get("bold")),
        (complex_script[0], look.get("bold")),
        ("i", look.get("italic")),
        (complex_script[1], look.get("italic")),
        ("strike", look.get("strike")),
        ("color", look.get("color", "").removeprefix("#")),
        ("sz", look.get("size")),
        ("szCs", look.get("size")),
        ("u", underline if underline in _UNDERLINES else "single" if underline else ""),
        ("shd", look.get("highlight", "").removeprefix("#")),
        ("vertAlign", "superscript" if look.get("superscript") else "subscript" if look.get("subscript") else ""),
        ("rtl", "true" if look.get("rtl") else ""),
        ("lang", look.get("lang")),
    ]
    pieces = [_property(name, value) for name, value in values if name and value]
    return f"<w:rPr>{''.join(pieces)}</w:rPr>" if pieces else ""


def _property(name: str, value: object) -> str:
    """One run property."""
    if name == "rFonts":
        return str(value)
    if value is True:
        return f"<w:{name}/>"
    escaped = legal_text(str(value))
    if name == "shd":
        return f'<w:shd w:val="clear" w:color="auto" w:fill="{escaped}"/>'
    return f'<w:{name} w:val="{escaped}"/>'


def _fonts(font: str) -> str:
    """The fonts of a run: one name for Latin text, and for a region's own if it is named: `eastAsia:仿宋`."""
    region, _, name = font.rpartition(":")
    escaped = legal_text(name)
    own = f' w:eastAsia="{escaped}"' if region == "eastAsia" else ""
    return f'<w:rFonts w:ascii="{escaped}" w:hAnsi="{escaped}" w:cs="{escaped}"{own}/>'


def _broken(text: str, run_properties: str, paragraph_properties: str) -> str:
    """The inside of a text element, with breaks, tabs, new paragraphs and pages as markup."""
    begin = f'<w:r>{run_properties}<w:t xml:space="preserve">'
    signs = {
        "\t": '</w:t><w:tab/><w:t xml:space="preserve">',
        "\a": f"</w:t></w:r></w:p><w:p>{paragraph_properties}{begin}",
        "\f": f'</w:t></w:r></w:p><w:p><w:r><w:br w:type="page"/></w:r></w:p><w:p>{paragraph_properties}{begin}',
    }
    line = '</w:t><w:br/><w:t xml:space="preserve">'
    parts = _PARTS.split(text)
    for index, part in enumerate(parts):
        parts[index] = signs.get(part, line) if index % 2 else legal_text(part)
    return "".join(parts)
