"""台账: every community of the roster in one row, with the columns that the district keeps."""

from __future__ import annotations

from datetime import date

from generator.coverage.particulars import Particulars
from generator.coverage.report import Report
from generator.coverage.standing import Standing
from generator.workbook import Cell
from generator.workbook import Column
from generator.workbook import Sheet

_COLUMNS = (
    Column("序号", 4, 6),
    Column("区划代码", 14, 14),
    Column("街镇", 8, 12),
    Column("社区（村）", 10, 16),
    Column("类别", 6, 8),
    Column("常住人口", 6, 8),
    Column("最高风险", 6, 8),
    Column("多灾易灾", 6, 8),
    Column("版本", 6, 12),
    Column("签发日期", 12, 12),
    Column("签发人岗位", 8, 16),
    Column("复核到期", 12, 12),
    Column("备案号", 8, 18),
    Column("分发数", 6, 8),
    Column("状态", 8, 14),
    Column("原因", 12, 30),
    Column("更新限期", 12, 12),
    Column("末次演练", 12, 12),
    Column("等级", 6, 6),
    Column("未销号数", 6, 8),
    Column("突击队", 6, 8),
    Column("突击队人数", 6, 8),
    Column("避灾场所数", 6, 8),
    Column("避灾面积（㎡）", 6, 10),
    Column("避灾容量（人）", 6, 10),
    Column("鉴定到期", 12, 12),
    Column("验收合格", 6, 8),
    Column("物资达标%", 6, 8),
    Column("装备", 8, 22),
    Column("通讯", 8, 20),
    Column("灾害信息员", 8, 10),
    Column("AED", 6, 6),
    Column("一本账更新日", 12, 12),
    Column("联络员", 8, 18),
    Column("备注", 8, 24),
)


def communities_sheet(report: Report) -> Sheet:
    """Every community; what is not recorded is empty."""
    return Sheet(
        "台账",
        f"{report.district}社区（村）应急预案和要素台账（{report.day}）",
        "空格是没有记录，不是没有问题。纸质预案没有签发人岗位的记录；联络员写街镇联络员的岗位，不写姓名和号码。"
        "鉴定到期写最早到期的一处；验收写“合格数/总数”。"
        + ("" if report.ready is not None else "过去某一天只列预案栏目，其余栏目当天的情况没有记录。"),
        _COLUMNS,
        tuple(_row(report, number, one) for number, one in enumerate(report.measured.standings, 1)),
        frozen=4,
        across=2,
        is_a3=True,
    )


def _row(report: Report, number: int, one: Standing) -> tuple[Cell, ...]:
    evidence = one.evidence
    said = report.particulars.get(one.slug, Particulars())
    return (
        number,
        one.code,
        one.town_name,
        one.name,
        one.kind,
        _number(said.people),
        one.level,
        "" if one.prone is None else "是" if one.prone else "否",
        evidence.version,
        _day(evidence.signed_on),
        evidence.signer_post,
        _day(evidence.review_due),
        evidence.receipt_no,
        evidence.copies if evidence.version else "",
        one.state.title,
        "；".join(reason.text + (f"（{reason.day}）" if reason.day else "") for reason in one.reasons),
        _day(one.update_due),
        _day(said.last_drill),
        said.grade,
        one.open_findings,
        said.squad,
        _number(said.squad_size),
        _number(said.shelters),
        _number(said.shelter_m2),
        _number(said.capacity),
        _day(said.inspection_due),
        said.accepted,
        _number(said.supplies),
        said.equipment,
        said.radios,
        said.officer,
        _number(said.aeds),
        _day(said.duty_ledger),
        said.liaison,
        _note(one),
    )


def _note(one: Standing) -> str:
    said = [
        f"新设，宽限到{one.in_grace_until}" if one.in_grace_until else "",
        "纸质预案" if one.evidence.is_paper else "",
    ]
    said += [flag.text + (f"（{flag.day}）" if flag.day else "") for flag in one.flags]
    return "；".join(filter(None, said))


def _number(value: float | None) -> Cell:
    if value is None:
        return ""
    return int(value) if value == int(value) else float(value)


def _day(day: date | None) -> str:
    return day.isoformat() if day is not None else ""
