"""Whatever changes in whatever order: an incremental build is equal to a clean one, part by part and word by word."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest
from few import drafts
from few import few
from hypothesis import HealthCheck
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine
from hypothesis.stateful import initialize
from hypothesis.stateful import rule
from hypothesis.stateful import run_state_machine_as_test
from workspace import Done
from workspace import Workspace
from workspace import with_part

YUNLING = "lingjiao/yunling"
WANGJIAO = "haijiao/wangjiao"
# A file and what may stand in it instead, there and back: values that pieces read, errors, gaps, settings, the recipe.
EDITS = (
    (f"plans/{YUNLING}/profile.yaml", "danger: 坡体夜里滑下来压房，人在睡觉", "danger: 坡体下滑"),
    (f"plans/{YUNLING}/profile.yaml", "danger: 坡体夜里滑下来压房，人在睡觉", "danger:"),
    (f"plans/{YUNLING}/profile.yaml", "\nkind: 村", "\nkind: 村子"),
    (f"plans/{YUNLING}/profile.yaml", "\nschema: 1", "\n# a note\nschema: 1"),
    (f"plans/{YUNLING}/profile.yaml", 'phone: "19900000034"', 'phone: "19900000099"'),
    (f"plans/{WANGJIAO}/profile.yaml", "\nreviewed_on: ", "\nreviewed_on:  "),
    ("plans/lingjiao/town.yaml", "staff_total: 6", "staff_total: 7"),
    ("plans/roster.yaml", "name: 望礁村,", "name: 望礁新村,"),
    (
        "templates/manual/manual.yaml",
        "title: 低温冰雪, band: parts, ",
        "title: 低温冰雪, band: parts, new_page: true, ",
    ),
    ("templates/manual/manual.yaml", "depth: short\n", "depth: full\n"),
)
PIECES = ("front/cover.docx", "flood/tide.docx", "points/point.docx", "fire/timber.docx", "base.docx")


class Builds(RuleBasedStateMachine):
    """A workspace that is changed and built, beside a cache that remembers and one that never does."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.district = few(self.folder / "w", YUNLING, WANGJIAO)
        self.kept: dict[Path, bytes] = {}

    @initialize()
    def first(self) -> None:
        self.district.build("--all")

    @rule(edit=st.sampled_from(EDITS))
    def edit(self, edit: tuple[str, str, str]) -> None:
        file, old, new = edit
        path = self.district.root / file
        text = path.read_text("utf-8")
        there = text.replace(old, new, 1) if old in text else text.replace(new, old, 1)
        path.write_text(there, "utf-8", newline="")

    @rule(piece=st.sampled_from(PIECES), broken=st.booleans())
    def change_piece(self, piece: str, broken: bool) -> None:
        path = self.district.root / "templates/manual" / piece
        data = path.read_bytes()
        self.kept.setdefault(path, data)
        sign = "{% if %}" if broken and piece != "base.docx" else "。"
        path.write_bytes(with_part(data, lambda xml: xml.replace("</w:t>", f"{sign}</w:t>", 1)))

    @rule()
    def put_pieces_back(self) -> None:
        for path, data in self.kept.items():
            path.write_bytes(data)

    @rule(slug=st.sampled_from((YUNLING, WANGJIAO)))
    def swap_figures(self, slug: str) -> None:
        folder = self.district.root / "plans" / slug / "figures"
        one, other = (folder / name for name in ("risk.png", "routes.png"))
        first, second = one.read_bytes(), other.read_bytes()
        one.write_bytes(second)
        other.write_bytes(first)

    @rule()
    def move_the_drill(self) -> None:
        drills = self.district.root / "plans" / YUNLING / "drills"
        aside = self.folder / "aside"
        aside.mkdir(exist_ok=True)
        source, target = (drills, aside) if any(drills.iterdir()) else (aside, drills)
        for path in list(source.iterdir()):
            path.rename(target / path.name)

    @rule()
    def lose_a_draft(self) -> None:
        for path in sorted((self.district.root / "output").rglob("*.docx"))[:1]:
            path.unlink()

    @rule()
    def spoil_a_draft(self) -> None:
        for path in sorted((self.district.root / "output").rglob("*.docx"))[-1:]:
            path.write_bytes(b"spoilt")

    @rule(options=st.sampled_from((("--edition", "internal"), ("--edition", "public"), ("-j", "2"), ("--force",))))
    def build_some(self, options: tuple[str, ...]) -> None:
        self.district.build("--all", *options)

    @rule(slug=st.sampled_from((YUNLING, WANGJIAO)))
    def build_one(self, slug: str) -> None:
        self.district.build(slug)

    @rule()
    def compare(self) -> None:
        looked = self.district.run("status", "--json")
        done = self.district.build("--all", "--prune", "--json")
        stale = [entry["status"] for entry in looked.data["drafts"]] if looked.data["problems"] == [] else []
        assert [status == "stale" for status in stale] == [e["status"] == "built" for e in done.data["built"]][
            : len(stale)
        ]
        clean = Workspace(self.folder / "clean")
        shutil.rmtree(clean.root, ignore_errors=True)
        for name in ("plans", "templates"):
            shutil.copytree(self.district.root / name, clean.root / name)
        remembered = os.environ["PLANGEN_CACHE"]
        os.environ["PLANGEN_CACHE"] = str(self.folder / "empty")
        shutil.rmtree(self.folder / "empty", ignore_errors=True)
        try:
            fresh = clean.build("--all", "--json")
        finally:
            os.environ["PLANGEN_CACHE"] = remembered
        assert done.code == fresh.code
        assert said(done) == said(fresh)
        # An erroneous community keeps its old draft, which a clean build has not.
        whole = {e["path"].removeprefix("output/") for e in fresh.data["built"] if e["path"]}
        here = {path: found for path, found in good_drafts(self.district.root).items() if path in whole}
        assert here == drafts(clean.root)

    def teardown(self) -> None:
        shutil.rmtree(self.folder)


def good_drafts(root: Path) -> dict[str, dict[str, str]]:
    """The drafts that are Word files at all."""
    for path in (root / "output").rglob("*.docx"):
        if path.read_bytes() == b"spoilt":
            path.unlink()
    return drafts(root)


def said(done: Done) -> tuple[list[Any], list[str]]:
    """What a build told, whether it was built now or before."""
    keys = ("name", "edition", "errors", "gaps", "content")
    entries = [
        tuple(entry.get(key) for key in keys) if entry["path"] else (entry["name"], entry["edition"], entry["errors"])
        for entry in done.data["built"]
    ]
    return entries, sorted(map(str, done.data["problems"]))


@pytest.mark.parametrize("examples", [6])
def test_an_incremental_build_equals_a_clean_one_after_any_changes(examples: int) -> None:
    run_state_machine_as_test(
        Builds,
        settings=settings(
            max_examples=examples,
            stateful_step_count=8,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
