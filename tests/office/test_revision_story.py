"""One plan's life, by the commands and with LibreOffice: from paper to a revision that answers a drill."""

from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path

import docx
import pytest
from docx.document import Document
from few import few
from pypdf import PdfReader
from workspace import PROFILE
from workspace import Workspace

SLUG = "lingjiao/yunling"
BY = ("--by", "应急专员")
ARCHIVE = f"output/issued/{SLUG}"
TITLE = "云岭村综合应急预案"
DRILL = """\
schema: 1
id: D-2026-02
on: 2026-11-12
start: "14:30"
end: "16:10"
kind: 综合实战
hazard: landslide
scenario: 后坑1小时雨量到40毫米，监测员见裂缝变宽
revision: V1.0
night: false
blind: false
organiser: 云岭村应急工作组
controller: 冯示例
safety_officer: 杨示例
evaluators: [岭脚镇应急消防管理站站长]
residents: 58
duty_people: 31
helped: 7
households_reached: 22
households_total: 23
timeline:
  - {event: 后坑最后一人到旧校舍, planned_min: 15, actual_min: 23}
scores:
  - {item: 转移与点名, full: 25, points: 21, note: 后坑超时8分钟}
vetoes: []
grade: 良
findings:
  - {id: F-2026-02-1, what: 岔路口积水，担架绕行晚8分钟, cause: 预案, why: 路线经过岔路口, severity: 重要,
     place_in_plan: 转移路线, measure: 改走云岭头桥东，不经岔路口, owner: 人员转移组组长, due: 2026-12-01,
     asks_revision: true, state: 待整改}
  - {id: F-2026-02-2, what: 卫星电话试呼用了6分钟, cause: 训练, why: 只培训过1人, severity: 一般,
     place_in_plan: 应急装备, measure: 再培训1人, owner: 监测预警组组长, due: 2026-12-10,
     asks_revision: false, state: 待整改}
  - {id: F-2026-02-3, what: 周示例换号没报，第一次没打通, cause: 人, why: 换号没报, severity: 一般,
     place_in_plan: 岗位和责任人, measure: 改号，当天贴更正通知单, owner: 监测预警组组长, due: 2026-12-01,
     asks_revision: true, state: 待整改}
approved_by: 岭脚镇应急消防管理站站长
approved_on: 2026-11-13
"""


def done(district: Workspace, *arguments: str) -> str:
    """What a command said that had to succeed."""
    found = district.run(*arguments)
    assert found.code == 0, (arguments, found.out, found.err)
    return found.out


def document(district: Workspace, version: str, label: str = "内部版") -> Document:
    return docx.Document(str(district.root / ARCHIVE / version / f"{TITLE}（{version}·{label}）.docx"))


def table(found: Document, *head: str) -> list[list[str]]:
    """The rows of the table that has this head."""
    for one in found.tables:
        rows = [[cell.text for cell in row.cells] for row in one.rows]
        if tuple(rows[0][: len(head)]) == head:
            return rows[1:]
    raise AssertionError(head)


@pytest.fixture(scope="module")
def district(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The village after its whole story."""
    folder = tmp_path_factory.mktemp("story")
    village = few(folder / "w", SLUG)
    (folder / "扫描.pdf").write_bytes(b"%PDF-1.4 paper")
    (folder / "drill.yaml").write_text(DRILL, "utf-8")
    scan = ("--scan", str(folder / "扫描.pdf"))
    done(village, "adopt", SLUG, "--signed-on", "2024-05-10", "--signer", "郑示例", "--proves", "组织指挥", *scan, *BY)
    done(village, "issue", SLUG, "--on", "2026-11-01", *BY)
    done(village, "sign", SLUG, "V1.0", "--on", "2026-11-03", "--signer", "郑示例", "--seal", *scan, *BY)
    receipt = ("--received-by", "岭脚镇人民政府", "--receipt-no", "岭备〔2026〕3号")
    done(village, "file", SLUG, "V1.0", "--on", "2026-11-05", *receipt, *BY)
    done(village, "hand-out", SLUG, "V1.0", "--on", "2026-11-06", "--copy", "内01", "书记", "--old", "收回", *BY)
    done(village, "drill", "add", SLUG, str(folder / "drill.yaml"))
    village.change(PROFILE, '周示例: {phone: "19900000041"', '周示例: {phone: "19900000195"')
    village.change(PROFILE, "reviewed_on: 2026-10-20", "reviewed_on: 2026-11-13")
    done(village, "correct", SLUG, "--on", "2026-11-13", *BY)
    village.change(PROFILE, "via: [岔路口樟树, 云岭头桥东]", "via: [云岭头桥东]")
    for number, evidence in (("1", "11月16日复走用时14分钟"), ("3", "G-2026-01")):
        act = ("drill", "act", SLUG, f"F-2026-02-{number}")
        done(village, *act, "done", "--on", "2026-11-16", "--evidence", evidence, *BY)
        checked = ("--evidence", evidence, "--verified-by", "岭脚镇应急消防管理站站长")
        done(village, *act, "close", "--on", "2026-11-17", *checked, *BY)
    done(village, "issue", SLUG, "--on", "2026-11-20", *BY)
    return village


def test_the_next_revision_is_a_whole_number_further(district: Workspace) -> None:
    told = json.loads(done(district, "history", SLUG, "--json"))
    assert [one["version"] for one in told["communities"][0]["revisions"]] == ["V0.1", "V1.0", "V2.0"]
    entry = (district.root / "plans" / SLUG / "revisions").glob("*-issue.yaml")
    said = max(entry).read_text("utf-8")
    assert "kind_of_change: 主" in said
    assert "basis: D-2026-02" in said
    for found in ("- F-2026-02-1", "- F-2026-02-3", "- G-2026-01"):
        assert found in said
    assert "- F-2026-02-2" not in said


def test_its_record_table_tells_what_became_of_each(district: Workspace) -> None:
    rows = table(document(district, "V2.0"), "版本", "日期", "原因", "主要修改")
    assert [row[0] for row in rows] == ["V2.0", "V1.0", "V0.1"]
    assert [row[5] for row in rows] == ["待签发", "郑示例", "郑示例"]
    assert [row[6] for row in rows] == ["待备案", "岭备〔2026〕3号", "待备案"]
    assert "演练" in rows[0][2]
    assert "东侧村道·途经" in rows[0][3]
    assert rows[0][4] == "D-2026-02"


def test_its_appendix_names_each_finding_and_where_it_was_answered(district: Workspace) -> None:
    found = document(district, "V2.0")
    rows = {row[0].split()[0]: " ".join(row) for row in table(found, "编号", "问题（事实）")}
    assert {"F-2026-02-1", "F-2026-02-2", "F-2026-02-3", "F-2026-01-3"} <= set(rows)
    assert "已销号" in rows["F-2026-02-1"]
    assert "待整改" in rows["F-2026-02-2"]
    assert "转移路线" in rows["F-2026-02-1"]
    assert "（第" in rows["F-2026-02-1"]  # and that page is the printed one
    number = rows["F-2026-02-1"].partition("（第")[2].partition("页")[0]
    pdf = PdfReader(district.root / ARCHIVE / "V2.0" / f"{TITLE}（V2.0·内部版）.pdf")
    pages = ["".join(page.extract_text().split()) for page in pdf.pages]
    assert any(f"—{number}—" in text and "转移路线" in text for text in pages)
    left = {row[0] for row in table(found, "编号", "问题", "整改措施")}
    assert "F-2026-02-2" in left  # open ones stay
    assert "F-2026-01-4" in left  # those of earlier drills too
    assert "F-2026-02-1" not in left


def test_the_difference_tells_the_same_story(district: Workspace) -> None:
    told = done(district, "diff", SLUG, "V1.0", "V2.0")
    assert "转移路线·东侧村道·途经" in told
    assert "联系人·周示例·电话" in told
    assert "演练·D-2026-02" in told
    assert "kind: 主" in told


def test_the_old_revision_comes_back_byte_for_byte(district: Workspace, tmp_path: Path) -> None:
    done(district, "open", SLUG, "V1.0", "版）.docx", "版）.pdf", "--to", str(tmp_path))
    names = sorted(path.name for path in tmp_path.iterdir())
    assert len(names) == 4
    for name in names:
        assert (tmp_path / name).read_bytes() == (district.root / ARCHIVE / "V1.0" / name).read_bytes()
        found = json.loads(district.run("verify", str(tmp_path / name), "--json").out)
        assert "V1.0" in json.dumps(found)
    pdf = PdfReader(io.BytesIO((tmp_path / f"{TITLE}（V1.0·公示版）.pdf").read_bytes()))
    assert "送签稿" in pdf.pages[0].extract_text()


def test_what_is_destroyed_stays_accounted_for(district: Workspace) -> None:
    seen = ("--witness", "张示例", "--witness", "李示例", "--why", "已被替代", "--on", "2026-12-01")
    done(district, "destroy", SLUG, "V1.0", *seen, *BY)
    told = done(district, "verify", "--archive")
    # Register, annex, its PDF; and the register once more, for it was the same when V2.0 was issued.
    assert told.count("was destroyed on 2026-12-01, before 张示例、李示例") == 4
    assert not (district.root / "output/personal" / SLUG / "V1.0").exists()
    done(district, "verify", str(district.root / ARCHIVE / "V2.0" / f"{TITLE}（V2.0·公示版）.docx"))


def test_which_plan_held_on_a_day_is_known(district: Workspace) -> None:
    for day, version in ((date(2025, 1, 1), "V0.1"), (date(2026, 11, 3), "V1.0"), (date(2026, 12, 1), "V1.0")):
        assert f"{version} " in done(district, "history", SLUG, "--town", "岭脚镇", "--as-of", day.isoformat())
