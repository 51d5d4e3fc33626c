"""A measurement with memory says what one without says, whatever changed in between and whatever day is asked for."""

from __future__ import annotations

import dataclasses
import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable
from collections.abc import Iterator
from datetime import date
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import sample
from covering import DAY
from covering import District
from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine
from hypothesis.stateful import initialize
from hypothesis.stateful import rule
from hypothesis.stateful import run_state_machine_as_test
from issuing import first_signed

from generator.bulk.setup import load_setup
from generator.coverage.as_data import as_data
from generator.coverage.asked import Asked
from generator.coverage.evidence import Evidence
from generator.coverage.gather import Gathering
from generator.coverage.ground import Ground
from generator.coverage.ground import ground_of
from generator.coverage.ground import load_ground
from generator.coverage.load import Found
from generator.coverage.load import Loading
from generator.coverage.load import rules_of
from generator.coverage.memory import Memory
from generator.coverage.packing import unpacked
from generator.coverage.particulars import particulars
from generator.coverage.readiness import community_results
from generator.coverage.reading import read
from generator.coverage.report import Report
from generator.coverage.row import Others
from generator.coverage.row import community_rules
from generator.coverage.row import row_of
from generator.coverage.survey import report_of
from generator.coverage.survey import survey
from generator.facts.ledger.entries import FindingAct
from generator.facts.ledger.entries import LedgerEntry
from generator.facts.ledger.entries import Reconfirm
from generator.facts.ledger.writing import entry_name
from generator.facts.ledger.writing import render_entry
from generator.facts.workspace import Workspace as Folders

YUNLING = "lingjiao/yunling"


def said(report: Report) -> dict[str, Any]:
    """All that outputs can say of a report."""
    return {
        **as_data(report),
        "particulars": dict(report.particulars),
        "findings": dict(report.findings),
        "gaps": dict(report.gaps),
        "heads": dict(report.heads),
        "musts": dict(report.ready.musts) if report.ready is not None else None,
    }


def afresh(root: Path, day: date, *, is_today: bool = True) -> tuple[dict[str, Any], list[Any]]:
    """What a measurement says that knows nothing."""
    setup, problems = load_setup(Folders(root))
    assert setup is not None, problems
    report, told = survey(setup, day, is_today=is_today, jobs=1)
    return said(report), told


def remembering(root: Path, day: date, *, is_today: bool = True) -> tuple[dict[str, Any], list[Any]]:
    """What a measurement says that has the memory of those before."""
    memory = Memory(root)
    ground, problems = load_ground(Folders(root), memory)
    assert ground is not None, problems
    report, told = survey(ground, day, is_today=is_today, memory=memory, jobs=1)
    found = said(report), told
    memory.close()
    return found


def read_again(root: Path, day: date = DAY) -> set[str]:
    """The communities that a measurement had to read."""
    memory = Memory(root)
    ground, _problems = load_ground(Folders(root), memory)
    assert ground is not None
    found: list[str] = []

    class Counting(Loading):
        def found(self, one: Any) -> Found:  # noqa: ANN401  (as its parent)
            found.append(one.slug)
            return super().found(one)

    loading = Counting(ground, rules_of(ground.settings), day, is_today=True)
    gathering = Gathering(ground, loading, memory)
    gathering.run(iter, 1)
    assert report_of(ground, gathering).whole.total
    memory.close()
    return set(found)


def aged(root: Path) -> None:
    """Nothing; no file is so young that its stamp is not believed."""
    for path in root.rglob("*"):
        found = path.stat()
        os.utime(path, ns=(found.st_mtime_ns - 10_000_000_000, found.st_mtime_ns - 10_000_000_000))


def append(root: Path, kind: str, entry: LedgerEntry) -> None:
    """Nothing; the ledger has one entry more, be it right or wrong."""
    folder = root / "plans" / YUNLING / "revisions"
    folder.mkdir(parents=True, exist_ok=True)
    before = sorted(folder.iterdir())
    previous = hashlib.sha256(before[-1].read_bytes()).hexdigest() if before else None
    number = len(before) + 1
    whole = dataclasses.replace(entry, schema=1, number=number, kind=kind, previous=previous)
    (folder / entry_name(number, kind)).write_bytes(render_entry(whole))


# A file and what may stand in it instead, there and back.
EDITS = (
    (f"plans/{YUNLING}/profile.yaml", "\nkind: 村", "\nkind: 村子"),
    (f"plans/{YUNLING}/profile.yaml", "elected_on: 2025-12-20", "elected_on: 2026-08-20"),
    (f"plans/{YUNLING}/profile.yaml", "\nschema: 1", "\n# a note\nschema: 1"),
    (f"plans/{YUNLING}/profile.yaml", "\nschema: 1", "\nschema: [1"),
    (f"plans/{YUNLING}/register.yaml", "checked_on: 2026", "checked_on: 2019"),
    ("plans/lingjiao/town.yaml", "staff_permanent: ", "staff_permanent: 1"),
    ("plans/roster.yaml", "name: 云岭村,", "name: 云岭新村,"),
    ("plans/standards.yaml", "soon_days: ", "soon_days: 9"),
    ("plans/standards.yaml", "requires: [签发, 备案, 分发]", "requires: [签发]"),
    ("templates/manual/manual.yaml", "depth: short\n", "depth: full\n"),
)
DAYS = st.one_of(
    st.integers(-40, 40).map(lambda days: DAY + timedelta(days=days)),
    st.dates(date(2024, 1, 1), date(2031, 1, 1)),
)


class Measurements(RuleBasedStateMachine):
    """A workspace that is changed and measured, with memory and without."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Path(tempfile.mkdtemp())
        self.aside = Path(tempfile.mkdtemp())
        self.adopted = {YUNLING}

    @initialize()
    def first(self) -> None:
        self.district = District.at(self.root).with_history()
        remembering(self.root, DAY)

    @rule(edit=st.sampled_from(EDITS))
    def edit(self, edit: tuple[str, str, str]) -> None:
        file, old, new = edit
        path = self.root / file
        text = path.read_text("utf-8")
        there = text.replace(new, old) if new in text and (old not in text or old in new) else text.replace(old, new)
        path.write_text(there, "utf-8", newline="")

    @rule(on=st.dates(date(2026, 7, 2), date(2026, 12, 1)), due=st.dates(date(2026, 8, 1), date(2030, 1, 1)))
    def reconfirm(self, on: date, due: date) -> None:
        entry = Reconfirm(on=on, by="应急专员", version="V1.0", review_due=due, why="不用改")
        append(self.root, "reconfirm", entry)

    @rule(act=st.sampled_from(("开始整改", "完成待核", "延期")), on=st.dates(date(2026, 7, 2), date(2026, 12, 1)))
    def act_on_a_finding(self, act: str, on: date) -> None:
        until = on + timedelta(days=30) if act == "延期" else None
        entry = FindingAct(on=on, by="应急专员", drill="D-2026-01", finding="F-2026-01-1", act=act, until=until)
        append(self.root, "finding", entry)

    @rule(town=st.sampled_from(sample.settings().roster.towns))
    def adopt(self, town: Any) -> None:  # noqa: ANN401  (a town of the roster)
        for entry in town.communities:
            slug = f"{town.folder}/{entry.folder}"
            if entry.until is None and not (self.root / "plans" / slug / "revisions").exists():
                self.district.adopt(slug)
                return

    @rule()
    def lose_the_last_entry(self) -> None:
        entries = sorted((self.root / "plans" / YUNLING / "revisions").iterdir())
        if entries:
            entries[-1].unlink()

    @rule(name=st.sampled_from(("drills", "profile.yaml", "register.yaml")))
    def move_aside_and_back(self, name: str) -> None:
        here, there = self.root / "plans" / YUNLING / name, self.aside / name
        source, target = (here, there) if here.exists() else (there, here)
        source.rename(target)

    @rule()
    def touch_everything(self) -> None:
        aged(self.root)

    @rule(how=st.sampled_from(("lost", "damaged", "foreign")))
    def spoil_the_memory(self, how: str) -> None:
        path = Memory(self.root).path()
        assert path is not None
        if how == "lost":
            path.unlink()
        elif how == "foreign":
            path.write_bytes(b"not a database")
        else:
            data = bytearray(path.read_bytes())
            for at in range(4096, len(data), 1009):
                data[at] ^= 0xFF
            path.write_bytes(bytes(data))

    @rule(day=DAYS)
    def compare(self, day: date) -> None:
        assert remembering(self.root, day) == afresh(self.root, day)

    @rule(day=DAYS)
    def compare_the_past(self, day: date) -> None:
        assert remembering(self.root, day, is_today=False) == afresh(self.root, day, is_today=False)

    def teardown(self) -> None:
        shutil.rmtree(self.root)
        shutil.rmtree(self.aside)


@pytest.mark.parametrize("examples", [6])
def test_memory_changes_nothing_that_is_said(examples: int) -> None:
    run_state_machine_as_test(
        Measurements,
        settings=settings(
            max_examples=examples,
            stateful_step_count=12,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.fixture
def district(tmp_path: Path) -> District:
    made = District.at(tmp_path).with_history()
    aged(made.root)
    remembering(made.root, DAY)
    return made


def test_nothing_is_read_again_that_has_not_changed(district: District) -> None:
    assert read_again(district.root) == set()
    assert read_again(district.root, DAY + timedelta(days=400)) == set(), "another day needs no file either"


def test_what_has_changed_is_read_again_and_nothing_else(district: District) -> None:
    district.workspace.change(f"plans/{YUNLING}/profile.yaml", "\nkind: 村", "\nkind: 社区")
    assert read_again(district.root) == {YUNLING}
    profile = district.root / f"plans/{YUNLING}/profile.yaml"
    profile.write_bytes(profile.read_bytes())
    assert read_again(district.root) == set(), "touched, and it says what it said"
    district.workspace.change("plans/roster.yaml", "name: 锦园社区,", "name: 锦园新村,")
    assert read_again(district.root) == {"xincheng/jinyuan"}


def test_an_issued_plan_is_compared_again_when_templates_or_the_archive_change(tmp_path: Path) -> None:
    district = first_signed(tmp_path / "w")
    root = district.root
    aged(root)
    remembering(root, DAY)
    assert read_again(root) == set()
    district.change_piece("fire/home.docx", "</w:t>", "（改）</w:t>")
    assert remembering(root, DAY) == afresh(root, DAY)
    [one] = [one for one in afresh(root, DAY)[0]["communities"] if one["community"] == YUNLING]
    assert [flag["text"] for flag in one["flags"]] == ["模板有更新（2026年汛后版），待修订"]
    [manifest] = (root / "output/issued" / YUNLING).rglob("manifest.json")
    manifest.unlink()
    assert remembering(root, DAY) == afresh(root, DAY)
    [one] = [one for one in remembering(root, DAY)[0]["communities"] if one["community"] == YUNLING]
    assert one["flags"] == [], "nobody can say any more what the plan said"


def test_a_folder_that_cannot_be_written_is_no_error(
    district: District, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    closed = tmp_path_factory.mktemp("closed") / "file"
    closed.write_text("no folder", "utf-8")
    monkeypatch.setenv("PLANGEN_CACHE", str(closed / "cache"))
    assert Memory(district.root).path() is None
    assert remembering(district.root, DAY) == afresh(district.root, DAY)


def test_several_processes_say_the_same(district: District) -> None:
    expected = afresh(district.root, DAY)
    setup, _problems = load_setup(Folders(district.root))
    assert setup is not None
    report, told = survey(setup, DAY, is_today=True, jobs=2)
    assert (said(report), told) == expected


def test_nothing_of_a_register_is_kept(tmp_path: Path) -> None:
    """Of every community whose residents are nobody else."""
    loading, _ground = loaded(District.at(tmp_path).root)
    looked_for = 0
    for one in loading.communities:
        found = loading.found(one)
        if found.case is None or found.case.facts.register is None:
            continue
        folder = tmp_path / "plans" / one.slug
        others = [folder / "profile.yaml", folder.parent / "town.yaml", *folder.glob("drills/*.yaml")]
        public = "".join(path.read_text("utf-8") for path in others)
        done = read(loading, one, (), "", {})
        kept = repr([unpacked(part) for part in done.stored[1:]]) + repr(done.kept)
        for person in found.case.facts.register.people:
            if person.name and person.name not in public:
                looked_for += 1
                assert person.name not in kept
                assert hashlib.sha256(person.name.encode()).hexdigest() not in kept
        marks = unpacked(done.registered) if done.registered else ()
        assert not [mark for mark, _place in marks if mark in kept]
    assert looked_for > 10


# ------------------------------------------------------------------------------------------------ evidence and days


def loaded(root: Path) -> tuple[Loading, Ground]:
    setup, problems = load_setup(Folders(root))
    assert setup is not None, problems
    ground = ground_of(setup)
    return Loading(ground, rules_of(ground.settings), DAY, is_today=True), ground


def evidences(loading: Loading) -> Iterator[Evidence]:
    for one in loading.communities:
        yield loading.found(one).evidence()


def test_evidence_holds_all_that_rules_ask_for() -> None:
    """Answers from what is kept of the facts are those from all facts."""
    loading, ground = loaded(sample.ROOT)
    rules = community_rules(ground.settings)
    asked = 0
    for one in loading.communities:
        found = loading.found(one)
        subject = found.evidence().present.subject
        if subject is None or found.case is None:
            continue
        asked += 1
        kept, whole = subject.facts(ground.settings, found.records.drills), found.case.facts
        for day in (DAY, DAY + timedelta(days=200), DAY + timedelta(days=2000)):
            life, prone = found.records.life, subject.is_prone
            answers = [community_results(Asked(facts, prone, life, day), rules) for facts in (kept, whole)]
            assert answers[0] == answers[1], one.slug
            assert particulars(kept, day) == particulars(whole, day)
    assert asked > 10


@pytest.fixture(scope="module")
def some(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Evidence], Callable[..., Any]]:
    root = tmp_path_factory.mktemp("district")
    District.at(root).with_history()
    loading, ground = loaded(root)
    every = [one for one in evidences(loading) if one.records.entries or one.present.subject is not None]

    def row(evidence: Evidence, day: date) -> Any:  # noqa: ANN401  (a row)
        others = Others(sent=(("云岭小学旧校舍", 900),), watched=(date(2026, 5, 1).toordinal(),))
        return row_of(evidence, others, ground.settings, loading.rules, day, is_today=True)

    return every, row


@given(day=DAYS, share=st.floats(0, 1))
@settings(max_examples=40, deadline=None)
def test_a_row_holds_on_every_day_of_its_span(
    some: tuple[list[Evidence], Callable[..., Any]], day: date, share: float
) -> None:
    every, row_on = some
    for evidence in every:
        row = row_on(evidence, day)
        first, last = max(row.first, day.toordinal() - 3000), min(row.last, day.toordinal() + 3000)
        assert first <= day.toordinal() <= last
        other = row_on(evidence, date.fromordinal(round(first + share * (last - first))))
        assert other._replace(first=row.first, last=row.last) == row
