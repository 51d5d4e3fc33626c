"""A district below 100 %: every output says why; whoever then does what plangen names, step by step, gets there.

The steps are taken by the commands that officers use; what they write by hand (a profile, a value that is missing, an
agreement between two villages) is written here as they would.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from pathlib import Path

import pytest
from contradicting import HERE
from contradicting import THERE
from covering import DAY
from covering import District
from issuing import codes
from issuing import issued
from issuing import ledger_of
from test_contradictions import rows
from test_coverage_outputs import Made
from test_coverage_outputs import made_of
from test_coverage_outputs import said
from test_coverage_outputs import setup_of
from workspace import Workspace

from generator.coverage.memory import Memory
from generator.coverage.next_steps import Step
from generator.coverage.report import Report
from generator.coverage.standing import State
from generator.coverage.survey import survey
from generator.facts.ledger.entries import SUBJECTS

BY = ("--by", "应急专员")
EMPTY, WRONG, UNTIL = "haijiao/wangjiao", "meiyang/yantouping", "xiyuan/likeng"
OLD, UNFILED = "oubei/pubian", "oubei/sanjiangkou"
ROSTER = """schema: 1
counted_on: 2026-10-20
towns:
  - name: 岭脚镇
    folder: lingjiao
    communities:
      - {code: "339901104201", name: 岭脚村, kind: 村, folder: lingjiaocun}
      - {code: "339901104207", name: 云岭村, kind: 村, folder: yunling}
  - name: 海礁镇
    folder: haijiao
    communities: [{code: "339901105203", name: 望礁村, kind: 村, folder: wangjiao}]
  - name: 梅垟乡
    folder: meiyang
    communities: [{code: "339901201207", name: 岩头坪村, kind: 村, folder: yantouping}]
  - name: 溪源镇
    folder: xiyuan
    communities: [{code: "339901106207", name: 里坑村, kind: 村, folder: likeng}]
  - name: 瓯北街道
    folder: oubei
    communities:
      - {code: "339901004001", name: 浦边社区, kind: 社区, folder: pubian}
      - {code: "339901004004", name: 三江口社区, kind: 社区, folder: sanjiangkou}
"""


@dataclass
class Officer:
    """Whoever takes the steps; `taken`: which, by community, in order."""

    district: District
    taken: list[tuple[str, str]] = field(default_factory=list)

    @property
    def workspace(self) -> Workspace:
        return self.district.workspace

    def report(self) -> Report:
        """What coverage says now; what nobody has touched is remembered, as it is for an officer."""
        memory = Memory(self.district.root)
        try:
            report, problems = survey(setup_of(self.district.root), DAY, is_today=True, memory=memory)
            assert problems == []
            assert len(report.contradictions) >= 0
        finally:
            memory.close()
        return report

    def take(self, step: Step) -> None:
        """Nothing; what the step says was done."""
        self.taken.append((step.standing.slug, step.kind))
        if step.what.startswith("先核对"):
            self._settle()
        _DOES[step.kind](self, step.standing.slug, step.what)

    def run(self, *arguments: str) -> None:
        done = self.workspace.run(*arguments, *BY)
        assert done.code == 0, (arguments, done.out, done.err)

    def version(self, slug: str) -> str:
        return ledger_of(self.workspace, slug).life.revisions[-1].version

    # Each step is named once in the code of plangen and once here.

    def write_profile(self, slug: str, _what: str) -> None:
        self.workspace.take(slug)

    def mend_profile(self, slug: str, _what: str) -> None:
        self.workspace.change(f"plans/{slug}/profile.yaml", "kind: 村子\n", "kind: 村\n")

    def fill_in(self, slug: str, what: str) -> None:
        assert "1处" in what
        self.workspace.change(f"plans/{slug}/profile.yaml", "duty_phone:\n", "duty_phone: 0577-00000298\n")

    def issue(self, slug: str, _what: str) -> None:
        [result] = issued(self.district.root, slug, on=date(2026, 11, 18))
        assert result.version, codes(result)

    def sign(self, slug: str, _what: str) -> None:
        self.run("sign", slug, self.version(slug), "--on", "2026-11-19", "--signer", "郑示例")

    def file(self, slug: str, _what: str) -> None:
        receipt = ("--received-by", "街镇人民政府", "--receipt-no", f"备〔2026〕{len(self.taken)}号")
        self.run("file", slug, self.version(slug), "--on", "2026-11-20", *receipt)

    def hand_out(self, slug: str, what: str) -> None:
        posts = what.rpartition("：")[2].split("、")
        copies = [word for at, post in enumerate(posts, 1) for word in ("--copy", f"内{at:02}", post)]
        self.run("hand-out", slug, self.version(slug), "--on", "2026-11-21", *copies)

    def reconfirm(self, slug: str, _what: str) -> None:
        self.run("reconfirm", slug, self.version(slug), "--on", "2026-11-22", "--why", "逐条看过，不用改")

    def close(self, slug: str, what: str) -> None:
        said = ("--on", "2026-11-18", "--evidence", "现场看过", "--verified-by", "街镇消防员")
        for one in self.report().findings[slug]:
            if one.due is not None and one.due < DAY and (one.finding.id or "") in what:
                self.run("drill", "act", slug, one.finding.id or "", "close", *said)

    def _settle(self) -> None:
        town = self.district.root / "plans/lingjiao/town.yaml"
        if "first_to" not in town.read_text("utf-8"):
            self.workspace.change(
                "plans/lingjiao/town.yaml", "    reach_min: 25\n", "    reach_min: 25\n    first_to: 先去云岭村\n"
            )


_DOES: dict[str, Callable[[Officer, str, str], None]] = {
    "建风险档案": Officer.write_profile,
    "改正风险档案": Officer.mend_profile,
    "补齐风险档案": Officer.fill_in,
    "出送签稿": Officer.issue,
    "补齐预案要素": Officer.issue,
    "签发": Officer.sign,
    "备案": Officer.file,
    "分发签收": Officer.hand_out,
    "复核": Officer.reconfirm,
    "问题销号": Officer.close,
    "整改销号": Officer.close,
}


@pytest.fixture(scope="module")
def officer(tmp_path_factory: pytest.TempPathFactory) -> Officer:
    """Seven communities, none of them covered, each for a reason of its own."""
    district = District.at(tmp_path_factory.mktemp("district"))
    root = district.root
    (root / "plans/roster.yaml").write_text(ROSTER, "utf-8")
    for folder in (root / "plans").glob("*/*/"):
        if folder.relative_to(root / "plans").as_posix() != HERE:
            shutil.rmtree(folder)
    for slug in (THERE, WRONG, UNTIL):
        district.workspace.take(slug)
    workspace = district.workspace
    workspace.change(f"plans/{WRONG}/profile.yaml", "kind: 村\n", "kind: 村子\n")
    phone = next(
        line for line in (root / f"plans/{THERE}/profile.yaml").read_text("utf-8").splitlines() if "duty_phone:" in line
    )
    workspace.change(f"plans/{THERE}/profile.yaml", f"{phone}\n", "duty_phone:\n")
    district.adopt(UNTIL, proves=SUBJECTS[:4])
    district.adopt(OLD, review_due=date(2026, 11, 1), handed=False)
    district.adopt(UNFILED, filed=False, handed=False)
    return Officer(district)


def made(officer: Officer) -> Made:
    return made_of(officer.district.root, officer.report())


def test_the_district_gets_to_100_by_doing_what_is_named_and_nothing_else(officer: Officer) -> None:
    before = made(officer)
    assert {one["community"]: one["state"] for one in before.data["communities"]} == {
        HERE: "never_issued", THERE: "never_issued", EMPTY: "no_profile", WRONG: "profile_invalid",
        UNTIL: "incomplete", OLD: "expired", UNFILED: "not_filed",
    }  # fmt: skip
    assert_each_output_says_why(before)

    named: dict[str, tuple[str, str]] = {}
    while open_ones := [step for step in officer.report().steps if not step.standing.is_covered]:
        step = open_ones[0]
        assert named.get(step.standing.slug) != (step.kind, step.what), f"{step.what} leads nowhere"
        named[step.standing.slug] = step.kind, step.what
        officer.take(step)

    after_all = made(officer)
    whole = after_all.data["whole"]
    assert (whole["covered"], whole["total"], whole["percent"]) == (7, 7, "100.0")
    assert "全部覆盖。" in text(after_all)
    assert [row["百分比"] for row in after_all.sheet("汇总") if row["项目"] == "编制覆盖率"] == [100]
    assert after_all.page_data()["whole"]["percent"] == "100.0"
    assert officer.workspace.run("coverage", "--as-of", str(DAY), "--fail-under", "100").code == 0
    assert {kind for _slug, kind in officer.taken} == set(_DOES) - {"整改销号"}
    assert [kind for slug, kind in officer.taken if slug == THERE] == [
        "补齐风险档案", "问题销号", "出送签稿", "签发", "备案", "分发签收",
    ]  # fmt: skip
    assert [kind for slug, kind in officer.taken if slug == OLD] == ["复核", "分发签收"]


def text(found: Made) -> str:
    return "\n".join(cell for _part, cell in sorted(said_parts(found).items()))


def said_parts(found: Made) -> dict[str, str]:
    """The words of every output."""
    book = "\n".join(str(value) for row in found.sheet("缺口清单") for value in row.values())
    return {"通报": said(found.circular), "台账": book, "网页": found.page}


def assert_each_output_says_why(found: Made) -> None:
    """The reasons of every community stand in the workbook, on the page, in the circular and in the town's notice."""
    for one in found.data["communities"]:
        [reason] = [reason["text"] for reason in one["reasons"]]
        for output, words in said_parts(found).items():
            assert reason in words, (output, one["name"])
        step = next(step for step in found.data["next_steps"] if step["community"] == one["community"])
        [row] = [row for row in rows(found.notices[one["town"]], "谁来做") if row[1] == one["name"]]
        assert row[3] == step["what"].partition("（plangen")[0]
    assert State.NO_PROFILE.title in text(found)


def test_a_finding_that_is_late_is_closed_as_the_step_says(tmp_path: Path) -> None:
    """A drill's finding asks for a revision and is late: the plan in force does not count until it is closed."""
    district = District.at(tmp_path)
    district.adopt(HERE, review_due=date(2029, 4, 20))
    record = next((district.root / f"plans/{HERE}/drills").glob("*.yaml"))
    lines = (
        record.read_text("utf-8")
        .replace("due: 2026-11-30", "due: 2026-10-30")
        .replace("asks_revision: false", "asks_revision: true")
    )
    record.write_text(lines, "utf-8")
    officer = Officer(district)
    [standing] = [one for one in officer.report().measured.standings if one.slug == HERE]
    assert standing.state is State.OVERTAKEN
    for _ in range(len(standing.reasons)):
        step = next(step for step in officer.report().steps if step.standing.slug == HERE)
        assert step.kind == "整改销号"
        officer.take(step)
    [standing] = [one for one in officer.report().measured.standings if one.slug == HERE]
    assert standing.state is State.COVERED
