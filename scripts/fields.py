"""Keeps docs/fields.md, the field dictionary, in step with the model.

Without arguments: writes it. With `--check`: changes nothing, and exits 1 if it is stale.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from generator.facts.dictionary import Row
from generator.facts.dictionary import dictionary
from generator.facts.dictionary import rows
from generator.outline.recipe import Recipe
from generator.starter.schemas import KINDS

PAGE = Path(__file__).resolve().parent.parent / "docs" / "fields.md"
_WHERE = {
    "profile.yaml": "plans/街镇/社区/profile.yaml",
    "register.yaml": "plans/街镇/社区/register.yaml（居民个人信息，不进 git）",
    "drills/*.yaml": "plans/街镇/社区/drills/ 下每次演练一个",
    "calls/*.yaml": "plans/街镇/社区/calls/ 和 plans/街镇/calls/ 下每轮一个，`plangen phone-check` 写，写完不再改",
    "town.yaml": "plans/街镇/town.yaml",
    "roster.yaml": "plans/roster.yaml",
    "district.yaml": "plans/district.yaml",
    "standards.yaml": "plans/standards.yaml",
    "fields.yaml": "plans/fields.yaml",
    "manual.yaml": "templates/manual/manual.yaml",
}
_TYPES = {
    "text": "文字",
    "whole number": "整数",
    "number": "数",
    "flag": "是或否",
    "date": "日期",
    "phone": "电话",
    "list of texts": "文字清单",
    "list of records": "记录清单",
    "record": "记录",
    "records by key": "按键的记录",
}
_NEEDS = {"R": "必填", "C": "视情况", "O": ""}
_LISTS = {
    "contacts": "联系人", "points": "风险点", "routes": "转移路线", "shelters": "避灾安置场所", "grids": "网格",
    "figures": "图", "regional_squads": "联动突击队",
}  # fmt: skip
_POINTS = {
    "points[fire]": "火灾点位另有", "points[geological]": "地灾点位另有", "points[flood]": "防汛防台点位另有",
    "points[natural]": "其他自然灾害点位另有",
}  # fmt: skip
_INTRODUCTION = """# 字段表

这一页由 `make docs` 从程序里的声明生成，请不要手改。

每个文件能写哪些键、填什么。**名称**就是模板里的名字。
键后面的 `[]` 表示清单里的每一条，`*` 表示键本身就是数据（人名、灾种的键）。
**类别**：P 公开，D 值守联系（公示版只印值班电话或本人同意公开的号码），I 内部，S 居民个人信息（只在人员名册里）。
必填的可以先空着：草案里印「（待填：…）」，送签时不能再空。查过、确实没有的清单写 `[]`。
"""


def page() -> str:
    """The field dictionary as Markdown."""
    return "\n".join([_INTRODUCTION.rstrip("\n"), *_sections()]) + "\n"


def _sections() -> Iterator[str]:
    titles = {f"{name}.yaml": title for name, (_record, title) in KINDS.items()} | {
        "drills/*.yaml": "演练记录",
        "calls/*.yaml": "电话核查记录",
    }
    for file, of_file in groupby((*dictionary(), *rows("manual.yaml", Recipe)), key=lambda row: row.file):
        known = list(of_file)
        names = {row.path: row.title for row in known}
        yield from ("", f"## {titles[file]}（{file}）", "", f"在 {_WHERE[file]}。")
        for prefix, fields in _by_record(known):
            if prefix:
                bare = prefix.partition("[")[0]
                title = _POINTS.get(prefix) or names.get(prefix) or names.get(f"{bare}[]") or prefix
                yield from ("", f"### `{prefix}` {title}")
            yield from ("", "| 键 | 名称 | 类型 | 必填 | 类别 | 说明 |", "|---|---|---|---|---|---|")
            yield from (_line(row) for row in fields)


def _by_record(found: list[Row]) -> Iterator[tuple[str, list[Row]]]:
    """The rows by the record that they belong to, records in the order in which they are met."""
    records: dict[str, list[Row]] = {}
    for row in found:
        # `contacts.*` are records by key: their list stands in the record around it.
        records.setdefault(row.path.removesuffix(".*").rpartition(".")[0], []).append(row)
    yield from records.items()


def _line(row: Row) -> str:
    key = row.path.removesuffix(".*").rpartition(".")[2].removesuffix("[]")
    name = row.title if row.name == row.title else f"{row.title}（模板里：{row.name}）"
    kind = _TYPES[row.type] + (f"，{row.unit}" if row.unit else "")
    refers = f"写“{_LISTS[row.ref]}”里的名字" if row.ref in _LISTS else "写灾种的键" if row.ref else ""
    said = [row.meaning, refers, "、".join(row.choices)]
    said += [f"来源：{row.source}" if row.source else ""]
    about = "；".join(text for text in said if text).replace("|", "\\|")
    return f"| `{key}` | {name} | {kind} | {_NEEDS[row.need]} | {row.cls} | {about} |"


def main() -> int:
    """Exit code 0; the page was written, or is current. 1 if it is stale."""
    text = page()
    if "--check" in sys.argv[1:]:
        current = PAGE.is_file() and PAGE.read_text("utf-8") == text
        if not current:
            print("docs/fields.md is stale: make docs")
        return 0 if current else 1
    PAGE.write_text(text, "utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
