"""A one-line builder for WordprocessingML: paragraphs, tables, parts and whole packages for tests.

Example: `docx(p("总则", "heading 1"), p("正文 {{ 名 }}"), styles=styles("heading 1", "表题"))`.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape
from xml.sax.saxutils import quoteattr

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" mc:Ignorable="w14"'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPES = {
    "header": f"{_MAIN}.header+xml",
    "footer": f"{_MAIN}.footer+xml",
    "footnotes": f"{_MAIN}.footnotes+xml",
    "endnotes": f"{_MAIN}.endnotes+xml",
    "comments": f"{_MAIN}.comments+xml",
    "numbering": f"{_MAIN}.numbering+xml",
}
A4 = (
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1474" w:bottom="1440" w:left="1587" '
    'w:header="851" w:footer="992" w:gutter="0"/>'
)
LANDSCAPE = (
    '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" '
    'w:left="1440" w:header="851" w:footer="992" w:gutter="0"/>'
)
# A 1 × 1 pixel PNG.
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8ffff3f0005fe02fe"
    "dccc59e70000000049454e44ae426082"
)


def local(element: etree._Element) -> str:
    """The name of an element without its namespace."""
    return etree.QName(element).localname


def style_id(name: str) -> str:
    """The id that the builder gives to the style called `name`: digits and letters of its code points."""
    return "s" + "".join(c if c.isascii() and c.isalnum() else f"{ord(c):x}" for c in name)


def r(text: str, props: str = "") -> str:
    """A run of `text`."""
    return f'<w:r>{f"<w:rPr>{props}</w:rPr>" if props else ""}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(*content: str, style: str = "", props: str = "", ident: str = "") -> str:
    """A paragraph; content that is not XML becomes a run. `style` is a name, `ident` a literal style id."""
    ident = ident or (style_id(style) if style else "")
    inside = (f'<w:pStyle w:val="{ident}"/>' if ident else "") + props
    runs = "".join(c if c.startswith("<") else r(c) for c in content)
    return f"<w:p>{f'<w:pPr>{inside}</w:pPr>' if inside else ''}{runs}</w:p>"


def table(*rows: tuple[str, ...], style: str = "") -> str:
    """A table of rows of cells; a cell that is not XML becomes a paragraph."""
    width = max(len(row) for row in rows)
    grid = '<w:gridCol w:w="2000"/>' * width
    name = f'<w:tblStyle w:val="{style_id(style)}"/>' if style else ""
    body = "".join(
        "<w:tr>"
        + "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr>{c if c.startswith("<") else p(c)}</w:tc>'
            for c in row
        )
        + "</w:tr>"
        for row in rows
    )
    props = f'<w:tblPr>{name}<w:tblW w:w="0" w:type="auto"/></w:tblPr>'
    return f"<w:tbl>{props}<w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"


def picture(rel: str = "rIdPic", ident: int = 1, name: str = "图", descr: str = "") -> str:
    """A run with an inline picture."""
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="360000" cy="360000"/>'
        f'<wp:docPr id="{ident}" name={quoteattr(name)}{f" descr={quoteattr(descr)}" if descr else ""}/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr id="{ident}" name={quoteattr(name)}/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{rel}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="360000" cy="360000"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def sect(*inside: str, setup: str = A4) -> str:
    """A sectPr: references first, then the page set-up, then the rest."""
    references = "".join(i for i in inside if "Reference" in i)
    return f"<w:sectPr>{references}{setup}{''.join(i for i in inside if 'Reference' not in i)}</w:sectPr>"


def section_break(*inside: str, setup: str = A4) -> str:
    """An empty paragraph that ends a section."""
    return f"<w:p><w:pPr>{sect(*inside, setup=setup)}</w:pPr></w:p>"


def styles(*names: str, extra: str = "", **kinds: str) -> str:
    """styles.xml with Normal, the default styles and a style for each name.

    Names that begin with "heading" get an outline level; `kinds` maps names to "character" or "table".
    """
    made = ""
    for name in (*names, *kinds):
        kind = kinds.get(name, "paragraph")
        level = name.rsplit(" ", 1)[-1]
        outline = f'<w:pPr><w:outlineLvl w:val="{int(level) - 1}"/></w:pPr>' if name.startswith("heading ") else ""
        head = f'<w:style w:type="{kind}" w:styleId="{style_id(name)}">'
        made += f"{head}<w:name w:val={quoteattr(name)}/>{outline}</w:style>"
    return (
        f"<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>"
        '<w:rFonts w:ascii="Times New Roman" w:eastAsia="仿宋_GB2312"/><w:sz w:val="32"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="a0"><w:name w:val="Default Paragraph Font"/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="a1"><w:name w:val="Normal Table"/></w:style>'
        f"{made}{extra}</w:styles>"
    )


def part(root: str, *content: str) -> str:
    """A part such as a header: `part("w:hdr", p("页眉"))`."""
    return f"<{root} {NAMESPACES}>{''.join(content)}</{root}>"


def numbering(*lists: tuple[int, str, str], levels: str = "") -> str:
    """numbering.xml of lists (number, format, level text), each an abstract list and its instance of one number."""
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{n}"><w:nsid w:val="{n:08X}"/><w:multiLevelType w:val="hybridMultilevel"/>'
        f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{fmt}"/>{levels}<w:lvlText w:val={quoteattr(text)}/>'
        '<w:lvlJc w:val="left"/></w:lvl></w:abstractNum>'
        for n, fmt, text in lists
    )
    nums = "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n, _, _ in lists)
    return part("w:numbering", abstract, nums)


def docx(
    *body: str,
    styles: str = "",
    section: str = "",
    parts: Mapping[str, str | bytes] | None = None,
    links: Mapping[str, tuple[str, str]] | None = None,
    settings: str = "",
    root: str = "",
) -> bytes:
    """A package.

    `parts` maps names below word/ to content; a part whose name begins with a known kind (header1.xml,
    footnotes.xml, media/x.png) is related to the document by the id `rId_<name>` or the ids in `links`,
    which map an id to (relationship kind, target). `root` are attributes of the document's root in place of
    mc:Ignorable.
    """
    stored: dict[str, str | bytes] = dict(parts or {})
    stored.setdefault("styles.xml", styles or globals()["styles"]())
    stored.setdefault("settings.xml", part("w:settings", settings))
    document = part("w:document", f"<w:body>{''.join(body)}{section or sect()}</w:body>")
    stored["document.xml"] = document.replace(' mc:Ignorable="w14"', root, 1) if root else document
    types = ""
    relations = ""
    named = dict(links or {})
    taken = {target for _, target in named.values()}
    for name in sorted(stored):
        kind = "".join(c for c in name.partition(".")[0] if c.isalpha())
        if name.startswith("media/") or "/_rels/" in f"/{name}":
            kind = "image"
        elif name != "document.xml":
            content_type = _TYPES.get(kind, f"{_MAIN}.{kind}+xml")
            types += f'<Override PartName="/word/{name}" ContentType="{content_type}"/>'
        if name not in taken and name != "document.xml" and "_rels/" not in name:
            named[f"rId_{name.replace('/', '_')}"] = (kind, name)
    for ident, (kind, target) in named.items():
        mode = ' TargetMode="External"' if "://" in target or target.startswith("mailto:") else ""
        relations += f'<Relationship Id="{ident}" Type="{OFFICE}/{kind}" Target={quoteattr(target)}{mode}/>'
    package = "http://schemas.openxmlformats.org/package/2006"
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_MAIN}.document.main+xml"/>{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{package}/relationships">{relations}</Relationships>',
        **{f"word/{name}": content for name, content in stored.items()},
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, _DECLARATION + content if isinstance(content, str) else content)
    return out.getvalue()


def relationships(**targets: tuple[str, str]) -> str:
    """A .rels part: id = (kind, target)."""
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    made = ""
    for ident, (kind, target) in targets.items():
        mode = ' TargetMode="External"' if "://" in target else ""
        made += f'<Relationship Id="{ident}" Type="{OFFICE}/{kind}" Target={quoteattr(target)}{mode}/>'
    return f'<Relationships xmlns="{package}">{made}</Relationships>'
