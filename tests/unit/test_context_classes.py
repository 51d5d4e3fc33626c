"""Any type of record, also one that the model does not have yet, is masked by the classes of its fields."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest
from invented import facts
from invented import profile
from invented import record

from generator.context.env import Env
from generator.context.env import env_of
from generator.context.plan import whole_plan
from generator.context.revision import RevisionView
from generator.facts.schema import Class
from generator.facts.schema import Need
from generator.facts.schema import Record
from generator.facts.schema import fact
from generator.mask import Edition
from generator.risk import assess

HIDDEN = Class.INTERNAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Key(Record):
    """A key of the storeroom."""

    hook: str | None = fact("挂钩")


@dataclass(frozen=True, slots=True, kw_only=True)
class Storeroom(Record):
    """A record of which everything but its name is for the office."""

    name: str | None = fact("名称", need=Need.REQUIRED)
    place: str | None = fact("位置", cls=HIDDEN, need=Need.REQUIRED)
    number: int | None = fact("箱数", cls=HIDDEN)
    area: float | None = fact("面积", cls=HIDDEN)
    since: date | None = fact("启用", cls=HIDDEN)
    guarded: bool | None = fact("有人看守", cls=HIDDEN)
    shelves: tuple[str, ...] = fact("货架", cls=HIDDEN, many=True)
    key: Key | None = fact("主钥匙", cls=HIDDEN)
    spare: tuple[Key, ...] = fact("备用钥匙", cls=HIDDEN, many=True)
    night_phone: str | None = fact("夜间手机", cls=Class.DUTY)
    guard: str | None = fact("看守", cls=Class.DUTY)


def env(edition: Edition) -> Env:
    made = facts(profile())
    return env_of(made, assess(made.profile, made.standards), edition, RevisionView(), {})


STOREROOM = record(
    Storeroom,
    name="北库",
    place="桥东暗门后",
    number=7,
    area=3.5,
    since=date(2021, 2, 3),
    guarded=True,
    shelves=("第七排", "第八排"),
    key=Key(hook="左一"),
    spare=(Key(hook="右二"),),
    night_phone="19900000099",
    guard="老张",
)


def test_the_public_edition_leaves_out_what_is_for_the_office() -> None:
    assert whole_plan(Storeroom).group(STOREROOM, env(Edition.PUBLIC)) == {
        "名称": "北库",
        "位置": "（内部版载明）",
        "箱数": "（内部版载明）",
        "面积": "（内部版载明）",
        "启用": "（内部版载明）",
        "有人看守": False,
        "有人看守文字": "（内部版载明）",
        "货架": "（内部版载明）",
        "货架列表": ["（内部版载明）"],
        "主钥匙": {},
        "有主钥匙": False,
        "备用钥匙": [],
        "夜间手机": "1990****099",
        "看守": "（内部版载明）",
    }


def test_the_internal_edition_says_it_all() -> None:
    made = whole_plan(Storeroom).group(STOREROOM, env(Edition.INTERNAL))
    assert (made["位置"], made["箱数"], made["面积"], made["启用"]) == ("桥东暗门后", 7, 3.5, "2021年2月3日")
    assert (made["货架列表"], made["主钥匙"], made["有主钥匙"]) == (["第七排", "第八排"], {"挂钩": "左一"}, True)
    assert made["备用钥匙"] == [{"序号": 1, "挂钩": "右二"}]
    assert (made["夜间手机"], made["看守"]) == ("19900000099", "老张")


@pytest.mark.parametrize("edition", list(Edition))
def test_what_is_missing_is_missing_in_every_edition(edition: Edition) -> None:
    made = whole_plan(Storeroom).group(record(Storeroom), env(edition))
    assert (made["位置"], made["箱数"], made["有人看守"], made["有人看守文字"], made["货架列表"]) == (
        "（待填：位置）",
        "",
        False,
        "",
        [],
    )
