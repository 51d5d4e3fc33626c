"""The sample district's own ledgers and archive, as they are committed."""

from __future__ import annotations

import functools
import io
import os
import re
import shutil
import subprocess
from pathlib import Path

import pikepdf
import pytest
import sample
from workspace import Done
from workspace import parts
from workspace import started
from workspace import with_part

from generator.facts.ledger import State
from generator.facts.load import load_ledger
from generator.facts.workspace import Workspace
from generator.problems import Severity
from generator.revisions.archive.layout import issued
from generator.revisions.archive.layout import slugs
from generator.revisions.archive.parcel import sha256_of
from generator.revisions.archive.store import archived
from generator.revisions.archive.store import archived_bytes
from generator.revisions.archive.store import archives_of
from generator.revisions.frozen.printed import printed_lines
from generator.revisions.records.identify import Match
from generator.revisions.records.identify import Sameness
from generator.revisions.records.identify import identify_bytes
from generator.revisions.records.verify import verify

MEGABYTE = 1_000_000
YUNLING = "lingjiao/yunling"
DAY = "2026-11-24"


def test_it_verifies_as_it_lies_there() -> None:
    found = verify(sample.WORKSPACE)
    assert [problem for problem in found.problems if problem.severity is not Severity.NOTE] == []
    assert found.numbers > 10


@pytest.mark.parametrize("autocrlf", ["false", "true"])
def test_a_clean_clone_verifies_also_by_a_git_that_rewrites_line_ends(tmp_path: Path, autocrlf: str) -> None:
    def git(*arguments: str, cwd: Path = tmp_path) -> None:
        environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
        command = ["git", "-c", "user.name=x", "-c", "user.email=x@example.invalid", *arguments]
        subprocess.run(command, cwd=cwd, check=True, capture_output=True, env=environment)

    origin = tmp_path / "origin"
    shutil.copytree(sample.ROOT / "plans", origin / "plans")
    shutil.copytree(issued(sample.ROOT), origin / "output/issued")
    for name in (".gitattributes", ".gitignore"):
        shutil.copy(sample.ROOT / name, origin)
    git("init", "-q", str(origin))
    git("add", ".", cwd=origin)
    git("commit", "-q", "-m", "x", cwd=origin)
    git("clone", "-q", "-c", f"core.autocrlf={autocrlf}", str(origin), "clone")
    found = verify(Workspace(tmp_path / "clone"))
    assert [problem for problem in found.problems if problem.severity is Severity.ERROR] == []
    assert found.files == verify(sample.WORKSPACE).files - here_only()


def here_only() -> int:
    """How many frozen registers and annex volumes are on this computer: no clone has them."""
    return sum(path.is_file() for path in (sample.ROOT / "output/personal").glob("*/*/V*/*"))


def test_every_archived_file_comes_back_byte_for_byte() -> None:
    for slug in slugs(sample.ROOT):
        life = load_ledger(sample.WORKSPACE, sample.WORKSPACE.plans / slug)[0].life
        for number in archives_of(life):
            manifest, problems = archived(sample.ROOT, slug, life, number)
            assert manifest is not None, problems
            for item in manifest.files:
                data, problems = archived_bytes(sample.ROOT, slug, life, number, item.name)
                assert data is not None, problems
                assert (sha256_of(data), len(data)) == (item.sha256, item.size)


def test_six_communities_and_more_have_a_history() -> None:
    lives = [load_ledger(sample.WORKSPACE, sample.WORKSPACE.plans / slug)[0].life for slug in slugs(sample.ROOT)]
    assert sum(len(life.revisions) >= 2 for life in lives) >= 6
    kinds = {
        entry.kind
        for slug in slugs(sample.ROOT)
        for entry in load_ledger(sample.WORKSPACE, sample.WORKSPACE.plans / slug)[0].entries
    }
    assert kinds == {"adopt", "issue", "sign", "file", "hand-out", "reconfirm", "correct", "destroy"}
    reasons = {
        reason for life in lives for one in life.revisions if one.issue is not None for reason in one.issue.reasons
    }
    assert reasons >= {"首次编制", "演练", "资源变化", "模板更新", "更正", "组织调整"}


def test_the_archive_is_small_enough_to_be_cloned() -> None:
    size = sum(path.stat().st_size for path in issued(sample.ROOT).rglob("*") if path.is_file())
    assert size <= 22 * MEGABYTE


def test_communities_stand_on_every_step() -> None:
    data = said("coverage", "--as-of", DAY, "--json").data
    states = {one["community"]: one["state"] for one in data["communities"]}
    assert states[YUNLING] == "covered"
    assert states["luming/ximen"] == "not_distributed"
    assert states["jiangwan/xinanyuan"] == "not_filed"
    assert states["xincheng/yunqiyuan"] == "incomplete"  # the paper; V1.0 waits for its signature
    assert states["luming/shiqiaotou"] == "covered"  # by a plan on paper
    assert states["xiyuan/likeng"] == "expired"
    assert 0 < sum(state == "covered" for state in states.values()) < len(states) / 4


def said(*arguments: str) -> Done:
    """What plangen says of the sample district."""
    return started("-C", str(sample.ROOT), *arguments)


@functools.cache
def yunling(version: str, ending: str) -> bytes:
    """The internal edition of 云岭村."""
    (path,) = (issued(sample.ROOT) / YUNLING / version).glob(f"*内部版）.{ending}")
    return path.read_bytes()


def looked_at(data: bytes) -> Match:
    (match,), problems = identify_bytes(sample.WORKSPACE, data)
    assert problems == []
    return match


def test_a_file_says_which_revision_it_is() -> None:
    old, new = looked_at(yunling("V1.0", "pdf")), looked_at(yunling("V2.0", "docx"))
    assert (old.number, old.sameness, old.state, old.in_force) == ("V1.0", Sameness.EXACT, State.REPLACED, "V2.0")
    assert (new.number, new.sameness, new.is_in_force) == ("V2.0", Sameness.EXACT, True)


def test_an_altered_pdf_is_known_by_the_code_that_it_bears(tmp_path: Path) -> None:
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(yunling("V1.0", "pdf"))) as document:
        document.docinfo["/Subject"] = "altered"
        document.save(written)
    match = looked_at(written.getvalue())
    assert (match.slug, match.number, match.role, match.sameness) == (YUNLING, "V1.0", "internal", Sameness.CLAIMED)
    path = tmp_path / "手册.pdf"
    path.write_bytes(written.getvalue())
    done = said("verify", str(path))
    assert done.code == 1
    assert "its bytes are not those of the archive" in done.out


def test_a_word_file_is_known_by_its_words_its_code_or_its_properties() -> None:
    data = yunling("V2.0", "docx")
    code = re.search(r"校验码 (\w{4}-\w{4})", "".join(printed_lines(data)[0]))
    assert code is not None
    for change, sameness in (
        (lambda xml: xml, Sameness.WORDS),
        (lambda xml: xml.replace("谁先看见谁先喊", "谁先看见谁报告"), Sameness.ALTERED),
    ):
        match = looked_at(with_part(data, change))
        assert (match.slug, match.number, match.sameness) == (YUNLING, "V2.0", sameness)
    for part in [name for name, content in parts(data) if code[1].encode() in content]:
        data = with_part(data, lambda xml: xml.replace(code[1], "0000-0000"), part)
    match = looked_at(data)
    assert (match.slug, match.number, match.role, match.sameness) == (YUNLING, "V2.0", "", Sameness.CLAIMED)


def test_what_changed_between_revisions_is_told_from_the_archive_alone() -> None:
    done = said("diff", YUNLING, "V1.0", "V2.0")
    assert done.code == 0
    assert "转移批次·后坑·路线" in done.out
    assert "没出险不追究" in done.out
