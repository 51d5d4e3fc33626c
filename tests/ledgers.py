"""A community with a ledger and an archive of small files, for tests: no manual is built.

shelf = Shelf(tmp_path)
shelf.issue("V1.0"); shelf.sign("V1.0")
assert codes(shelf.verify()) == []
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.facts.ledger import Ledger
from generator.facts.ledger import LedgerEntry
from generator.facts.ledger import Life
from generator.facts.ledger.entries import Adopt
from generator.facts.ledger.entries import Change
from generator.facts.ledger.entries import CheckCode
from generator.facts.ledger.entries import Copy
from generator.facts.ledger.entries import Correct
from generator.facts.ledger.entries import Destroy
from generator.facts.ledger.entries import File
from generator.facts.ledger.entries import FindingAct
from generator.facts.ledger.entries import HandOut
from generator.facts.ledger.entries import Issue
from generator.facts.ledger.entries import Reconfirm
from generator.facts.ledger.entries import Sign
from generator.facts.load import load_ledger
from generator.facts.workspace import Workspace
from generator.problems import Problem
from generator.problems import Severity
from generator.revisions.archive.layout import community_folder
from generator.revisions.archive.layout import revisions_folder
from generator.revisions.archive.parcel import Content
from generator.revisions.archive.parcel import Parcel
from generator.revisions.archive.parcel import PersonalContent
from generator.revisions.archive.parcel import sha256_of
from generator.revisions.records.ledger import writing
from generator.revisions.records.verify import Verified
from generator.revisions.records.verify import verify

SLUG = "xizhen/shanqian"
DAY = date(2026, 3, 1)
REGISTER = b"schema: 1\npeople: []\n"
REGISTER_HASH = sha256_of(REGISTER)


def day(number: int) -> date:
    """The first of March 2026 and the days after it."""
    return date.fromordinal(DAY.toordinal() + number)


def codes(problems: Iterable[Problem] | Verified, *, notes: bool = False) -> list[str]:
    """The codes of problems, without those of notes unless they are asked for."""
    found = problems.problems if isinstance(problems, Verified) else problems
    return [problem.code for problem in found if notes or problem.severity is not Severity.NOTE]


def issue_of(version: str, on: int = 0, **more: object) -> Issue:
    """A 送签稿 as an entry, without its archive."""
    fields: dict[str, object] = {
        "on": day(on),
        "by": "应急专员",
        "version": version,
        "kind_of_change": "首次" if version == "V1.0" else "次",
        "reasons": ("首次编制",) if version == "V1.0" else ("演练",),
        "summary": "全文" if version == "V1.0" else "转移批次",
        "release": "2026-1",
        "content": "c" * 64,
        "codes": (CheckCode(edition="internal", code="0000-0000"),),
    }
    return Issue(**(fields | more))  # type: ignore[arg-type]


def sign_of(version: str, on: int = 1, **more: object) -> Sign:
    """A signature as an entry."""
    return Sign(**{"on": day(on), "by": "应急专员", "version": version, "signer": "张示例", "seal": True, **more})  # type: ignore[arg-type]


def file_of(version: str, on: int = 2, **more: object) -> File:
    """A filing as an entry."""
    fields = {
        "on": day(on),
        "by": "应急专员",
        "version": version,
        "received_by": "西镇街道",
        "receipt_no": "西备〔2026〕1号",
    }
    return File(**(fields | more))  # type: ignore[arg-type]


def hand_out_of(version: str, on: int = 3) -> HandOut:
    """Two copies handed out, as an entry."""
    rows = tuple(Copy(copy=f"{number:02d}", post=post, edition="internal", receipt=True, old="无")
                 for number, post in enumerate(("书记", "网格长"), 1))  # fmt: skip
    return HandOut(on=day(on), by="应急专员", version=version, rows=rows)


def correct_of(number: str, version: str, on: int = 4) -> Correct:
    """A correction notice as an entry, without its archive."""
    changes = (Change(path="contacts.周示例.phone", title="周示例·电话", before="19900000041", after="19900000042"),)
    return Correct(on=day(on), by="应急专员", correction=number, version=version, changes=changes)


def finding_of(act: str, on: int = 5, **more: object) -> FindingAct:
    """An act about the finding F-2026-01-1, as an entry."""
    extra: dict[str, dict[str, object]] = {
        "销号": {"evidence": "现场照片", "verified_by": "街道应急站"},
        "延期": {"until": day(60), "approver": "街道应急站"},
        "完成待核": {"evidence": "现场照片"},
    }
    fields = {"on": day(on), "by": "应急专员", "finding": "F-2026-01-1", "drill": "D-2026-01", "act": act}
    return FindingAct(**(fields | extra.get(act, {}) | more))  # type: ignore[arg-type]


def destroy_of(sha256: str = REGISTER_HASH, on: int = 6, **more: object) -> Destroy:
    """The destruction of the frozen register, as an entry."""
    fields = {
        "on": day(on), "by": "应急专员", "object": "人员名册", "sha256": sha256, "count": 2,
        "witnesses": ("张示例", "李示例"), "why": "到期",
    }  # fmt: skip
    return Destroy(**(fields | more))  # type: ignore[arg-type]


def adopt_of(version: str = "V1.0", on: int = 0, **more: object) -> Adopt:
    """A plan on paper, as an entry."""
    fields = {"on": day(on), "by": "应急专员", "version": version, "signed_on": day(on), "signer": "张示例"}
    return Adopt(**(fields | more))  # type: ignore[arg-type]


def reconfirm_of(version: str, on: int = 7, due: int = 400) -> Reconfirm:
    """A re-confirmation, as an entry."""
    return Reconfirm(on=day(on), by="应急专员", version=version, review_due=day(due), why="经复核无需修订")


def parcel_of(number: str, kind: str = "revision", *, register: bool = True) -> Parcel:
    """A few small files in the place of manuals."""
    files = tuple(
        Content(f"山前村手册{number}{suffix}", f"内部版{suffix}", f"{number}{suffix} 第一页".encode())
        for suffix in (".docx", ".pdf")
    )
    personal = (PersonalContent("人员名册.yaml", "人员名册", REGISTER, 2, "2028-12-31"),) if register else ()
    objects = (Content("templates/manual/a.docx", "模板", b"template"),)
    return Parcel(
        "330300003002",
        "山前村",
        number,
        files,
        kind,
        objects,
        personal if kind == "revision" else (),
        (("日期", "2026-03-01"),),
    )


@dataclass(frozen=True)
class Shelf:
    """One community's ledger and archive in a workspace of their own."""

    root: Path
    slug: str = SLUG

    @property
    def workspace(self) -> Workspace:
        """The workspace; it has folders and nothing else."""
        (self.root / "plans" / self.slug).mkdir(parents=True, exist_ok=True)
        return Workspace(self.root)

    @property
    def entries(self) -> Path:
        """The folder of the ledger."""
        return revisions_folder(self.root, self.slug)

    @property
    def archive(self) -> Path:
        """The community's folder in the archive."""
        return community_folder(self.root, self.slug)

    def add(self, *entries: LedgerEntry) -> list[Problem]:
        """What hinders these entries from being written, one after another."""
        problems: list[Problem] = []
        with writing(self.workspace) as writer:
            for entry in entries:
                written, found = writer.append(self.slug, entry)
                problems += found
                if written is None:
                    break
        return problems

    def issue(self, version: str, on: int = 0, **more: object) -> list[Problem]:
        """What hinders a revision from being archived and entered."""
        return self._archived(issue_of(version, on, **more), parcel_of(version))

    def correct(self, number: str, version: str, on: int = 4) -> list[Problem]:
        """What hinders a correction notice from being archived and entered."""
        return self._archived(correct_of(number, version, on), parcel_of(number, "correction"))

    def _archived(self, entry: Issue | Correct, parcel: Parcel) -> list[Problem]:
        from dataclasses import replace

        with writing(self.workspace) as writer:
            digest, problems = writer.archive(self.slug, parcel)
            if not digest:
                return problems
            return problems + writer.append(self.slug, replace(entry, archive=digest))[1]

    def story(self) -> Shelf:
        """The shelf after two revisions, a correction notice and all that belongs to them."""
        steps = [
            self.issue("V1.0"),
            self.add(sign_of("V1.0", 1, review_due=day(365)), file_of("V1.0", 2), hand_out_of("V1.0", 3)),
            self.correct("G-2026-01", "V1.0", 4),
            self.add(finding_of("开始整改", 5), finding_of("完成待核", 6), finding_of("销号", 7)),
            self.issue("V1.1", 10, absorbs=("G-2026-01",), answers=("F-2026-01-1",)),
            self.add(sign_of("V1.1", 11, in_force_on=day(12))),
        ]
        assert steps == [[]] * len(steps), steps
        return self

    def load(self) -> tuple[Ledger, list[Problem]]:
        """The ledger and what is wrong with it."""
        return load_ledger(self.workspace, self.workspace.plans / self.slug)

    @property
    def life(self) -> Life:
        """What the ledger says."""
        return self.load()[0].life

    def verify(self) -> Verified:
        """What `verify` finds in the whole workspace."""
        return verify(self.workspace)

    def files(self) -> dict[str, bytes]:
        """Every file of ledger, archive and personal folders, by its path in the workspace."""
        found = [path for base in ("plans", "output") for path in (self.root / base).rglob("*") if path.is_file()]
        return {path.relative_to(self.root).as_posix(): path.read_bytes() for path in sorted(found)}
