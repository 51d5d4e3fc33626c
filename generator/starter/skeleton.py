"""Skeletons: a file of one record type with every key in it, those that must be filled in empty, the rest commented.

Lines that begin with `# ` are YAML that waits: without these two characters each of them is right where it stands.
Lines that begin with `## ` are words for people.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping

from generator.facts.model.hazards import Hazard
from generator.facts.model.hazards import RiskPoint
from generator.facts.model.profile import Profile
from generator.facts.model.standards import Standards
from generator.facts.model.town import Town
from generator.facts.reader.files import POINT_TYPES
from generator.facts.schema import Column
from generator.facts.schema import Fact
from generator.facts.schema import Need
from generator.facts.schema import Record
from generator.facts.schema import Ref
from generator.facts.schema import columns

_REFERENCES = {
    Ref.CONTACT: "写联系人的名字",
    Ref.POINT: "写风险点的名称",
    Ref.ROUTE: "写路线的名称",
    Ref.SHELTER: "写避灾安置场所的名称",
    Ref.GRID: "写网格的名称",
    Ref.FIGURE: "写图名",
    Ref.SQUAD: "写 town.yaml 里的队名",
    Ref.SUB_HAZARD: "写灾种的键",
}
_CONTACT = '# {}张示例: {{phone: "19900000000", post: 职务}}'
_HAZARDS_BEFORE = "points"
_POINT_TITLES = {"fire": "火灾点位", "geological": "地灾点位", "flood": "防汛防台点位", "natural": "其他自然灾害点位"}


def skeleton(record: type[Record], standards: Standards, values: Mapping[str, str] | None = None) -> str:
    """The text of a file with one `record`, `values` (as they are written in YAML) filled in."""
    return "\n".join(_record(record, standards, dict(values or {}))) + "\n"


def _record(record: type[Record], standards: Standards, values: Mapping[str, str]) -> Iterator[str]:
    before = False
    for key, column in columns(record).items():
        if record is Profile and key == _HAZARDS_BEFORE:
            yield from ("", *_hazards(standards))
        block = column.is_record
        if block or before:
            yield ""
        before = block
        if key == "contacts" and record in (Profile, Town):
            yield f"contacts:  # {_said(column.fact, many=True)}"
            yield _CONTACT.format("  ")
        elif key in values:
            yield f"{key}: {values[key]}"
        else:
            yield from _field(column, "", live=column.fact.need is Need.REQUIRED)


def _field(column: Column, indent: str, *, live: bool, first: str = "") -> Iterator[str]:
    """The lines of one field; `first` stands before its key instead of the last of the indent."""
    mark = "" if live else "# "
    lead = first or indent
    yield f"{mark}{lead}{column.key}:  # {_said(column.fact, many=column.many)}"
    if not column.is_record:
        return
    if column.type is RiskPoint:
        yield from _points(indent)
    elif column.many:
        yield from _entry(column.type, f"{indent}  ")
    else:
        for inner in columns(column.type).values():
            yield from _field(inner, f"{indent}  ", live=live and inner.fact.need is Need.REQUIRED)


def _entry(record: type[Record], indent: str) -> Iterator[str]:
    """The lines of one entry of a list, all commented."""
    first = f"{indent}- "
    for column in columns(record).values():
        yield from _field(column, f"{indent}  ", live=False, first=first)
        first = ""


def _points(indent: str) -> Iterator[str]:
    """One example of each kind, whole: which fields a point has depends on its hazard."""
    for name, kind in POINT_TYPES.items():
        yield f"## {_POINT_TITLES[name]}的样子："
        yield from _entry(kind, f"{indent}  ")


def _hazards(standards: Standards) -> Iterator[str]:
    yield "hazards:  # 灾种；每个灾种要么在这里评估，要么写进上面的 absent"
    for part in standards.parts:
        known = "、".join(f"{sub.key} {sub.title}" for sub in part.subs if sub.key)
        yield f"## {part.title}：{known}"
    example = next((sub.key for part in standards.parts for sub in part.subs if sub.key), "hazard")
    yield f"#   {example}:"
    for column in columns(Hazard).values():
        yield from _field(column, "    ", live=False)


def _said(declared: Fact, *, many: bool) -> str:
    """What the comment behind a key tells: title, meaning, what to write."""
    said = [declared.title]
    said += [declared.meaning] if declared.meaning else []
    said += [_REFERENCES[declared.ref]] if declared.ref is not None else []
    said += [f"单位：{declared.unit}"] if declared.unit else []
    said += ["｜".join(declared.choices)] if declared.choices else []
    said += ["电话号码加引号"] if declared.phone else []
    if many and not declared.choices and declared.ref is None:
        said.append("可写多条；查过没有就写 []")
    elif many:
        said.append("可写多个，写成 [甲, 乙]；没有就写 []")
    if declared.need is not Need.REQUIRED:
        said.append("视情况填写" if declared.need is Need.CONDITIONAL else "可不填")
    return "；".join(said)
