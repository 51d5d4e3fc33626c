"""What moves after a plan was issued: it is covered until the day by which it must follow, and not after it.

The plan is a real one: issued, frozen and archived, signed, filed, handed out; what has moved is found by comparing.
"""

from __future__ import annotations

from datetime import date
from datetime import timedelta
from pathlib import Path

import pytest
from few import few
from issuing import YUNLING
from issuing import first_signed
from issuing import issued
from workspace import PROFILE
from workspace import Workspace

from generator.bulk.setup import load_setup
from generator.coverage.next_steps import Step
from generator.coverage.standing import Standing
from generator.coverage.standing import State
from generator.coverage.survey import survey
from generator.facts.workspace import Workspace as Folders

BY = ("--by", "应急专员")
DAY = date(2026, 11, 24)
REVIEWED, RELEASED = date(2026, 11, 20), date(2027, 4, 15)
RECIPE = "templates/manual/manual.yaml"


def covered(root: Path) -> Workspace:
    """云岭村 with V1.0 in force, filed and handed out."""
    district = first_signed(root)
    receipt = ("--received-by", "岭脚镇人民政府", "--receipt-no", "岭备〔2026〕3号")
    assert district.run("file", YUNLING, "V1.0", "--on", "2026-11-05", *receipt, *BY).code == 0
    copies = ("--copy", "内01", "组长", "--copy", "内02", "一网格网格长")
    assert district.run("hand-out", YUNLING, "V1.0", "--on", "2026-11-06", *copies, *BY).code == 0
    return district


def on(district: Workspace, day: date) -> tuple[Standing, Step]:
    """How 云岭村 stands on a day with the files of now, and its next step."""
    setup, problems = load_setup(Folders(district.root))
    assert setup is not None, problems
    report, problems = survey(setup, day, is_today=True)
    assert problems == []
    standing = next(one for one in report.measured.standings if one.slug == YUNLING)
    return standing, next(step for step in report.steps if step.standing.slug == YUNLING)


def test_a_plan_that_says_what_the_files_say_is_covered_and_owes_no_update(tmp_path: Path) -> None:
    standing, step = on(covered(tmp_path / "w"), DAY)
    assert (standing.state, standing.update_due) == (State.COVERED, None)
    assert step.kind not in {"修订", "签发"}


@pytest.mark.parametrize(
    ("file", "edits", "due", "why"),
    [
        (
            PROFILE,
            (
                ("via: [岔路口樟树, 云岭头桥东]", "via: [云岭头桥东]"),
                ("reviewed_on: ", f"reviewed_on: {REVIEWED} # "),
            ),
            REVIEWED + timedelta(days=30),
            "风险档案有变化",
        ),
        (RECIPE, (("name: 2026年汛后版", "name: 2027年汛前版"),), RELEASED, "模板有更新（2027年汛前版）"),
    ],
    ids=["a route of the profile", "a release of the templates"],
)
def test_what_has_moved_is_due_on_its_day_and_costs_coverage_after_it(
    tmp_path: Path, file: str, edits: tuple[tuple[str, str], ...], due: date, why: str
) -> None:
    district = covered(tmp_path / "w")
    for old, new in edits:
        district.change(file, old, new)
    if file == RECIPE:
        reworded(district)
    before, step = on(district, due)
    assert (before.state, before.update_due) == (State.COVERED, due)
    assert f"{why}，待修订" in {flag.text for flag in before.flags}
    assert (step.kind, step.due) == ("修订", due)
    after, step = on(district, due + timedelta(days=1))
    assert after.state is State.OVERTAKEN
    assert [reason.text for reason in after.reasons] == [f"{why}，逾期未修订"]
    assert step.kind == "修订"

    # The step that is named leads on: a revision is issued, then the signature is asked for, then it is covered again.
    [result] = issued(district.root, YUNLING, on=REVIEWED)
    assert result.version
    waiting, step = on(district, due + timedelta(days=1))
    assert waiting.state is State.OVERTAKEN
    assert (step.kind, step.what) == ("签发", f"{result.version}送签稿待签发：审定并签发")
    signed = ("--on", "2026-11-22", "--signer", "郑示例", *BY)
    assert district.run("sign", YUNLING, result.version, *signed).code == 0
    renewed, step = on(district, due)
    assert (renewed.state, renewed.update_due) == (State.NOT_FILED, None)
    assert step.kind == "备案"


def reworded(district: Workspace) -> None:
    """Nothing; one word of a piece that every manual has is another."""
    district.change_piece("fire/home.docx", "</w:t>", "（改）</w:t>")


def test_a_change_that_no_manual_prints_is_no_update(tmp_path: Path) -> None:
    district = covered(tmp_path / "w")
    district.change(RECIPE, "name: 2026年汛后版", "name: 2027年汛前版")
    standing, _step = on(district, DAY)
    assert (standing.state, standing.update_due) == (State.COVERED, None)


def test_a_paper_plan_owes_no_update_for_nobody_froze_what_it_says(tmp_path: Path) -> None:
    district = few(tmp_path / "w", YUNLING)
    proves = [
        word
        for one in ("组织指挥", "风险与预警", "应急处置", "应急保障", "恢复", "培训演练与修订")
        for word in ("--proves", one)
    ]
    adopted = ("adopt", YUNLING, "V0.1", "--signed-on", "2026-05-01", "--signer", "郑示例", *proves, *BY)
    done = district.run(*adopted)
    assert done.code == 0, done.out
    standing, _step = on(district, DAY)
    assert (standing.state, standing.update_due) == (State.NOT_FILED, None)
