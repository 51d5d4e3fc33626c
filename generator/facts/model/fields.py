"""Fields that a district adds to profiles without any Python (`plans/fields.yaml`)."""

from __future__ import annotations

from dataclasses import dataclass

from generator.facts.schema import Need
from generator.facts.schema import Record
from generator.facts.schema import fact

TYPES = ("text", "number", "flag", "date", "texts")


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtraField(Record):
    """One added field; its value stands under `extra:` in each profile.

    Example:
        fields: [{key: chemical_depots, title: 危化品储存点, type: number, unit: 处, class: P, need: R}]
    """

    key: str | None = fact("键", "英文小写，profile.yaml 里 extra 下用", need=Need.REQUIRED, length=40)
    title: str | None = fact("名称", "中文名，模板里用", need=Need.REQUIRED, length=30)
    type: str | None = fact("值类型", need=Need.REQUIRED, choices=TYPES)
    unit: str | None = fact("单位", length=20)
    class_: str | None = fact(
        "数据类别", "P公开 D值守联系 I内部；居民个人信息不得写进档案", need=Need.REQUIRED, choices=("P", "D", "I")
    )
    meaning: str | None = fact("含义")
    need: str | None = fact("必填", "R必填 O可不填", choices=("R", "O"))


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtraFields(Record):
    """`plans/fields.yaml`."""

    schema: int | None = fact("格式版本", need=Need.REQUIRED, low=1, high=1)
    fields: tuple[ExtraField, ...] = fact("增加的字段", need=Need.REQUIRED, many=True)
