"""Distribution: of what is printed, who is handed how many copies."""

from __future__ import annotations

from dataclasses import dataclass

from generator.facts.model.organisation import POSTS
from generator.facts.schema import Need
from generator.facts.schema import Record
from generator.facts.schema import fact

ITEMS = ("内部版", "公示版", "附册", "海报（A3）", "海报（A4）")
"""What has numbered copies; cards go to whoever they are about."""

HOLDING_POSTS = tuple(
    dict.fromkeys(("组长", "副组长", "驻村（社）干部", "小组组长", "网格长", "风险点监测员", *POSTS)),
)
PLACES = ("每个网格", "每个避灾安置场所", "每个风险点")


@dataclass(frozen=True, slots=True, kw_only=True)
class Distribution(Record):
    """Who holds copies of one thing that is printed. Whoever has several of the posts gets one copy.

    Example:
        distribution:
          - {item: 内部版, posts: [组长, 副组长, 网格长], offices: [社区应急值班室], source: 区应急管理局2026年通知}
          - {item: 海报（A3）, places: [每个网格, 每个避灾安置场所], source: 区应急管理局2026年通知}
    """

    item: str | None = fact("印件", need=Need.REQUIRED, choices=ITEMS)
    posts: tuple[str, ...] = fact("岗位", "担任这些岗位的人各一份", choices=HOLDING_POSTS, many=True)
    places: tuple[str, ...] = fact("张贴和存放", "每处一份", choices=PLACES, many=True)
    offices: tuple[str, ...] = fact("单位和场所", "每个社区各给一份；“社区（村）”“街镇”印成名称", many=True)
    copies: int | None = fact("每处份数", "不写就是1份", unit="份", low=1, high=200)
    source: str | None = fact("来源", need=Need.REQUIRED)
