"""The Word forms of a pack, from the officers' templates in `templates/notices`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass

from generator import files
from generator.facts.workspace import Workspace
from generator.press.pack.holding import Lacking
from generator.press.pack.items import FORMS
from generator.press.pack.tables import Packed
from generator.press.pack.tables import paper_needs
from generator.press.pack.tables import remark
from generator.problems import PlangenError
from generator.problems import Problem
from generator.word.template import CompiledTemplate
from generator.word.template import compile_checked

FOLDER = "templates/notices"
COVER, PRINT_LIST, TRANSFER, RECEIPTS = "交接说明", "印刷清单", "移交签收表", "签收表"
_LIMIT = 20 * files.MIB

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Forms:
    """The compiled templates, by name."""

    templates: Mapping[str, CompiledTemplate]

    def filled(self, name: str, context: Mapping[str, object]) -> bytes:
        """A form as a Word file.

        Raises: PlangenError with what is wrong with the template for these values.
        """
        return self.templates[name].render(context)


def load_forms(workspace: Workspace) -> tuple[Forms, list[Problem]]:
    """The forms 交接说明, 印刷清单, 移交签收表 and 签收表, and the notes on them.

    Raises: PlangenError with everything that is wrong with them, or PG001 if one is missing.
    """
    found: dict[str, CompiledTemplate] = {}
    problems: list[Problem] = []
    for name in (COVER, PRINT_LIST, TRANSFER, RECEIPTS):
        file = f"{FOLDER}/{name}.docx"
        data, told = files.read_bytes(workspace.root / file, _LIMIT, root=workspace.root)
        problems += told
        if data is not None:
            template, told = compile_checked(data, file)
            problems += told
            if template is not None:
                found[name] = template
    if len(found) < 4:
        raise PlangenError(*problems)
    return Forms(found), problems


def receipts(town: str, packed: Sequence[Packed]) -> Row:
    """What the receipt form of one community shows."""
    first = packed[0].holding
    rows = [
        {
            "份号": copy.number,
            "印件": copy.item,
            "岗位": copy.post,
            "持有人": copy.person,
            "版本": one.holding.version,
        }
        for one in packed
        for copy in one.copies
    ]
    return {
        "社区": first.member.name,
        "街镇": town,
        "代码": first.member.code,
        "草案": first.is_draft,
        "份数": len(rows),
        "各份": rows,
    }


def transfer(town: str, packed: Sequence[Packed]) -> Row:
    """What the transfer form of a town shows."""
    rows = [
        {
            "社区": one.holding.member.name,
            "印件": one.print.title,
            "版本": one.holding.version,
            "份数": one.count,
            "份号": one.range,
        }
        for one in packed
    ]
    return {"街镇": town, "草案": _has_drafts(packed), "各件": rows}


def print_list(town: str, packed: Sequence[Packed]) -> Row:
    """What the print list shows."""
    rows = [
        {
            "序号": number,
            "文件": one.name.removesuffix(".pdf"),
            "页数": len(one.paper.pages),
            "纸张": one.paper.text,
            "单双面": "双面" if one.print.item.is_duplex else "单面",
            "份数": one.count,
            "每份张数": one.sheets.total(),
            "总张数": one.sheets.total() * one.count,
            "装订": one.print.item.binding,
            "备注": remark(one),
        }
        for number, one in enumerate(packed, 1)
    ]
    return {"街镇": town, "草案": _has_drafts(packed), "各件": rows, "用纸": _needs(packed), **_totals(packed)}


def cover(town: str, scope: str, communities: int, packed: Sequence[Packed], lacking: Sequence[Lacking]) -> Row:
    """What the cover note tells: what is in the pack, what must be locked away, what is missing."""
    locked = dict.fromkeys(one.print.item.folder for one in packed if one.print.item.is_locked)
    return {
        "街镇": town,
        "范围": scope,
        "草案": _has_drafts(packed),
        "在册": communities,
        "社区数": len({one.holding.member.slug for one in packed}),
        "文件夹": _folders(packed),
        "上锁": "、".join(f"“{folder}”" for folder in locked),
        "缺件": [{"社区": one.member.name, "缺什么": one.what, "原因": one.reason} for one in lacking],
        **_totals(packed),
    }


def _folders(packed: Sequence[Packed]) -> list[Row]:
    counts: Counter[str] = Counter(one.print.item.folder for one in packed)
    copies: Counter[str] = Counter()
    for one in packed:
        copies[one.print.item.folder] += one.count
    rows: list[Row] = [
        {
            "文件夹": folder,
            "内容": "、".join(dict.fromkeys(one.print.title for one in packed if one.print.item.folder == folder)),
            "文件数": counts[folder],
            "份数": copies[folder],
        }
        for folder in counts
    ]
    communities = len({one.holding.member.slug for one in packed})
    return [*rows, {"文件夹": FORMS, "内容": "逐份签收表（Word和Excel）", "文件数": 2 * communities, "份数": "—"}]


def _needs(packed: Sequence[Packed]) -> list[Row]:
    return [
        {"印件": item, "纸张": size, "单双面": sides, "份数": copies, "张数": sheets}
        for item, size, sides, copies, sheets in paper_needs(packed)
    ]


def _totals(packed: Sequence[Packed]) -> Row:
    return {
        "总份数": sum(one.count for one in packed),
        "总张数": sum(one.sheets.total() * one.count for one in packed),
    }


def _has_drafts(packed: Sequence[Packed]) -> bool:
    return any(one.holding.is_draft for one in packed)
