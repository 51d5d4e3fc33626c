"""The lists of a pack: what to print, who signs for what, what is missing. As values; workbooks and forms show them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass

from generator.press.pack import receipts
from generator.press.pack.holders import Copy
from generator.press.pack.holding import Holding
from generator.press.pack.holding import Lacking
from generator.press.pack.holding import Print
from generator.press.pack.paper import Paper
from generator.workbook import Column
from generator.workbook import Sheet


@dataclass(frozen=True, slots=True)
class Packed:
    """A print as it lies in the pack: its name there, the paper it needs, its copies if they are numbered."""

    holding: Holding
    print: Print
    name: str
    paper: Paper
    copies: tuple[Copy, ...]

    @property
    def count(self) -> int:
        """How many copies are printed."""
        return len(self.copies) if self.print.item.is_counted else self.print.copies

    @property
    def sheets(self) -> Counter[str]:
        """How many sheets of each paper one copy takes."""
        return self.paper.sheets(is_duplex=self.print.item.is_duplex)

    @property
    def range(self) -> str:
        """The numbers of the copies: 内-01至内-17."""
        if not self.copies:
            return "—"
        first, last = self.copies[0].number, self.copies[-1].number
        return first if first == last else f"{first}至{last}"


_PRINT_COLUMNS = (
    Column("序号", 6, 8),
    Column("文件", 24, 64),
    Column("社区（村）", 10, 16),
    Column("印件", 8, 12),
    Column("版本", 8, 12),
    Column("页数", 6, 8),
    Column("纸张", 6, 18),
    Column("单双面", 6, 10),
    Column("份数", 6, 8),
    Column("每份张数", 8, 10),
    Column("总张数", 8, 10),
    Column("装订", 12, 24),
    Column("备注", 8, 30),
)


def print_sheet(town: str, packed: Sequence[Packed]) -> Sheet:
    """What the printer needs: one row for each file."""
    rows = tuple(
        (
            number,
            one.name,
            one.holding.member.name,
            one.print.item.key,
            one.holding.version,
            len(one.paper.pages),
            one.paper.text,
            "双面" if one.print.item.is_duplex else "单面",
            one.count,
            one.sheets.total(),
            one.sheets.total() * one.count,
            one.print.item.binding,
            remark(one),
        )
        for number, one in enumerate(packed, 1)
    )
    total = ("", "合计", "", "", "", "", "", "", sum(one.count for one in packed), "")
    return Sheet(
        "印刷清单",
        f"{town}印刷清单",
        "双面的按长边翻转；份数已按分发对象算好，不另加印。带“加锁”的文件夹含居民个人信息，印刷时专人在场，废页当场销毁。",
        _PRINT_COLUMNS,
        rows,
        (*total, sum(one.sheets.total() * one.count for one in packed), "", ""),
    )


def remark(one: Packed) -> str:
    """What the print list says of a file besides."""
    said = ["含居民个人信息" if one.print.item.is_locked else "", one.print.note]
    return "；".join(filter(None, said))


def paper_sheet(town: str, packed: Sequence[Packed]) -> Sheet:
    """How much paper is needed, by item and paper."""
    return Sheet(
        "用纸合计",
        f"{town}印刷用纸合计",
        "按印件和纸张合计，便于备纸和结算。",
        (Column("印件", 10, 16), Column("纸张", 8, 20), Column("单双面", 8), Column("份数", 8), Column("张数", 8)),
        tuple((item, size, sides, copies, sheets) for item, size, sides, copies, sheets in paper_needs(packed)),
        portrait=True,
    )


def paper_needs(packed: Iterable[Packed]) -> list[tuple[str, str, str, int, int]]:
    """Item, paper, sides, copies and sheets, summed up."""
    copies: Counter[tuple[str, str, str]] = Counter()
    sheets: Counter[tuple[str, str, str]] = Counter()
    for one in packed:
        for size, count in one.sheets.items():
            key = (one.print.item.key, size, "双面" if one.print.item.is_duplex else "单面")
            copies[key] += one.count
            sheets[key] += one.count * count
    return [(*key, copies[key], sheets[key]) for key in copies]


_OPEN = (
    Column(receipts.RECEIVED, 14, 14, is_open=True, is_date=True),
    Column(receipts.SIGNED, 14, 14, is_open=True),
    Column(receipts.OLD, 12, 12, is_open=True, choices=receipts.OLD_COPIES),
    Column(receipts.NOTE, 14, 24, is_open=True),
)
_RECEIPT_COLUMNS = (
    Column(receipts.COPY, 8, 10),
    Column(receipts.COMMUNITY, 12, 18),
    Column(receipts.CODE, 14, 14),
    Column(receipts.ITEM, 8, 10),
    Column(receipts.POST, 20, 34),
    Column(receipts.PERSON, 10, 14),
    Column(receipts.VERSION, 10, 14),
    *_OPEN,
)
_HOW_TO_SIGN = (
    "每份手册封面填上份号。收到的人签名并写日期；签名栏录入时填“√”或姓名，日期写成2026-05-01。"
    "旧本处理：收回、销毁、遗失、无。收回的旧内部版由两人在场销毁并签字。表头不要改，可以在末尾加行。"
)


def receipt_sheet(heading: str, packed: Iterable[Packed], name: str = "签收表") -> Sheet:
    """Who signs for which copy: one row for each."""
    rows = tuple(
        (
            copy.number,
            one.holding.member.name,
            one.holding.member.code,
            copy.item,
            copy.post,
            copy.person,
            one.holding.version,
            "",
            "",
            "",
            "",
        )
        for one in packed
        for copy in one.copies
    )
    return Sheet(name, heading, _HOW_TO_SIGN, _RECEIPT_COLUMNS, rows, tall=True)


def transfer_sheet(town: str, packed: Iterable[Packed]) -> Sheet:
    """What each community takes over from the town: one row for each file."""
    rows = tuple(
        (one.holding.member.name, one.print.title, one.holding.version, one.count, one.range, "", "", "", "")
        for one in packed
    )
    return Sheet(
        "移交签收",
        f"{town}向社区（村）移交签收表",
        "街镇印好后逐个社区（村）移交，接收人核对份数和份号后签名。逐份的签收由社区（村）完成，表在“签收表”文件夹里。",
        (
            Column("社区（村）", 12, 18),
            Column("印件", 14, 34),
            Column("版本", 8, 14),
            Column("份数", 8),
            Column("份号起止", 10, 18),
            Column("接收人", 12, 14, is_open=True),
            Column("接收日期", 14, 14, is_open=True, is_date=True),
            Column("接收人签名", 14, 14, is_open=True),
            Column("备注", 12, 24, is_open=True),
        ),
        rows,
        tall=True,
    )


def lacking_sheet(town: str, lacking: Iterable[Lacking]) -> Sheet:
    """What is not in the pack, and why."""
    rows = tuple((one.member.name, one.member.code, one.what, one.reason) for one in lacking)
    return Sheet(
        "缺件清单",
        f"{town}缺件清单",
        "下列印件不在本包里。补齐以后重新打包，不要用旧件代替。",
        (Column("社区（村）", 12, 18), Column("区划代码", 14, 14), Column("缺什么", 14, 30), Column("原因", 30, 80)),
        rows,
    )
