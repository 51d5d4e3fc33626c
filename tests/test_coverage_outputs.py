"""Every output of coverage, made from one report: all say the same numbers, and those that a slow count gives.

The count reads the YAML files by itself and knows nothing of the code that measures.
"""

from __future__ import annotations

import dataclasses
import io
import json
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import docx
import marking
import openpyxl
import pytest
import sample
import yaml
from covering import DAY
from covering import HOSTILE
from covering import District

from generator.bulk.setup import Setup
from generator.bulk.setup import load_setup
from generator.coverage.as_data import as_data
from generator.coverage.dashboard import dashboard
from generator.coverage.denominator import Counted
from generator.coverage.load import Found
from generator.coverage.load import Loading
from generator.coverage.load import rules_of
from generator.coverage.notices import load_notices
from generator.coverage.report import Report
from generator.coverage.sheets import sheets
from generator.coverage.survey import survey
from generator.coverage.survey import surveyed
from generator.facts.workspace import Workspace as Folders
from generator.workbook import workbook

SUBJECTS = {"组织指挥", "风险与预警", "应急处置", "应急保障", "恢复", "培训演练与修订"}


@dataclasses.dataclass(frozen=True)
class Made:
    """A report and all that is made from it."""

    root: Path
    report: Report
    data: dict[str, Any]
    page: str
    book: bytes
    circular: bytes
    notices: dict[str, bytes]

    def sheet(self, name: str) -> list[dict[str, Any]]:
        """The rows of a sheet, by the titles of its columns; without those of totals."""
        paper = openpyxl.load_workbook(io.BytesIO(self.book))[name]
        rows = list(paper.iter_rows(min_row=3, values_only=True))
        last = paper.auto_filter.ref.rpartition(":")[2].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        return [dict(zip(map(str, rows[0]), row, strict=True)) for row in rows[1 : int(last) - 2]]

    def page_data(self) -> dict[str, Any]:
        """What the page holds for its script, out of its columns, as `as_data` gives it."""
        found = re.search(r'<script type="application/json" id="data">(.*?)</script>', self.page, re.DOTALL)
        assert found is not None
        data: dict[str, Any] = json.loads(found[1])
        names, titles = data.pop("town_names"), data["state_titles"]
        for key in ("towns", "communities", "next_steps", "contradictions"):
            data[key] = unpacked(data[key])
        data["communities"] = [
            one | {"town_name": names[one["town"]], "title": titles[one["state"]]} for one in data["communities"]
        ]
        every = data["communities"]
        for step in data["next_steps"]:
            one = every[step["community"]]
            step |= {"community": one["community"], "name": one["name"], "town_name": one["town_name"]}
        if "readiness" in data:
            answers = data["readiness"]["communities"]
            data["readiness"]["communities"] = {
                every[at]["community"]: [answer | {"met": False} for answer in failed]
                for at, failed in zip(answers["asked"], unpacked(answers["failed"]), strict=True)
            }
        return data


def unpacked(column: Any) -> Any:  # noqa: ANN401  (JSON)
    """The values of a column of the page, the rows of a table."""
    if isinstance(column, list):
        return column
    if "t" in column:
        return [column["t"][at] if at >= 0 else None for at in column["i"]]
    if "c" in column:
        rows: list[dict[str, Any]] = [{} for _at in range(column["r"])]
        for key, values in column["c"].items():
            for row, value in zip(rows, unpacked(values), strict=True):
                row[key] = value
        return rows
    values = iter(unpacked(column["v"]))
    return [[next(values) for _at in range(length)] for length in column["n"]]


def setup_of(root: Path) -> Setup:
    setup, problems = load_setup(Folders(root))
    assert setup is not None, problems
    return setup


def made_of(root: Path, report: Report) -> Made:
    notices, problems = load_notices(Folders(root))
    assert notices is not None, problems
    data = as_data(report)
    return Made(
        root,
        report,
        json.loads(json.dumps(data)),
        dashboard(report).decode(),
        workbook("台账", sheets(report)),
        notices.circular(report),
        {folder: notices.to_town(report, folder) for folder in report.towns},
    )


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    root = tmp_path_factory.mktemp("district")
    District.at(root, hostile=True).with_history()
    report, problems = survey(setup_of(root), DAY, is_today=True)
    assert problems == []
    return made_of(root, report)


# ---------------------------------------------------------------------------------------------------- the slow count


def slowly(root: Path, day: date) -> dict[str, tuple[str, str]]:
    """Town and state of each community by code, counted from the files alone."""
    found = {}
    for town in plain(root / "plans/roster.yaml")["towns"]:
        for one in town["communities"]:
            if one.get("since", "") <= str(day) < one.get("until", "9999"):
                folder = root / "plans" / town["folder"] / one["folder"]
                found[one["code"]] = (town["name"], state_of(folder, str(day)))
    return found


def plain(path: Path) -> Any:  # noqa: ANN401  (YAML)
    """A file, every value in it a text."""
    return yaml.load(path.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506  (it makes texts and nothing else)


def state_of(folder: Path, day: str) -> str:
    entries = [plain(path) for path in sorted((folder / "revisions").glob("*.yaml"))]
    entries = [entry for entry in entries if entry["on"] <= day]
    plan = next((entry for entry in entries if entry["kind"] == "adopt"), None)
    if plan is None:
        return "未签发" if (folder / "profile.yaml").is_file() else "未建档"
    if set(plan["proves"]) != SUBJECTS:
        return "要素不全"
    dues = [entry["review_due"] for entry in entries if "review_due" in entry]
    if dues[-1] < day:
        return "超期"
    if not any(entry["kind"] == "file" for entry in entries):
        return "未备案"
    posts = "".join(row["post"] for entry in entries if entry["kind"] == "hand-out" for row in entry["rows"])
    return "已覆盖" if "组长" in posts and "网格长" in posts else "未分发"


def floored(part: int, whole: int) -> float:
    return part * 1000 // whole / 10


def test_the_states_are_those_of_the_slow_count(made: Made) -> None:
    expected = slowly(made.root, DAY)
    assert {one["code"]: (one["town_name"], one["title"]) for one in made.data["communities"]} == expected
    assert {state for _town, state in expected.values()} >= {
        "未建档", "未签发", "要素不全", "超期", "未备案", "未分发", "已覆盖",
    }  # fmt: skip


def test_every_number_agrees_with_every_other_and_with_the_slow_count(made: Made) -> None:
    counted = slowly(made.root, DAY)
    states, total = Counter(state for _town, state in counted.values()), len(counted)
    covered = states["已覆盖"]
    whole, titles = made.data["whole"], made.data["state_titles"]
    assert {titles[key]: number for key, number in whole["states"].items() if number} == dict(states)
    assert (whole["total"], whole["covered"], float(whole["percent"])) == (total, covered, floored(covered, total))
    shown = made.page_data()
    failed = shown.pop("readiness")["communities"]
    assert shown == {key: value for key, value in made.data.items() if key not in {"readiness", "phones"}}
    answers = made.data["readiness"]["communities"]
    assert failed == {slug: [one for one in every if not one["met"]] for slug, every in answers.items()}

    summary = {(row["分类"], row["项目"]): row for row in made.sheet("汇总")}
    assert {item: row["个数"] for (group, item), row in summary.items() if group == "状态" and row["个数"]} == states
    share = summary["两个数", "编制覆盖率"]
    assert (share["个数"], share["总数"], share["百分比"]) == (covered, total, floored(covered, total))
    assert {step: summary["走到哪一步", step]["个数"] for step in whole["steps"]} == whole["steps"]

    counts = {"号码数": "numbers", "按期接通": "answered", "超期": "old", "从没接通": "never", "空号或已更换": "gone"}
    phones = list(made.data["phones"].values())
    told = Counter(tuple(row[title] for title in counts) for row in made.sheet("电话核查"))
    assert told == Counter(tuple(one[key] for key in counts.values()) for one in phones)

    rows = made.sheet("台账")
    assert {row["区划代码"]: (row["街镇"], row["状态"]) for row in rows} == counted
    assert [row["序号"] for row in rows] == list(range(1, total + 1))

    circular = said(made.circular)
    assert f"共{total}个" in circular
    assert f"现在有效的{covered}个，编制覆盖率{whole['percent']}%" in circular
    missing = table(made.circular, "原因")
    assert [row["社区（村）"] for row in missing] == [row["社区（村）"] for row in rows if row["状态"] != "已覆盖"]
    assert f"未覆盖的共{len(missing)}个" in circular


def test_towns_agree_too(made: Made) -> None:
    counted = slowly(made.root, DAY)
    sums = Counter(town for town, _state in counted.values())
    covered = Counter(town for town, state in counted.values() if state == "已覆盖")
    for tally, row, printed in zip(
        made.data["towns"], made.sheet("分街镇"), table(made.circular, "覆盖率（%）"), strict=True
    ):
        town = tally["title"]
        assert row["街镇"] == printed["街镇"] == town
        assert (tally["total"], row["总数"], int(printed["总数"])) == (sums[town],) * 3
        assert (tally["covered"], row["已覆盖"], int(printed["已覆盖"])) == (covered[town],) * 3
        assert (
            float(tally["percent"])
            == row["覆盖率"]
            == float(printed["覆盖率（%）"])
            == floored(covered[town], sums[town])
        )
        for key, title in made.data["state_titles"].items():
            assert row[title] == tally["states"][key] == counted_in(counted, town, title)
        for step, number in tally["steps"].items():
            assert row[step] == number
    for folder, data in made.notices.items():
        town = made.report.towns[folder]
        assert f"社区（村）{sums[town]}个，已覆盖{covered[town]}个" in said(data)


def counted_in(counted: dict[str, tuple[str, str]], town: str, state: str) -> int:
    return sum(one == (town, state) for one in counted.values())


def test_a_town_is_ranked_by_its_share_and_only_if_it_is_large_enough(made: Made) -> None:
    printed = {row["街镇"]: row["排名"] for row in table(made.circular, "排名")}
    shares = {tally["title"]: tally["covered"] / tally["total"] for tally in made.data["towns"]}
    assert printed == {town: str(1 + sum(other > share for other in shares.values())) for town, share in shares.items()}
    small = dataclasses.replace(made.report, rules=dataclasses.replace(made.report.rules, rank_from=8))
    again = {row["街镇"]: row["排名"] for row in table(made_of(made.root, small).circular, "排名")}
    assert {town for town, rank in again.items() if rank == "—"} == {
        tally["title"] for tally in made.data["towns"] if tally["total"] < 8
    }


def test_rules_and_readiness_agree(made: Made) -> None:
    ready = made.data["readiness"]
    answers = [answer for results in ready["communities"].values() for answer in results]
    answers += [answer for results in ready["towns"].values() for answer in results]
    failed = Counter(answer["rule"] for answer in answers if not answer["met"])
    asked = Counter(answer["rule"] for answer in answers)
    assert {row["编号"]: (row["问了"], row["未达标"]) for row in made.sheet("要素")} == {
        one["rule"]: (asked[one["rule"]], failed[one["rule"]]) for one in ready["rules"]
    }
    assert Counter(row["编号"] for row in made.sheet("要素未达标")) == failed
    musts = {one["rule"] for one in ready["rules"] if one["severity"] == "必须"}
    good = sum(
        not any(answer["rule"] in musts and not answer["met"] for answer in results)
        for results in ready["communities"].values()
    )
    assert (ready["ready"], ready["total"]) == (good, len(made.data["communities"]))
    worst = table(made.circular, "未达标")
    assert [int(row["未达标"]) for row in worst] == [failed[row["编号"]] for row in worst]
    assert len(worst) == 5


def test_there_is_one_next_step_for_each_community_and_all_outputs_give_it(made: Made) -> None:
    steps = made.data["next_steps"]
    assert sorted(step["community"] for step in steps) == sorted(one["community"] for one in made.data["communities"])
    assert [step["weight"] for step in steps] == sorted((step["weight"] for step in steps), reverse=True)
    assert [(row["社区（村）"], row["做什么"], row["谁来做"], row["期限"] or None) for row in made.sheet("下一步")] == [
        (step["name"], step["what"], step["who"], step["due"]) for step in steps
    ]
    busy = Counter(step["kind"] for step in steps if step["kind"] != "保持")
    assert {row["做什么"]: int(row["涉及个数"]) for row in table(made.circular, "涉及个数")} == busy
    for folder, data in made.notices.items():
        own = [step["name"] for step in steps if step["community"].startswith(f"{folder}/") and step["kind"] != "保持"]
        assert [row["社区（村）"] for row in table(data, "谁来做")] == own


def test_open_findings_agree(made: Made) -> None:
    rows = made.sheet("未销号问题")
    assert Counter(row["社区（村）"] for row in rows) == {
        one["name"]: one["open_findings"] for one in made.data["communities"] if one["open_findings"]
    }
    late = sum(row["逾期"] == "逾期" for row in rows)
    assert late == sum(one["overdue_findings"] for one in made.data["communities"])
    assert f"问题未销号{len(rows)}个，其中逾期{late}个" in said(made.circular)


def test_the_trend_ends_with_the_measurement_and_is_drawn(made: Made) -> None:
    rows = made.sheet("走势")
    assert [(row["日期"], row["已覆盖"]) for row in rows] == [
        (one["day"], one["covered"]) for one in made.data["trend"]
    ]
    assert rows[-1]["已覆盖"] == made.data["whole"]["covered"]
    for row in rows[:-1]:
        day = date.fromisoformat(row["日期"])
        assert row["已覆盖"] == sum(state == "已覆盖" for _town, state in slowly(made.root, day).values())
    assert len({row["已覆盖"] for row in rows}) > 2, "it moves"
    with zipfile.ZipFile(io.BytesIO(made.book)) as package:
        chart = package.read("xl/charts/chart1.xml").decode()
    assert "走势" in chart
    assert f"$A$4:$A${3 + len(rows)}" in chart


def test_the_annex_names_the_newest_entry_of_each_ledger(made: Made) -> None:
    printed = {row["社区（村）"]: row["末条校验值"] for row in table(made.circular, "末条校验值")}
    by_slug = {one["community"]: one["name"] for one in made.data["communities"]}
    assert printed == {by_slug[slug]: head for slug, head in made.report.heads.items()}
    assert len(printed) == 8
    assert all(re.fullmatch("[0-9a-f]{64}", head) for head in printed.values())


def test_the_same_report_gives_the_same_bytes(made: Made) -> None:
    again = made_of(made.root, made.report)
    assert (again.book, again.page, again.circular) == (made.book, made.page, made.circular)


def test_of_a_past_day_no_rule_is_asked_and_nothing_is_to_be_done(made: Made) -> None:
    past = date(2026, 6, 15)
    report, problems = survey(setup_of(made.root), past, is_today=False)
    assert problems == []
    found = made_of(made.root, report)
    counted = slowly(made.root, past)
    told = {one["code"]: one["title"] for one in found.data["communities"]}
    covered = {code for code, (_town, state) in counted.items() if state == "已覆盖"}
    assert {code for code, title in told.items() if title == "已覆盖"} == covered
    assert "readiness" not in found.data
    assert found.data["next_steps"] == []
    assert "要素" not in openpyxl.load_workbook(io.BytesIO(found.book)).sheetnames
    assert "要素达标率" not in said(found.circular)


# --------------------------------------------------------------------------------------------------- hostile names


def test_hostile_names_are_texts_everywhere(made: Made) -> None:
    names = set(HOSTILE.values())
    assert names <= {one["name"] for one in made.data["communities"]}
    assert names <= {row["社区（村）"] for row in made.sheet("台账")}
    book = openpyxl.load_workbook(io.BytesIO(made.book))
    for paper in book.worksheets:
        for row in paper.iter_rows():
            assert {cell.data_type for cell in row} <= {"s", "n"}, "no formula"
            assert not any(cell.hyperlink for cell in row)
    printed = {row["社区（村）"] for row in table(made.notices["luming"], "谁来做")}
    assert names - {HOSTILE["西门社区"]} <= printed | {"—"}
    assert HOSTILE["西门社区"] in said(made.notices["luming"]) + said(made.circular)
    assert made.page.count("<script") == 2
    assert made.page.count("</script>") == 2
    assert "alert(1)" in made.page


# ---------------------------------------------------------------------------------------------- nobody is given away


@pytest.fixture(scope="module")
def everybody(tmp_path_factory: pytest.TempPathFactory) -> tuple[Made, set[str], set[str]]:
    """The outputs of the sample whose every masked value is unmistakable; those of duty, those of residents."""
    root = tmp_path_factory.mktemp("marked")
    District.at(root).adopt("lingjiao/yunling", signer="暗签发人")
    hidden, residents = {"暗签发人"}, set()

    class Marked(Loading):
        """Whatever is found, with its masked values marked."""

        def found(self, one: Counted) -> Found:
            found = super().found(one)
            if found.case is None:
                return found
            facts, marks = marking.marked(found.case.facts)
            hidden.update(marks.names | marks.numbers)
            residents.update(marks.residents)
            return found._replace(case=dataclasses.replace(found.case, facts=facts))

    setup = setup_of(root)
    report, _problems = surveyed(Marked(setup, rules_of(setup.settings), DAY, is_today=True), jobs=1)
    assert len(residents) > 50
    return made_of(root, report), hidden, residents


def test_no_output_says_a_name_or_number_that_is_not_public(everybody: tuple[Made, set[str], set[str]]) -> None:
    made, hidden, residents = everybody
    texts = {"json": json.dumps(made.data, ensure_ascii=False), "html": made.page}
    for name, data in (("xlsx", made.book), ("通报", made.circular), *made.notices.items()):
        texts |= {f"{name} {part}": text for part, text in parts(data)}
    assert {where: [one for one in hidden | residents if one in text] for where, text in texts.items()} == {
        where: [] for where in texts
    }


def test_what_a_finding_says_is_masked_where_it_names_somebody(made: Made) -> None:
    slug = "lingjiao/yunling"
    names: list[str] = []

    class Told(Loading):
        """Whatever is found, with a finding that names a resident."""

        def found(self, one: Counted) -> Found:
            found = super().found(one)
            if one.slug != slug:
                return found
            assert found.case is not None
            register = found.case.facts.register
            assert register is not None
            names.append(register.people[0].name or "")
            drill = found.records.drills[0]
            finding = dataclasses.replace(drill.findings[-1], what=f"{names[0]}家没人敲门", state="整改中")
            drills = (dataclasses.replace(drill, findings=(finding,)),)
            return found._replace(records=dataclasses.replace(found.records, drills=drills))

    setup = setup_of(made.root)
    report, _problems = surveyed(Told(setup, rules_of(setup.settings), DAY, is_today=True), jobs=1)
    [shown] = report.findings[slug]
    assert "没人敲门" in (shown.finding.what or "")
    assert names[0] not in (shown.finding.what or "")


# --------------------------------------------------------------------------------------------------------- the form


def test_the_circular_has_the_official_form(made: Made) -> None:
    document = docx.Document(io.BytesIO(made.circular))
    section = document.sections[0]
    assert section.page_width is not None
    assert section.left_margin is not None
    assert section.top_margin is not None
    assert (round(section.page_width.mm), round(section.left_margin.mm), round(section.top_margin.mm)) == (210, 28, 37)
    paragraphs = [
        (paragraph.style.name if paragraph.style else "", paragraph.text) for paragraph in document.paragraphs
    ]
    by_style = dict(reversed(paragraphs))
    assert by_style["发文机关标志"].endswith("应急管理局文件")
    assert "〔2026〕" in by_style["发文字号"]
    assert "2026年11月" in by_style["公文标题"]
    headings = [text for style, text in paragraphs if style == "一级标题"]
    assert headings == [
        "一、总体情况", "二、分街镇情况", "三、未覆盖名单和原因", "四、临近到期",
        "五、演练和未销号问题", "六、要素短板", "七、下月要求",
    ]  # fmt: skip
    assert [text for style, text in paragraphs if style == "版记"][-1].endswith("印发")
    assert "待填" not in said(made.circular)
    assert document.settings.odd_and_even_pages_header_footer


def test_what_is_due_soon_is_named_with_its_day(made: Made) -> None:
    assert [(row["社区（村）"], row["期限"]) for row in table(made.circular, "事项")] == [
        ("锦园社区", "2026年12月20日")
    ]


# ---------------------------------------------------------------------------------------------------- the two numbers


def test_an_inspection_that_runs_out_costs_readiness_and_not_coverage(tmp_path: Path) -> None:
    root = District.at(tmp_path).adopt("lingjiao/yunling", review_due=date(2035, 1, 1)).root
    setup = setup_of(root)
    before, after = (survey(setup, day, is_today=True)[0] for day in (DAY, date(2031, 1, 1)))
    for report, met in ((before, True), (after, False)):
        assert report.ready is not None
        answers = {one.rule.id: one.answer for one in report.ready.communities["lingjiao/yunling"]}
        assert answers["R-13"].met is met
        assert (report.whole.covered, report.ready_of()) == (1, 0)


def test_once_every_step_is_done_everywhere_both_the_page_and_the_circular_say_100(tmp_path: Path) -> None:
    district = District.at(tmp_path)
    for town in sample.settings().roster.towns:
        for entry in town.communities:
            if entry.until is None:
                district.adopt(f"{town.folder}/{entry.folder}")
    report, problems = survey(setup_of(tmp_path), DAY, is_today=True)
    assert problems == []
    made = made_of(tmp_path, report)
    assert made.data["whole"]["percent"] == "100.0"
    assert made.page_data()["whole"]["percent"] == "100.0"
    assert "编制覆盖率100.0%" in said(made.circular)
    assert "全部覆盖。" in said(made.circular)
    assert "—" in {row["排名"] for row in table(made.circular, "排名")}, "all are equal: nobody is ranked"


# ------------------------------------------------------------------------------------------------------ command line


def test_the_command_writes_what_it_is_asked_for(tmp_path: Path) -> None:
    workspace = District.at(tmp_path).adopt("luming/ximen").workspace
    done = workspace.run("coverage", "--as-of", "2026-08-01", "--html", "--xlsx", "--docx")
    assert done.code == 0, done.err
    written = {path.name for path in (tmp_path / "output/coverage").iterdir()}
    assert {"覆盖情况-2026-08-01.html", "台账-2026-08-01.xlsx", "通报-2026-08-01.docx"} <= written
    assert len(written) == 3 + len(sample.settings().roster.towns)
    assert workspace.run("coverage", "--as-of", "2026-08-01", "--fail-under", "100").code == 1
    detail = workspace.run("coverage", "西门社区", "--as-of", "2026-08-01").out
    assert "备〔2026〕7号" in detail
    assert "甲某人" in detail, "the auditor who asks is told who signed"
    assert workspace.run("coverage", "--next", "--as-of", "2026-08-01").code == 2
    assert workspace.run("coverage", "没有的村").code == 1
    steps = workspace.run("coverage", "--next", "--town", "luming").out.splitlines()
    assert len(steps) == sum(town.folder == "luming" for town in sample.settings().roster.towns) * 8


def parts(data: bytes) -> Iterator[tuple[str, str]]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            yield name, re.sub(r"<[^>]*>", "", package.read(name).decode("utf-8", "ignore"))


def said(data: bytes) -> str:
    """All text of a Word file's body, cell by cell."""
    document = docx.Document(io.BytesIO(data))
    return "\n".join(paragraph.text for paragraph in sample.blocks(document))


def table(data: bytes, title: str) -> list[dict[str, str]]:
    """The rows of the table that has a column of this title; none, where the table is not there."""
    for one in docx.Document(io.BytesIO(data)).tables:
        rows = [[cell.text for cell in row.cells] for row in one.rows]
        if title in rows[0]:
            return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
    return []
