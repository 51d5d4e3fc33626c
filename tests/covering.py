"""A sample workspace with a history: paper plans at every step of the ladder, drills, hostile names in the roster.

district = District.at(tmp_path)
district.adopt("luming/ximen", filed=True, handed=True)
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import sample
from workspace import Workspace

from generator.facts.ledger import LedgerEntry
from generator.facts.ledger.entries import SUBJECTS
from generator.facts.ledger.entries import Adopt
from generator.facts.ledger.entries import Copy
from generator.facts.ledger.entries import File
from generator.facts.ledger.entries import HandOut
from generator.facts.ledger.entries import Reconfirm
from generator.facts.model.town import Roster
from generator.facts.workspace import Workspace as Folders
from generator.revisions.records.ledger import writing

DAY = date(2026, 11, 24)
"""The day on which tests measure; the sample's profiles were reviewed shortly before it."""

HOSTILE = {
    "西门社区": "<script>alert(1)</script>",
    "学前社区": '=HYPERLINK("x","y")',
    "县前社区": "]]></w:t>{{ 7*7 }}&amp;",
    "南浦社区": "+1-1@x",
}
"""What some communities of the roster are called instead."""


@dataclass(frozen=True)
class District:
    """A workspace whose ledgers are written by the tool itself."""

    workspace: Workspace

    @classmethod
    def at(cls, root: Path, *, hostile: bool = False) -> District:
        """A fresh copy of the sample: four full profiles, all others missing; with hostile names where asked for."""
        workspace = Workspace.at(root)
        path = root / "plans/roster.yaml"
        if hostile:
            text = path.read_text("utf-8")
            for name, evil in HOSTILE.items():
                quoted = "'" + evil.replace("'", "''") + "'"
                assert text.count(f"name: {name},") == 1
                text = text.replace(f"name: {name},", f"name: {quoted},")
            path.write_text(text, "utf-8")
        return cls(workspace)

    @property
    def root(self) -> Path:
        """The workspace's folder."""
        return self.workspace.root

    def write(self, slug: str, *entries: LedgerEntry) -> District:
        """The district, with these entries in the ledger of a community."""
        folders = Folders(self.root)
        (folders.plans / slug).mkdir(parents=True, exist_ok=True)
        with writing(folders) as writer:
            for entry in entries:
                written, problems = writer.append(slug, entry)
                assert written is not None, problems
        return self

    def adopt(self, slug: str, *, filed: bool = True, handed: bool = True, **more: object) -> District:
        """The district, with a paper plan of a community, as far as it has come."""
        values: dict[str, object] = {
            "on": date(2026, 5, 1),
            "by": "应急专员",
            "version": "V1.0",
            "signed_on": date(2026, 4, 20),
            "signer": "甲某人",
            "review_due": date(2029, 4, 20),
            "proves": SUBJECTS,
        }
        entries: list[LedgerEntry] = [Adopt(**(values | more))]  # type: ignore[arg-type]
        if filed:
            entries.append(
                File(on=date(2026, 6, 1), by="应急专员", version="V1.0", received_by="街镇", receipt_no="备〔2026〕7号")
            )
        if handed:
            entries.append(
                HandOut(
                    on=date(2026, 7, 1),
                    by="应急专员",
                    version="V1.0",
                    rows=tuple(
                        Copy(copy=str(at), post=post, received_on=date(2026, 7, 1), receipt=True)
                        for at, post in enumerate(("组长", "一网格网格长"), 1)
                    ),
                )
            )
        return self.write(slug, *entries)

    def with_history(self) -> District:
        """The district, with communities in every state that a ledger can bring about."""
        self.adopt("luming/ximen")
        self.adopt("luming/xueqian", handed=False)
        self.adopt("luming/xianqian", filed=False, handed=False)
        self.adopt("luming/nanpu", proves=SUBJECTS[:4])
        self.adopt("xincheng/wangjiang", review_due=date(2026, 11, 1))
        self.adopt("xincheng/jinyuan", review_due=date(2026, 12, 20))
        self.adopt("jiangwan/binjiang", review_due=date(2026, 10, 31))
        again = Reconfirm(
            on=date(2026, 10, 20), by="应急专员", version="V1.0", review_due=date(2027, 10, 31), why="不用改"
        )
        self.write("jiangwan/binjiang", again)
        return self.adopt("lingjiao/yunling")


def roster() -> Roster:
    """The sample's roster."""
    return sample.settings().roster
