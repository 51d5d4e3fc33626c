"""`plangen drill`: a record is kept as it is if it is complete; what is not mended is listed until it is closed."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
from pathlib import Path

import yaml
from small_workspace import COMMUNITY
from small_workspace import copied
from workspace import started

from generator.facts.model.records import Drill
from generator.facts.model.standards import DrillStandards
from generator.revisions import drills

PLANGEN = Path(sys.executable).with_name("plangen")
OLD = "2026-05-12.yaml"
STANDARDS = DrillStandards(
    excellent=90, good=80, fair=60, repeat_days=60, fatal_days=7, important_days=30, ordinary_days=60
)


def record(folder: Path) -> str:
    """A record like the one that is there, of another day and with numbers of its own."""
    text = (folder / COMMUNITY / "drills" / OLD).read_text("utf-8")
    return text.replace("2026-05-12", "2026-09-01").replace("-2026-01", "-2026-02").replace("2026-07-01", "2026-10-01")


def test_a_complete_record_is_kept_byte_for_byte_under_its_day_and_hazard(tmp_path: Path) -> None:
    copied(tmp_path)
    handed_in = tmp_path / "演练记录.yaml"
    handed_in.write_bytes(record(tmp_path).replace("\n", "\r\n").encode())
    done = started("-C", str(tmp_path), "drill", "add", "甲村", str(handed_in))
    assert done.code == 0, done.out
    kept = tmp_path / COMMUNITY / "drills" / "2026-09-01-landslide.yaml"
    assert kept.read_bytes() == handed_in.read_bytes()


def test_a_second_record_of_one_day_and_hazard_gets_a_name_of_its_own(tmp_path: Path) -> None:
    copied(tmp_path)
    for number in ("02", "03"):
        handed_in = tmp_path / "record.yaml"
        handed_in.write_text(record(tmp_path).replace("-2026-02", f"-2026-{number}"), "utf-8")
        assert started("-C", str(tmp_path), "drill", "add", "甲村", str(handed_in)).code == 0
    names = sorted(path.name for path in (tmp_path / COMMUNITY / "drills").iterdir())
    assert names == [OLD, "2026-09-01-landslide-2.yaml", "2026-09-01-landslide.yaml"]


def test_a_record_that_lacks_something_or_says_what_cannot_be_is_not_kept(tmp_path: Path) -> None:
    copied(tmp_path)
    handed_in = tmp_path / "record.yaml"
    handed_in.write_text(record(tmp_path).replace("grade: 良\n", "").replace("cause: 人", "cause: 天气"), "utf-8")
    done = started("-C", str(tmp_path), "drill", "add", "甲村", str(handed_in))
    assert done.code == 1
    assert "PG201" in done.out
    assert "PG205" in done.out
    assert [path.name for path in (tmp_path / COMMUNITY / "drills").iterdir()] == [OLD]


def test_a_number_that_an_older_drill_has_is_refused(tmp_path: Path) -> None:
    copied(tmp_path)
    handed_in = tmp_path / "record.yaml"
    handed_in.write_text(record(tmp_path).replace("id: D-2026-02", "id: D-2026-01"), "utf-8")
    done = started("-C", str(tmp_path), "drill", "add", "甲村", str(handed_in))
    assert (done.code, "PG341" in done.out) == (1, True)


def test_without_a_terminal_a_file_is_asked_for(tmp_path: Path) -> None:
    copied(tmp_path)
    done = subprocess.run([PLANGEN, "-C", str(tmp_path), "drill", "add", "甲村"], stdin=subprocess.DEVNULL, check=False)
    assert done.returncode == 2


def test_findings_are_listed_with_those_due_first_until_they_are_closed(tmp_path: Path) -> None:
    copied(tmp_path, {f"drills/{OLD}": [("state: 整改中", "state: 待整改")]})
    before = started("-C", str(tmp_path), "drill", "list", "--as-of", "2026-07-01", "--json").data
    after = started("-C", str(tmp_path), "drill", "list", "--as-of", "2026-07-02", "--json").data
    assert [(one["finding"], one["overdue"]) for one in before["findings"]] == [("F-2026-01-1", False)]
    assert [one["overdue"] for one in after["findings"]] == [True]


def test_a_closed_finding_is_not_listed(tmp_path: Path) -> None:
    copied(tmp_path, {f"drills/{OLD}": [("state: 整改中", "state: 已销号")]})
    assert started("-C", str(tmp_path), "drill", "list", "--json").data["findings"] == []


def test_drills_are_numbered_by_year() -> None:
    known = [Drill(id="D-2026-01"), Drill(id="D-2026-09"), Drill(id="D-2025-30"), Drill(id="旧号")]
    assert drills.next_number(known, 2026) == "D-2026-10"
    assert drills.next_number(known, 2027) == "D-2027-01"
    assert drills.finding_number("D-2026-10", 3) == "F-2026-10-3"


def test_the_points_make_the_grade() -> None:
    assert [drills.grade_of(STANDARDS, [{"full": 50, "points": points}]) for points in (45, 40, 30, 29)] == [
        "优",
        "良",
        "中",
        "差",
    ]
    assert drills.grade_of(None, [{"full": 50, "points": 45}]) is None


ANSWERS = {
    "编号": "",
    "日期": "2026-09-01",
    "开始时间": "8:30",
    "结束时间": "9:30",
    "方式": "2",
    "灾种": "滑坡",
    "情景": "后坡：=演练, “夜里”",
    "演练版本": "V1.0",
    "夜间": "n",
    "双盲": "n",
    "组织单位": "甲村",
    "总控": "丁示例",
    "安全员": "己示例",
    "评估人": "西镇应急站站长，西镇派出所所长",
    "参加居民": "20",
    "参加岗位人员": "8",
    "帮扶对象参加": "1",
    "突击队参加": "",
    "通知到户": "5",
    "应通知户": "5",
    "审核人": "西镇应急站站长",
    "审核日期": "2026-09-05",
    "事项": ("到旧校舍", ""),
    "计划用时": "15",
    "实际用时": "20",
    "得分": ("二十", "20"),
    "问题": ("晚5分钟", ""),
    "原因类别": "1",
    "原因": "没有人叫",
    "程度": "2",
    "落实处": "转移批次",
    "整改措施": "加一人",
    "责任岗位": "人员转移组组长",
    "需修订预案": "y",
}


def test_answers_on_a_terminal_make_a_record(tmp_path: Path) -> None:
    """Each question is answered by its title; what is proposed is taken by an empty answer."""
    copied(tmp_path)
    said = conversation(tmp_path, {title: list((a,) if isinstance(a, str) else a) for title, a in ANSWERS.items()})
    kept = tmp_path / COMMUNITY / "drills" / "2026-09-01-landslide.yaml"
    assert kept.exists(), said
    drill = yaml.safe_load(kept.read_text("utf-8"))
    assert (drill["id"], drill["grade"], drill["kind"]) == ("D-2026-02", "良", "单项实战")
    assert drill["evaluators"] == ["西镇应急站站长", "西镇派出所所长"]
    assert drill["scenario"] == ANSWERS["情景"]
    assert drill["timeline"] == [{"event": "到旧校舍", "planned_min": 15, "actual_min": 20}]
    (finding,) = drill["findings"]
    assert finding["id"] == "F-2026-02-1"
    assert str(finding["due"]) == "2026-10-01", "an important finding has 30 days"
    assert "“得分”" in said, "an answer that cannot be is refused at once"


def conversation(folder: Path, answers: dict[str, list[str]]) -> str:
    """What was said on the terminal while the questions of `drill add` were answered by their titles."""
    ours, theirs = pty.openpty()
    command = [str(PLANGEN), "-C", str(folder), "drill", "add", "甲村"]
    environment = {**os.environ, "PLANGEN_LANG": "en", "PYTHONUTF8": "1", "COLUMNS": "200"}
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment, cwd=folder) as process:
        os.close(theirs)
        said, asked = b"", 0
        while process.poll() is None or select.select([ours], [], [], 0)[0]:
            if not select.select([ours], [], [], 30)[0]:
                process.kill()
                raise AssertionError(said.decode())
            try:
                said += os.read(ours, 4096)
            except OSError:  # the other end is closed
                break
            if said[asked:].endswith(b": "):
                question = said[asked:].decode().splitlines()[-1]
                asked = len(said)
                title = max((title for title in answers if question.startswith(title)), key=len, default="")
                left = answers.get(title, [])
                os.write(ours, f"{left.pop(0) if left else ''}\n".encode())
        os.close(ours)
    return said.decode()
