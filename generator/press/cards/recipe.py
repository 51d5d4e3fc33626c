"""卡片方案: the recipe `templates/cards/cards.yaml`, read into records.

Example:
    sets:
      - kind: 处置卡
        title: 应急处置卡
        page: A5
        cards:
          - {file: post/storekeeper.docx, title: 物资保管员, each: 岗位, called: 岗, where: 岗位, among: [物资保管员]}
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from generator.facts.schema import Need
from generator.facts.schema import Record
from generator.facts.schema import fact
from generator.mask import Edition
from generator.outline.recipe import EDITIONS
from generator.outline.recipe import Condition

KINDS = ("处置卡", "明白卡", "工作明白卡", "海报", "附册")
PAGES = ("A5", "A4", "A4横", "A3")


class Paper(StrEnum):
    """What sheets a printer takes."""

    A4 = "A4"
    A3 = "A3"


@dataclass(frozen=True, slots=True, kw_only=True)
class Card(Record):
    """One Word file of the recipe, and for whom it is printed."""

    file: str | None = fact("文件", "templates/cards 下的 Word 文件", need=Need.REQUIRED, length=120)
    title: str | None = fact("标题", need=Need.REQUIRED, length=60)
    each: str | None = fact("逐项", "列表名称；每一项印一张", length=40)
    called: str | None = fact("逐项名称", "卡片里怎么称呼这一项", length=20)
    where: str | None = fact("看哪一栏", "只印这一栏的值在 among 里的项", length=40)
    among: tuple[str, ...] = fact("所列的值", many=True)
    unless: str | None = fact("不印", "这一栏为“是”的项不印", length=40)
    together: bool | None = fact("接着排", "各项接着排，不另起页；附册用")
    when: Condition | None = fact("条件", "写法同 templates/manual/manual.yaml")


@dataclass(frozen=True, slots=True, kw_only=True)
class CardSet(Record):
    """A document of the recipe: its cards, its page, and what it may hold."""

    kind: str | None = fact("种类", need=Need.REQUIRED, choices=KINDS)
    title: str | None = fact("名称", "文件名里用", need=Need.REQUIRED, length=40)
    page: str | None = fact("纸面", "一张卡片的大小", need=Need.REQUIRED, choices=PAGES)
    sheet: str | None = fact("拼版纸", "几张卡片拼在一张什么纸上；不写就不拼", choices=tuple(Paper))
    edition: str | None = fact("版别", choices=EDITIONS)
    personal: bool | None = fact("含住户信息", "从人员名册来；只放进 output/personal")
    one_page: bool | None = fact("一张一页", "放不下一页的要报出来")
    copies: tuple[str, ...] = fact("各联", "每一项印几联，每一联写明留在谁手里", many=True)
    prints: int | None = fact("份数", "每一页印几份；附册按签收表另编号", low=1, high=500)
    cards: tuple[Card, ...] = fact("卡片", need=Need.REQUIRED, many=True)

    @property
    def what(self) -> Edition:
        """How much of contacts and internal values its templates see."""
        return Edition(self.edition or Edition.INTERNAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class CardRecipe(Record):
    """`templates/cards/cards.yaml`."""

    schema: int | None = fact("格式版本", need=Need.REQUIRED, low=1, high=1)
    sets: tuple[CardSet, ...] = fact("卡片种类", need=Need.REQUIRED, many=True)
