"""What is printed: each kind of thing, how it goes through the printer, and in which folder of a pack it lies."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Item:
    """One kind of thing that is printed. `key` is its name in settings and recipes, `title` the whole one.

    `letter` begins its copy numbers. `is_counted`: each copy has a number and is signed for; cards go to whoever they
    are about. `is_locked`: it holds residents' personal data. `edition`: the edition with which it is packed.
    """

    key: str
    title: str
    letter: str
    folder: str
    edition: str
    is_duplex: bool
    is_counted: bool
    is_locked: bool
    binding: str


def _volume(key: str, title: str, letter: str, folder: str, edition: str) -> Item:
    return Item(key, title, letter, folder, edition, True, True, False, "左侧装订成册")  # noqa: FBT003  (a table)


def _cards(key: str, title: str, letter: str, folder: str, binding: str, *, is_locked: bool = False) -> Item:
    return Item(key, title, letter, folder, "internal", False, False, is_locked, binding)  # noqa: FBT003  (a table)


def _poster(key: str, letter: str, *, is_counted: bool) -> Item:
    return Item(key, key, letter, "5 海报", "public", False, is_counted, False, "不装订，防水张贴")  # noqa: FBT003


_CARDS = "4 卡片"
ITEMS = (
    _volume("内部版", "综合应急预案（内部版）", "内", "1 内部版", "internal"),
    _volume("公示版", "综合应急预案（公示版）", "公", "2 公示版", "public"),
    Item("附册", "附册", "附", "3 附册（加锁）", "internal", True, True, True, "左侧装订，装袋密封"),  # noqa: FBT003
    _cards("处置卡", "应急处置卡", "处", _CARDS, "沿裁切线裁开，宜塑封"),
    _cards("工作明白卡", "防灾工作明白卡", "防", _CARDS, "沿裁切线裁开，宜塑封"),
    _poster("海报（A3）", "海A3", is_counted=True),
    _poster("海报（A4）", "海A4", is_counted=True),
    _poster("海报", "海", is_counted=False),  # another than these, of a recipe that somebody changed
    _cards("明白卡", "避险明白卡", "避", "6 避险明白卡（加锁）", "沿裁切线裁开，按户密封", is_locked=True),
)
BY_KEY = {item.key: item for item in ITEMS}
FORMS = "7 签收表"
"""The folder of the receipt forms of each community."""


def item_of(kind: str, title: str) -> Item:
    """What a document of cards is, by its title where that is known, else by its kind."""
    return BY_KEY.get(title) or BY_KEY[kind]
