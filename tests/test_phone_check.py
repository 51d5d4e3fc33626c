"""`plangen phone-check`: a sheet is written, filled in, taken back, and kept as a record that nobody rewrites."""

from __future__ import annotations

import json
import os
import pty
import select
import subprocess
import sys
import zipfile
from datetime import date
from datetime import timedelta
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from calling import CODE
from calling import DAY
from calling import DEPUTY
from calling import LIAISON
from calling import OFFICER
from calling import Round
from calling import filled
from small_workspace import COMMUNITY
from workspace import Workspace
from workspace import started

from generator.cli.day import day_of

PLANGEN = Path(sys.executable).with_name("plangen")
RECORD = f"{DAY}.yaml"


def answered(row: dict[str, Any]) -> dict[str, Any]:
    return {"结果": "接通", "时间": "9:30", "拨打人": "街镇值班员"} if row["电话"] else {}


# --------------------------------------------------------------------------------------------------------- the sheet


def test_a_sheet_is_written_as_a_workbook_and_to_print(tmp_path: Path) -> None:
    place = Round.at(tmp_path)
    done = place.check("甲村", "--on", str(DAY))
    assert done.code == 0, done.out
    assert "15 numbers, 0 answered within 31 days" in done.out
    rows = place.rows()
    assert [row["序号"] for row in rows] == list(range(1, 16))
    first = rows[0]
    assert (first["社区（村）"], first["代码"], first["姓名"], first["电话"]) == ("甲村", CODE, "庚示例", OFFICER)
    assert first["岗位"].startswith("灾害信息员、监测预警组组长")
    assert {row["上次接通"] for row in rows} == {"从没接通"}
    table = docx.Document(str(place.sheet(".docx"))).tables[0]
    printed = [[cell.text for cell in row.cells] for row in table.rows][1:]
    assert [row[4] for row in printed] == [row["电话"] for row in rows]
    assert {row[7] for row in printed} == {"□接通　□未接\n□空号　□已更换"}


def test_the_same_day_and_facts_give_the_same_files(tmp_path: Path) -> None:
    place = Round.at(tmp_path)
    place.check("--town", "西镇", "--on", str(DAY))
    before = {path: path.read_bytes() for path in (tmp_path / "output/phone-check").iterdir()}
    place.check("--town", "西镇", "--on", str(DAY))
    assert {path: path.read_bytes() for path in (tmp_path / "output/phone-check").iterdir()} == before


def test_a_sheet_in_which_somebody_wrote_is_not_written_over(tmp_path: Path) -> None:
    place = Round.at(tmp_path)
    place.check("甲村", "--on", str(DAY))
    path = place.sheet()
    path.write_bytes(place.fill(answered))
    mine = path.read_bytes()
    done = place.check("甲村", "--on", str(DAY))
    assert path.read_bytes() == mine
    assert f"电话核查-甲村-全部岗位-{DAY}-2.xlsx" in done.out


def test_the_sheet_of_a_town_calls_a_number_once_for_town_and_village(tmp_path: Path) -> None:
    place = Round.at(tmp_path)
    place.check("--town", "xizhen", "--on", str(DAY))
    rows = place.rows()
    numbers = [row["电话"] for row in rows]
    assert len(numbers) == len(set(numbers))
    both = next(row for row in rows if row["电话"] == LIAISON)
    assert both["社区（村）"] == "甲村\n西镇"
    assert both["代码"] == f"{CODE}\nxizhen"
    assert both["岗位"] == "甲村：驻村（社）干部\n西镇：联络员、西镇联动队队长"
    assert "0577-00000004" in numbers, "the station of the town"


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        (["officers"], {OFFICER, DEPUTY}),
        (["灾害信息员"], {OFFICER, DEPUTY}),
        (["转移责任人"], {f"199000000{at}" for at in ("04", "05", "07", "08")}),
        (["officers", "网格"], {OFFICER, DEPUTY, "19900000004", "19900000005"}),
        (["town"], {LIAISON, "0577-00000004", "19900000091"}),
        (["联动突击队"], {LIAISON, "19900000091"}),
    ],
)
def test_a_group_is_chosen_in_chinese_or_ascii(tmp_path: Path, words: list[str], numbers: set[str]) -> None:
    place = Round.at(tmp_path)
    groups = [text for word in words for text in ("--group", word)]
    done = place.check("甲村", *groups, "--on", str(DAY))
    assert done.code == 0, done.out
    assert {row["电话"] for row in place.rows()} == numbers


def test_no_number_of_a_resident_is_on_a_sheet_or_in_a_record(tmp_path: Path) -> None:
    resident = 'head: 寅示例, phone: "19900007777", address'
    place = Round.at(tmp_path, {"register.yaml": [("head: 寅示例, address", resident)]})
    place.check("--all", "--on", str(DAY))
    assert place.take(place.fill(answered)).code == 0
    said = json.dumps([place.rows(), place.records(), place.records("xizhen")], ensure_ascii=False, default=str)
    assert OFFICER in said
    assert not any(secret in said for secret in ("19900007777", "寅示例", "后坡1号"))


def test_hostile_names_stay_texts_in_every_file(tmp_path: Path) -> None:
    name = '=HYPERLINK("x","y")'
    edits = [('庚示例: "19900000007"', f"庚示例: {{name: '{name}', phone: \"19900000007\"}}")]
    place = Round.at(tmp_path, {"profile.yaml": edits})
    assert place.check("甲村", "--on", str(DAY)).code == 0
    assert place.rows()[0]["姓名"] == name
    assert place.take(place.fill(answered)).code == 0
    assert next(call for call in place.records()[RECORD]["calls"] if call["phone"] == OFFICER)["name"] == name


def test_somebody_must_be_named_and_known(tmp_path: Path) -> None:
    place = Round.at(tmp_path)
    assert place.check().code == 2
    assert place.check("--town", "北镇").code == 2
    assert place.check("甲村", "--group", "everyone").code == 2
    done = place.check("丁村")
    assert (done.code, "PG022" in done.out) == (1, True)


def test_posts_without_a_number_are_told(tmp_path: Path) -> None:
    place = Round.at(tmp_path, {"profile.yaml": [('  庚示例: "19900000007"\n', "  庚示例: {post: 文书}\n")]})
    done = place.check("甲村", "--group", "officers", "--on", str(DAY))
    assert "nobody to be called in 甲村: 灾害信息员" in done.out
    assert place.check("甲村", "--on", str(DAY), "--json").data["without_number"]["甲村"][0] == "灾害信息员"


# ------------------------------------------------------------------------------------------------------- coming back


def test_a_filled_sheet_comes_back_as_a_record_of_each_place(tmp_path: Path) -> None:
    place = Round.at(tmp_path)
    place.check("--town", "xizhen", "--on", str(DAY))
    done = place.take(place.fill(lambda row: answered(row) if row["姓名"] != "甲示例" else {}))
    assert done.code == 0, done.out
    assert "接通 15, 未接 0, 空号 0, 已更换 0, not called yet 1" in done.out
    record = place.records()[RECORD]
    assert (record["schema"], record["on"], record["by"]) == ("1", str(DAY), "应急专员")
    officer = next(call for call in record["calls"] if call["phone"] == OFFICER)
    assert officer["posts"][:2] == ["灾害信息员", "监测预警组组长"]
    assert (officer["name"], officer["result"], officer["time"]) == ("庚示例", "接通", "09:30")
    assert officer["caller"] == "街镇值班员"
    assert place.results("xizhen") == dict.fromkeys((LIAISON, "0577-00000004", "19900000091"), "接通")
    assert place.results()[LIAISON] == "接通"
    done = place.check("--town", "xizhen", "--on", "2026-06-12", "--silent", "--json")
    assert done.data["states"] == {"answered": 0, "old": 0, "never": 1, "gone": 0}
    assert [row["姓名"] for row in place.rows()] == ["甲示例"]


def test_a_record_is_written_once(tmp_path: Path) -> None:
    place = Round.at(tmp_path)
    data = filled({"电话": OFFICER, "结果": "未接"})
    place.take(data)
    first = (tmp_path / COMMUNITY / "calls" / RECORD).read_bytes()
    done = place.take(data)
    assert (done.code, "PG792" in done.out) == (0, True)
    assert list(place.records()) == [RECORD]
    assert place.take(filled({"电话": OFFICER, "结果": "接通"})).code == 0
    assert place.take(filled({"电话": DEPUTY, "结果": "接通"})).code == 0
    assert sorted(place.records()) == [f"{DAY}-2.yaml", f"{DAY}-3.yaml", RECORD]
    assert (tmp_path / COMMUNITY / "calls" / RECORD).read_bytes() == first


def test_nothing_is_kept_while_something_cannot_be_understood(tmp_path: Path) -> None:
    place = Round.at(tmp_path)
    done = place.take(filled({"电话": OFFICER, "结果": "接通"}, {"电话": DEPUTY, "结果": "大概"}))
    assert done.code == 1
    assert "E3" in done.out
    assert "nothing was kept" in done.out
    assert place.records() == {}


def test_an_answer_counts_wherever_its_number_has_a_post(tmp_path: Path) -> None:
    """The sheet of a town's people says nothing of the village, but its cadre is one of them."""
    place = Round.at(tmp_path)
    assert place.take(filled({"电话": LIAISON, "结果": "接通", "代码": "xizhen", "岗位": "联络员"})).code == 0
    assert place.records()[RECORD]["calls"] == [{"posts": ["驻村（社）干部"], "phone": LIAISON, "result": "接通"}]
    assert place.records("xizhen")[RECORD]["calls"][0]["posts"] == ["联络员", "西镇联动队队长"]


def test_what_the_profile_no_longer_says_is_told_and_not_lost(tmp_path: Path) -> None:
    place = Round.at(tmp_path)
    done = place.take(filled({"电话": "19900000077", "结果": "接通", "岗位": "灾害信息员", "姓名": "甲某"}))
    assert done.code == 0
    assert "19900000077 (甲某) stands in no post of 甲村 now" in done.out
    assert place.records()[RECORD]["calls"] == [
        {"posts": ["灾害信息员"], "name": "甲某", "phone": "19900000077", "result": "接通"}
    ]


def test_a_changed_number_edits_no_profile_but_says_where_to(tmp_path: Path) -> None:
    place = Round.at(tmp_path)
    before = (tmp_path / COMMUNITY / "profile.yaml").read_bytes()
    done = place.take(filled({"电话": OFFICER, "结果": "已更换", "新号码": "19900000099"}))
    assert done.code == 0
    assert "plans/xizhen/jiacun/profile.yaml:22:8" in done.out
    assert "plangen correct xizhen/jiacun" in done.out
    assert (tmp_path / COMMUNITY / "profile.yaml").read_bytes() == before
    assert place.records()[RECORD]["calls"][0]["new_phone"] == "19900000099"


def test_results_for_machines(tmp_path: Path) -> None:
    place = Round.at(tmp_path)
    data = filled({"电话": OFFICER, "结果": "空号"}, {"电话": DEPUTY})
    said = place.take(data, options=["--json"]).data
    assert said["kept"] == [f"{COMMUNITY}calls/{RECORD}"]
    assert said["results"] == {"接通": 0, "未接": 0, "空号": 1, "已更换": 0}
    assert said["not_called"] == 1
    assert [problem["code"] for problem in said["problems"]] == ["PG791"]


def test_who_enters_results_must_be_said(tmp_path: Path) -> None:
    place = Round.at(tmp_path)
    (tmp_path / "a.xlsx").write_bytes(filled({"电话": OFFICER, "结果": "接通"}))
    assert place.check("--from", str(tmp_path / "a.xlsx"), "--on", str(DAY)).code == 2
    assert place.check("甲村", "--from", str(tmp_path / "a.xlsx"), "--by", "甲").code == 2


# ----------------------------------------------------------------------------------------------------- on a terminal


def test_answers_on_a_terminal_are_kept_as_far_as_they_came(tmp_path: Path) -> None:
    place = Round.at(tmp_path)
    said = conversation(tmp_path, ["1", "4", "1990", "19900000099", "x", "", "q"])
    assert place.results() == {OFFICER: "接通", DEPUTY: "已更换"}, said
    (changed,) = (call for call in place.records()[RECORD]["calls"] if call["phone"] == DEPUTY)
    assert (changed["new_phone"], changed["caller"]) == ("19900000099", "李示例")
    assert "write a number from 1 to 4" in said
    assert "PG790" in said


def test_without_a_terminal_the_sheet_is_asked_for(tmp_path: Path) -> None:
    place = Round.at(tmp_path)
    command = [str(PLANGEN), "-C", str(place.root), "phone-check", "甲村", "--ask", "--by", "甲"]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, check=False, capture_output=True)
    assert done.returncode == 2


def conversation(folder: Path, answers: list[str]) -> str:
    """What was said on the terminal while each question got the next answer."""
    ours, theirs = pty.openpty()
    options = ["phone-check", "甲村", "--ask", "--on", str(DAY), "--by", "李示例"]
    environment = {**os.environ, "PLANGEN_LANG": "en", "PYTHONUTF8": "1", "COLUMNS": "200"}
    with subprocess.Popen(
        [str(PLANGEN), "-C", str(folder), *options], stdin=theirs, stdout=theirs, stderr=theirs, env=environment
    ) as process:
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
                asked = len(said)
                os.write(ours, f"{answers.pop(0) if answers else 'q'}\n".encode())
        os.close(ours)
    return said.decode()


# ------------------------------------------------------------------------------------------------- manuals, and days


def test_calls_change_no_manual(tmp_path: Path) -> None:
    place = Workspace.at(tmp_path)
    assert place.build("云岭村").code == 0
    before = place.draft("云岭村").read_bytes()
    path = tmp_path / "a.xlsx"
    path.write_bytes(filled({"电话": "19900000031", "结果": "接通", "代码": "lingjiao/yunling"}))
    done = place.run("phone-check", "--from", str(path), "--on", "2026-11-05", "--by", "甲")
    assert done.code == 0, done.out
    again = place.run("build", "云岭村", "--json").data
    assert {one["status"] for one in again["built"]} == {"current"}
    assert place.draft("云岭村").read_bytes() == before


def test_results_of_a_later_day_are_unknown_on_an_earlier_one(tmp_path: Path) -> None:
    place = Round.at(tmp_path)
    place.take(filled({"电话": OFFICER, "结果": "接通"}), on=date(2026, 6, 10))
    officers = ("甲村", "--group", "officers", "--json")
    assert place.check(*officers, "--on", "2026-06-09").data["states"]["never"] == 2
    assert place.check(*officers, "--on", "2026-06-10").data["states"]["answered"] == 1
    assert place.check(*officers, "--on", "2026-07-11").data["states"]["answered"] == 1
    assert place.check(*officers, "--on", "2026-07-12").data["states"]["old"] == 1


# --------------------------------------------------------------------------------------------------------- measured

HEARD = {"19900000031": "接通", "19900000053": "空号", "19900000041": "未接"}
"""Of 云岭村: its information officer, whose deputy, and a watcher."""


def measured(tmp_path: Path) -> Workspace:
    """The sample; three people of 云岭村 were called two days before it is measured, and all of them a year later."""
    place = Workspace.at(tmp_path)
    for on, results in ((TODAY - timedelta(2), HEARD), (TODAY + timedelta(366), dict.fromkeys(HEARD, "接通"))):
        data = filled(*({"电话": one, "结果": said, "代码": "lingjiao/yunling"} for one, said in results.items()))
        (tmp_path / "a.xlsx").write_bytes(data)
        done = place.run("phone-check", "--from", str(tmp_path / "a.xlsx"), "--on", str(on), "--by", "应急专员")
        assert done.code == 0, done.out
    return place


TODAY = day_of(None)


def test_every_output_of_coverage_says_the_same_of_the_telephones(tmp_path: Path) -> None:
    place = measured(tmp_path)
    done = place.run("coverage", "--json", "--xlsx")
    said = done.data["phones"]["lingjiao/yunling"]
    assert (said["answered"], said["old"], said["gone"], said["numbers"]) == (1, 0, 1, 73)
    assert said["never"] == 71
    assert said["called_on"] == str(TODAY - timedelta(2))
    assert said["gone_posts"] == ["灾害信息员副职", "监测预警组成员"]
    (path,) = (tmp_path / "output/coverage").glob("*.xlsx")
    table = openpyxl.load_workbook(path)["电话核查"]
    titles, *rows = table.iter_rows(min_row=3, values_only=True)
    row = next(dict(zip(titles, values, strict=True)) for values in rows if values[1] == "云岭村")
    assert [row[title] for title in ("号码数", "按期接通", "超期", "从没接通", "空号或已更换")] == [73, 1, 0, 71, 1]
    assert row["空号或已更换的岗位"] == "灾害信息员副职、监测预警组成员"
    told = place.run("coverage", "云岭村").out
    assert "73个号码，31天内接通1个，从没接通71个，空号或已更换1个" in told
    assert f"R-24 必须  灾害信息员正副职电话打得通  副职电话空号（{TODAY - timedelta(2)}核查）" in told
    sheet = place.run("phone-check", "云岭村", "--on", str(TODAY), "--json").data
    assert sheet["states"] == {"answered": 1, "old": 0, "never": 71, "gone": 1}


def test_a_call_is_measured_as_soon_as_it_is_kept(tmp_path: Path) -> None:
    place = Workspace.at(tmp_path)
    assert place.run("coverage", "--json").data["phones"]["lingjiao/yunling"]["answered"] == 0
    (tmp_path / "a.xlsx").write_bytes(filled({"电话": "19900000031", "结果": "接通", "代码": "lingjiao/yunling"}))
    place.run("phone-check", "--from", str(tmp_path / "a.xlsx"), "--on", str(TODAY), "--by", "甲")
    assert place.run("coverage", "--json").data["phones"]["lingjiao/yunling"]["answered"] == 1


def test_outputs_for_others_show_no_number_of_a_person(tmp_path: Path) -> None:
    place = measured(tmp_path)
    done = place.run("coverage", "--json", "--xlsx", "--html", "--docx")
    files = list((tmp_path / "output/coverage").iterdir())
    assert len(files) > 3
    for text in (done.out, *map(text_of, files)):
        assert not any(number in text for number in HEARD)
        assert "应急专员" not in text


def text_of(path: Path) -> str:
    """Everything that a file holds, unpacked where it is a package."""
    data = path.read_bytes()
    if not zipfile.is_zipfile(path):
        return data.decode("utf-8")
    with zipfile.ZipFile(path) as package:
        return "".join(package.read(name).decode("utf-8", "ignore") for name in package.namelist())


def test_check_tells_of_a_wrong_number_until_the_profile_is_mended(tmp_path: Path) -> None:
    place = Round.at(tmp_path)
    place.take(filled({"电话": OFFICER, "结果": "已更换", "新号码": "19900000099"}))
    assert "PG790" in started("-C", str(tmp_path), "check", "甲村").out
    profile = tmp_path / COMMUNITY / "profile.yaml"
    profile.write_text(profile.read_text("utf-8").replace(OFFICER, "19900000099"), "utf-8")
    assert "PG790" not in started("-C", str(tmp_path), "check", "甲村").out


def test_a_record_that_somebody_spoilt_is_told(tmp_path: Path) -> None:
    place = Round.at(tmp_path)
    place.take(filled({"电话": OFFICER, "结果": "接通"}))
    path = tmp_path / COMMUNITY / "calls" / RECORD
    path.write_text(path.read_text("utf-8").replace("result: 接通", "result: 通"), "utf-8")
    done = started("-C", str(tmp_path), "check", "甲村")
    assert (done.code, "PG205" in done.out, f"{COMMUNITY}calls/{RECORD}:5" in done.out) == (1, True, True)
