"""目录方案: the recipe `manual.yaml`, read into records.

Example:
    pieces:
      - {file: fire/highrise.docx, title: 高层住宅, band: parts, when: {has: [dwelling_highrise]}}
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator.facts.model.hazards import LEVELS
from generator.facts.schema import Need
from generator.facts.schema import Record
from generator.facts.schema import fact

DEPTHS = ("full", "short")
EDITIONS = ("internal", "public")
# What stands between a number and its text; YAML values lose spaces at their ends, so they have names.
GAPS = ("无", "空格", "全角空格", "制表符")


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition(Record):
    """When a piece applies; all keys that are given must hold."""

    has: tuple[str, ...] = fact("有灾种", "有其中任何一个灾种", many=True)
    level: str | None = fact("看等级", "篇或灾种的键")
    at_least: str | None = fact("不低于", choices=LEVELS)
    at_most: str | None = fact("不高于", choices=LEVELS)
    points: str | None = fact("有点位", "篇的键")
    profile: str | None = fact("档案字段", "profile.yaml 里的字段，下级用点隔开")
    field: str | None = fact("每项的字段", "字段是列表时，看每一项的这个字段")
    among: tuple[str, ...] = fact("所列的值", many=True)
    drills: bool | None = fact("有演练记录")
    any_of: tuple[Condition, ...] = fact("任一", many=True)
    all_of: tuple[Condition, ...] = fact("全部", many=True)
    none_of: tuple[Condition, ...] = fact("都不", many=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece(Record):
    """A piece of the recipe: its file, where it stands, and when it applies."""

    file: str | None = fact("文件", "templates/manual 下的 Word 文件", need=Need.REQUIRED, length=120)
    title: str | None = fact("标题", need=Need.REQUIRED, length=60)
    band: str | None = fact("册", need=Need.REQUIRED, length=20)
    depth: str | None = fact("详略", choices=DEPTHS)
    section: str | None = fact("分节", "base.docx 里的分节名称", length=20)
    new_page: bool | None = fact("另起页")
    each: str | None = fact("逐项", "列表名称；每一项印一次", length=40)
    called: str | None = fact("逐项名称", "段落里怎么称呼这一项", length=20)
    editions: tuple[str, ...] = fact("版别", choices=EDITIONS, many=True)
    when: Condition | None = fact("条件")

    @property
    def is_short(self) -> bool:
        """Whether this is the short form of its chapter or heading."""
        return self.depth == "short"


@dataclass(frozen=True, slots=True, kw_only=True)
class Band(Record):
    """A band of the manual, such as 行动册 or 分篇."""

    key: str | None = fact("键", need=Need.REQUIRED, length=20)
    title: str | None = fact("名称", need=Need.REQUIRED, length=20)
    min_pt: float | None = fact("最小字号", unit="磅", low=5, high=72)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit(Record):
    """How many pages some bands may have together."""

    bands: tuple[str, ...] = fact("册", need=Need.REQUIRED, many=True)
    pages: int | None = fact("页数上限", need=Need.REQUIRED, low=1, high=500)


@dataclass(frozen=True, slots=True, kw_only=True)
class Release(Record):
    """模板发布: the dated, described state of the template set."""

    name: str | None = fact("名称", need=Need.REQUIRED, length=60)
    on: date | None = fact("日期", need=Need.REQUIRED)
    kind: str | None = fact("性质", need=Need.REQUIRED, choices=("style", "wording", "measure"))
    note: str | None = fact("说明", need=Need.REQUIRED)
    due: date | None = fact("更新限期")


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading(Record):
    """How headings of one style are numbered."""

    style: str | None = fact("样式", need=Need.REQUIRED, length=60)
    level: int | None = fact("级别", need=Need.REQUIRED, low=1, high=9)
    format: str | None = fact("编号", "{n} 1、{zh} 一、{alpha} A；空着不编号", length=40)
    after: str | None = fact("编号后", choices=GAPS)
    refer: str | None = fact("引用写法", "别处提到它时怎么印；空着就印编号", length=40)
    counter: str | None = fact("另计", length=20)
    contents: bool | None = fact("进目录")


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption(Record):
    """How captions of one style are numbered and referred to."""

    style: str | None = fact("样式", need=Need.REQUIRED, length=60)
    format: str | None = fact("编号", need=Need.REQUIRED, length=40)
    after: str | None = fact("编号后", choices=GAPS)
    function: str | None = fact("引用函数", need=Need.REQUIRED, length=20)
    tag: str | None = fact("目录标签", "列出这一类题注和页码的地方；空着不列", length=20)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step(Record):
    """How counted steps of one style are numbered."""

    style: str | None = fact("样式", need=Need.REQUIRED, length=60)
    format: str | None = fact("编号", need=Need.REQUIRED, length=40)
    after: str | None = fact("编号后", choices=GAPS)
    restart: str | None = fact("重新计数", choices=("paragraph", "heading"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents(Record):
    """Where the table of contents stands and how deep it goes."""

    tag: str | None = fact("标签", need=Need.REQUIRED, length=20)
    levels: int | None = fact("级数", need=Need.REQUIRED, low=1, high=4)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageReference(Record):
    """How templates refer to the page of a heading."""

    function: str | None = fact("引用函数", need=Need.REQUIRED, length=20)
    format: str | None = fact("写法", "（第{n}页）；不知道页码时整个不印", need=Need.REQUIRED, length=40)


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbering(Record):
    """Everything that is counted in a manual."""

    headings: tuple[Heading, ...] = fact("标题编号", need=Need.REQUIRED, many=True)
    captions: tuple[Caption, ...] = fact("题注编号", need=Need.REQUIRED, many=True)
    steps: tuple[Step, ...] = fact("步骤编号", need=Need.REQUIRED, many=True)
    contents: Contents | None = fact("目录", need=Need.REQUIRED)
    reference: str | None = fact("引用函数", need=Need.REQUIRED, length=20)
    page: PageReference | None = fact("页码引用")


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe(Record):
    """`templates/manual/manual.yaml`."""

    schema: int | None = fact("格式版本", need=Need.REQUIRED, low=1, high=1)
    release: Release | None = fact("模板发布", need=Need.REQUIRED)
    bands: tuple[Band, ...] = fact("分册", need=Need.REQUIRED, many=True)
    limits: tuple[Limit, ...] = fact("页数限制", many=True)
    numbering: Numbering | None = fact("编号", need=Need.REQUIRED)
    pieces: tuple[Piece, ...] = fact("段落文件", need=Need.REQUIRED, many=True)
