"""`plangen build --pdf`: every draft gets a PDF that shows it, is printed once, and never lies beside another draft."""

from __future__ import annotations

from pathlib import Path

import docx
import pdf_check
import pytest
from few import few
from workspace import PROFILE
from workspace import Done

from generator.bulk.printed import pdf_file

SLUG, NAME = "lingjiao/yunling", "云岭村"
ONE = (NAME, "--edition", "internal")
PROPERTIES = "docProps/core.xml"


def printed(done: Done) -> list[str]:
    """What became of each PDF."""
    return [entry["status"] for entry in done.data["printed"]]


def entry(docx_file: Path) -> str:
    """The first line of a draft's contents."""
    return next(p.text for p in docx.Document(str(docx_file)).paragraphs if p.style and p.style.name == "toc 1")


def test_a_pdf_is_printed_once_and_is_gone_as_soon_as_its_draft_is_another(tmp_path: Path) -> None:
    district = few(tmp_path, SLUG)
    draft = district.draft(NAME)
    pdf = Path(pdf_file(str(draft)))

    done = district.build(*ONE, "--pdf", "--json")
    assert (done.code, printed(done)) == (0, ["printed"])
    assert entry(draft) == "一、紧急情况先看这一页\t1"
    assert pdf_check.faults(pdf_check.Printed(pdf.read_bytes(), draft.read_bytes())) == []
    before = draft.stat().st_mtime_ns, pdf.stat().st_mtime_ns

    done = district.build(*ONE, "--json")
    assert [one["status"] for one in done.data["built"]] == ["current"]
    done = district.build(*ONE, "--pdf", "--json")
    assert (done.code, printed(done)) == (0, ["current"])
    assert district.build(*ONE, "--pdf", "--check").code == 0
    assert (draft.stat().st_mtime_ns, pdf.stat().st_mtime_ns) == before
    shown = {one["edition"]: one["pdf"] for one in district.run("status", NAME, "--json").data["drafts"]}
    assert shown == {"internal": pdf.relative_to(tmp_path).as_posix(), "public": None}

    # A template is another file and says the same: the draft comes out as before, and is printed already.
    district.change_piece("front/contents.docx", "</cp:coreProperties>", "<!-- --></cp:coreProperties>", PROPERTIES)
    done = district.build(*ONE, "--pdf", "--json")
    assert [one["status"] for one in done.data["built"]] == ["built"]
    assert (printed(done), pdf.stat().st_mtime_ns) == (["current"], before[1])

    district.change(PROFILE, "duty_phone: 0577-00000004", "duty_phone: 0577-00000005")
    done = district.build(*ONE)
    assert f"removed  {pdf.relative_to(tmp_path).as_posix()}: it showed an older draft" in done.out
    assert not pdf.exists()
    assert entry(draft) == "一、紧急情况先看这一页\t"
    assert {one["pdf"] for one in district.run("status", NAME, "--json").data["drafts"]} == {None}
    done = district.build(*ONE, "--pdf", "--check", "--json")
    assert (done.code, printed(done)) == (1, ["stale"])
    assert not pdf.exists()

    assert "1 PDF printed" in district.build(*ONE, "--pdf").out
    pdf.unlink()
    done = district.build(*ONE, "--pdf", "--json")
    assert ([one["status"] for one in done.data["built"]], printed(done)) == (["current"], ["printed"])
    assert entry(draft) == "一、紧急情况先看这一页\t1"

    done = district.build(*ONE, "--force", "--json")
    assert done.data["removed"] == [pdf.relative_to(tmp_path).as_posix()]
    assert (draft.exists(), pdf.exists()) == (True, False)


def test_without_libreoffice_drafts_are_built_none_the_less(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANGEN_OFFICE", str(tmp_path / "nowhere"))
    district = few(tmp_path, SLUG)
    done = district.build(*ONE, "--pdf", "--json")
    assert done.code == 1
    assert [problem["code"] for problem in done.problems] == ["PG700"]
    assert [one["status"] for one in done.data["built"]] == ["built"]
    assert district.draft(NAME).exists()


def test_pdfs_of_nobody_are_pruned_with_their_drafts(tmp_path: Path) -> None:
    district = few(tmp_path, SLUG)
    district.build(*ONE)
    orphan = district.draft(NAME).with_name("旧村综合应急预案（内部版·草案）.pdf")
    own = Path(pdf_file(str(district.draft(NAME))))
    other = own.with_name("照片.pdf")
    for path in (orphan, own, other):
        path.write_bytes(b"%PDF")
    done = district.build(NAME, "--prune", "--json")
    assert orphan.relative_to(tmp_path).as_posix() in done.data["removed"]
    assert (orphan.exists(), other.exists()) == (False, True)
