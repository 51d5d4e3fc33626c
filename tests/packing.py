"""A town of one small community, with blank pages for prints, to be packed in tests."""

from __future__ import annotations

import io
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace
from pathlib import Path

import sample
import small_workspace
from pypdf import PdfWriter

from generator.bulk.results import Member
from generator.facts.facts import Facts
from generator.facts.model.distribution import Distribution
from generator.facts.workspace import Workspace
from generator.press.pack.forms import FOLDER
from generator.press.pack.forms import load_forms
from generator.press.pack.holding import Holding
from generator.press.pack.holding import Lacking
from generator.press.pack.holding import Print
from generator.press.pack.holding import Town
from generator.press.pack.items import BY_KEY
from generator.press.pack.make import Pack
from generator.press.pack.make import make_pack
from generator.press.pack.make import pack_name

MM = 72 / 25.4
A4 = (210, 297)
MEMBER = Member("xizhen", "jiacun", "甲村", "330302001201", "西镇", has_profile=True)
OTHER = Member("xizhen", "yicun", "乙村", "330302001203", "西镇", has_profile=False)
RULES = (
    Distribution(item="内部版", posts=("组长", "网格长"), offices=("社区（村）应急值班室",), source="示例"),
    Distribution(item="公示版", offices=("社区（村）公告栏",), source="示例"),
    Distribution(item="附册", posts=("组长",), source="示例"),
    Distribution(item="海报（A3）", places=("每个网格",), source="示例"),
)
TITLES = {
    "内部版": "综合应急预案（内部版）",
    "公示版": "综合应急预案（公示版）",
    "附册": "附册",
    "处置卡": "应急处置卡",
    "海报（A3）": "海报（A3）",
    "明白卡": "避险明白卡",
}


def pdf(*sizes: tuple[float, float]) -> bytes:
    """Blank pages of these sizes in millimetres."""
    writer = PdfWriter()
    for width, height in sizes:
        writer.add_blank_page(width * MM, height * MM)
    data = io.BytesIO()
    writer.write(data)
    return data.getvalue()


@dataclass
class Office:
    """Where packs are made: a small workspace with the repository's forms, and a folder of prints."""

    root: Path
    facts: Facts

    @classmethod
    def at(cls, root: Path) -> Office:
        workspace = small_workspace.copied(root)
        shutil.copytree(sample.ROOT / FOLDER, root / FOLDER)
        facts, problems = small_workspace.loaded(workspace)
        assert facts is not None, problems
        district = replace(facts.district, distribution=RULES)
        return cls(root, replace(facts, settings=replace(facts.settings, district=district)))

    def prints(self, *keys: str, pages: int = 3) -> tuple[Print, ...]:
        """Blank prints of these items."""
        found = []
        for key in keys:
            path = self.root / "prints" / f"{key}.pdf"
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(pdf(*[A4] * pages))
            found.append(Print(BY_KEY[key], TITLES[key], path, copies=2))
        return tuple(found)

    def town(self, prints: Sequence[Print], *, is_draft: bool = True, scope: str = "") -> Town:
        """The town: one community with these prints, another of which nothing is known."""
        version, mark = ("修订草案", "草案") if is_draft else ("V1.2", "V1.2")
        holding = Holding(MEMBER, self.facts, version, mark, is_draft, tuple(prints))
        lacking = (Lacking(OTHER, "全部", "还没有风险档案"),)
        return Town("xizhen", "西镇", (holding,), lacking, {MEMBER.slug: "01", OTHER.slug: "02"}, "西镇", scope)

    def target(self, town: Town, *, as_zip: bool = False) -> Path:
        """Where the town's pack lies."""
        return self.root / "output" / "pack" / (pack_name(town) + (".zip" if as_zip else ""))

    def pack(self, town: Town, *, as_zip: bool = False) -> Pack:
        """The pack, made."""
        forms, problems = load_forms(Workspace(self.root))
        assert problems == []
        return make_pack(town, self.target(town, as_zip=as_zip), forms, 2, as_zip=as_zip, root=self.root)
