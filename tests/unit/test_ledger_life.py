"""What the entries say together: which revision held on which day, what is open, what was done."""

from __future__ import annotations

import pickle
from dataclasses import dataclass
from dataclasses import field
from datetime import date

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine
from hypothesis.stateful import invariant
from hypothesis.stateful import precondition
from hypothesis.stateful import rule
from ledgers import adopt_of
from ledgers import correct_of
from ledgers import day
from ledgers import destroy_of
from ledgers import file_of
from ledgers import finding_of
from ledgers import hand_out_of
from ledgers import issue_of
from ledgers import reconfirm_of
from ledgers import sign_of

from generator.context.record import rows_of
from generator.facts.ledger import Life
from generator.facts.ledger import State
from generator.facts.ledger import life_of
from generator.facts.ledger.entries import LedgerEntry
from generator.facts.ledger.entries import Merged
from generator.facts.ledger.entries import Succeeds
from generator.facts.ledger.merger import in_force_after_merger
from generator.facts.ledger.order import check_finding
from generator.facts.ledger.order import check_next
from generator.facts.ledger.order import version_key
from generator.facts.ledger.overlay import with_states
from generator.facts.model.records import Drill
from generator.facts.model.records import Finding


def states(life: Life, on: date | None = None) -> dict[str, str]:
    return {revision.version: str(revision.state(on)) for revision in life.revisions}


def version_on(life: Life, on: int) -> str:
    found = life.in_force(day(on))
    return found.version if found is not None else ""


STORY = (
    issue_of("V1.0", 0),
    sign_of("V1.0", 1, in_force_on=day(3), review_due=day(100)),
    file_of("V1.0", 4),
    hand_out_of("V1.0", 5),
    issue_of("V1.1", 10),
    sign_of("V1.1", 11),
)


def test_a_revision_is_a_draft_until_it_is_signed_and_holds_from_its_day() -> None:
    assert states(life_of(STORY[:1])) == {"V1.0": "草案送签"}
    signed = life_of(STORY[:2])
    assert [states(signed, day(on))["V1.0"] for on in (2, 3, 100, 101)] == ["已签发待施行", "有效", "有效", "超期"]
    assert [version_on(signed, on) for on in (2, 3, 500)] == ["", "V1.0", "V1.0"]  # overdue, and still the plan


def test_the_next_revision_replaces_it_on_the_day_it_takes_effect_and_not_before() -> None:
    life = life_of(STORY)
    assert [version_on(life, on) for on in (2, 3, 10, 11)] == ["", "V1.0", "V1.0", "V1.1"]
    assert states(life) == {"V1.0": "被替代", "V1.1": "有效"}
    assert life.revisions[0].replaced_by == "V1.1"


def test_a_past_day_is_told_by_what_had_been_entered_then() -> None:
    life = life_of(STORY, as_of=day(10))
    assert states(life, day(10)) == {"V1.0": "有效", "V1.1": "草案送签"}
    assert life.draft is not None
    assert life.draft.version == "V1.1"


def test_a_draft_that_nobody_signed_is_dropped_by_the_next_one() -> None:
    life = life_of([issue_of("V1.0", 0), issue_of("V1.1", 1)])
    assert states(life) == {"V1.0": "未签发作废", "V1.1": "草案送签"}
    assert [problem.code for problem in check_next(life, sign_of("V1.0", 2), {})] == ["PG570"]


def test_a_paper_plan_holds_from_its_own_day() -> None:
    life = life_of([adopt_of("V1.0", 0, receipt_no="7号", review_due=day(50)), issue_of("V1.1", 9), sign_of("V1.1", 9)])
    assert [version_on(life, on) for on in (-1, 0, 8, 9)] == ["", "V1.0", "V1.0", "V1.1"]
    assert life.revisions[0].receipt_no == "7号"


def test_a_reconfirmation_gives_the_same_number_a_new_due_date() -> None:
    life = life_of([*STORY[:2], reconfirm_of("V1.0", 90, due=300)])
    assert states(life, day(200)) == {"V1.0": "有效"}
    assert life.revisions[0].review_due == day(300)


def test_filing_and_copies_are_known() -> None:
    revision = life_of(STORY).revisions[0]
    assert (revision.receipt_no, revision.filed_on) == ("西备〔2026〕1号", day(4))
    assert [copy.post for copy in revision.copies] == ["书记", "网格长"]


def test_a_correction_holds_until_the_revision_that_absorbs_it_does() -> None:
    entries = [*STORY[:2], correct_of("G-2026-01", "V1.0", 5), issue_of("V1.1", 10, absorbs=("G-2026-01",))]
    life = life_of([*entries, sign_of("V1.1", 11, in_force_on=day(12))])
    notice = life.correction("G-2026-01")
    assert notice is not None
    assert [notice.is_open(day(on)) for on in (4, 5, 11, 12)] == [False, True, True, False]
    assert (notice.absorbed_by, life.open_corrections()) == ("V1.1", ())
    assert life_of(entries).open_corrections() != ()


def test_a_finding_stands_where_its_newest_act_puts_it() -> None:
    acts = [finding_of("开始整改", 1), finding_of("延期", 2), finding_of("完成待核", 3), finding_of("销号", 4)]
    seen = [life_of(acts[:number]).findings["F-2026-01-1"].state for number in range(1, 5)]
    assert seen == ["整改中", "延期", "已完成待核", "已销号"]
    known = life_of(acts).findings["F-2026-01-1"]
    assert (known.is_closed, known.evidence, known.verified_by, known.on) == (True, "现场照片", "街道应急站", day(4))


def test_drills_are_shown_as_the_ledger_says_and_stay_as_written() -> None:
    drill = Drill(
        id="D-2026-01", findings=(Finding(id="F-2026-01-1", state="待整改"), Finding(id="F-2026-01-2", state="待整改"))
    )
    (shown,) = with_states([drill], life_of([finding_of("开始整改")]))
    assert [finding.state for finding in shown.findings] == ["整改中", "待整改"]
    assert [finding.state for finding in drill.findings] == ["待整改", "待整改"]


@pytest.mark.parametrize(
    ("verified_by", "codes"), [("街道应急站", []), ("转移组组长", ["PG575"]), ("转移组组长 王示例", ["PG575"])]
)
def test_nobody_verifies_his_own_measure(verified_by: str, codes: list[str]) -> None:
    drills = (Drill(findings=(Finding(id="F-2026-01-1", owner="转移组组长"),)),)
    entry = finding_of("销号", verified_by=verified_by)
    assert [problem.code for problem in check_finding(drills, entry, {})] == codes


def test_a_finding_that_no_drill_knows_is_named() -> None:
    assert [problem.code for problem in check_finding((), finding_of("开始整改"), {})] == ["PG576"]


def test_a_destroyed_register_is_known_by_its_hash() -> None:
    entry = destroy_of()
    assert life_of([entry]).destroyed == {entry.sha256: entry}


def test_merged_communities_keep_their_manuals_until_the_new_one_signs() -> None:
    new = life_of([Succeeds(on=day(20), merged=(Merged(name="甲村"), Merged(name="乙村"))), issue_of("V1.0", 25)])
    signed = life_of([sign_of("V1.0", 30)], new)
    old = {"甲村": life_of(STORY), "乙村": Life()}

    def holds(successor: Life, on: int) -> list[tuple[str, str]]:
        return [(name, found.version) for name, found in in_force_after_merger("丙村", successor, old, day(on))]

    assert holds(new, 40) == [("甲村", "V1.1")]
    assert [holds(signed, on) for on in (29, 30)] == [[("甲村", "V1.1")], [("丙村", "V1.0")]]
    assert [merged.name for merged in signed.merged] == ["甲村", "乙村"]


def test_the_record_table_tells_the_story_newest_first() -> None:
    rows = rows_of(life_of([*STORY[:3], issue_of("V1.1", 10, basis="D-2026-01 演练", interim=True)]))
    assert [(row.version, row.on, row.cause, row.changes, row.basis, row.signer, row.filing) for row in rows] == [
        ("V1.1", "2026年3月11日", "演练（应急修订）", "转移批次", "D-2026-01 演练", "待签发", "待备案"),
        ("V1.0", "2026年3月2日", "首次编制", "全文", "", "张示例", "西备〔2026〕1号"),
    ]


def test_a_paper_plan_has_a_row_and_a_dropped_draft_has_none() -> None:
    rows = rows_of(life_of([adopt_of("V1.0"), issue_of("V1.1", 1), issue_of("V1.2", 2)]))
    assert [(row.version, row.cause) for row in rows] == [("V1.2", "演练"), ("V1.0", "纸质预案录入")]


NOTICE = correct_of("G-2026-01", "V1.0")
CANNOT: tuple[tuple[str, tuple[LedgerEntry, ...], LedgerEntry, str], ...] = (
    ("a number that is none", (), issue_of("1.0"), "PG568"),
    ("a notice's number that is none", STORY[:2], correct_of("G1", "V1.0"), "PG568"),
    ("a signature of nothing", (), sign_of("V1.0"), "PG569"),
    ("a notice absorbed that never was", (), issue_of("V1.0", absorbs=("G-2026-01",)), "PG569"),
    ("the same number again", STORY[:2], issue_of("V1.0", 3), "PG570"),
    ("a smaller number", STORY, issue_of("V1.0", 20), "PG570"),
    ("a second signature", STORY[:2], sign_of("V1.0", 3), "PG570"),
    ("a notice's number twice", (*STORY[:2], NOTICE), NOTICE, "PG570"),
    ("a register destroyed twice", (destroy_of(),), destroy_of(), "PG570"),
    ("a finding closed twice", (finding_of("销号", 1),), finding_of("销号", 2), "PG570"),
    ("a filing of a draft", STORY[:1], file_of("V1.0"), "PG571"),
    ("copies of a draft", STORY[:1], hand_out_of("V1.0"), "PG571"),
    ("a signature before the issue", (issue_of("V1.0", 5),), sign_of("V1.0", 4), "PG572"),
    ("a filing before the signature", STORY[:2], file_of("V1.0", 0), "PG572"),
    ("an issue before the newest signature", STORY[:2], issue_of("V1.1", 0), "PG572"),
    ("a plan that holds before the one it replaces", STORY[:5], sign_of("V1.1", 11, in_force_on=day(2)), "PG572"),
    ("a due date in the past", STORY[:2], reconfirm_of("V1.0", 9, due=8), "PG572"),
    ("paper after an issue", STORY[:1], adopt_of("V0.9"), "PG573"),
    ("a merger after anything", STORY[:1], Succeeds(on=day(9), merged=()), "PG573"),
    ("a closing without evidence", (), finding_of("销号", evidence=None), "PG574"),
    ("a closing that nobody verified", (), finding_of("销号", verified_by=None), "PG574"),
    ("a deferral without a day", (), finding_of("延期", until=None), "PG574"),
    ("one witness", (), destroy_of(witnesses=("张示例",)), "PG574"),
    ("the same witness twice", (), destroy_of(witnesses=("张示例", "张示例")), "PG575"),
)  # fmt: skip


@pytest.mark.parametrize(("before", "entry", "code"), [row[1:] for row in CANNOT], ids=[row[0] for row in CANNOT])
def test_what_cannot_be_is_refused(before: tuple[LedgerEntry, ...], entry: LedgerEntry, code: str) -> None:
    assert code in [problem.code for problem in check_next(life_of(before), entry, {})]


def test_versions_are_ordered_by_their_numbers() -> None:
    assert sorted(["V1.10", "V1.9", "V2.0", "draft"], key=version_key) == ["draft", "V1.9", "V1.10", "V2.0"]


@dataclass
class Model:
    """What a person with a notebook would know: who holds from which day, in the order of signing."""

    starts: list[tuple[date, str]] = field(default_factory=list)

    def in_force(self, on: date) -> str:
        held = ""
        for start, version in self.starts:  # starts never go back
            if start <= on:
                held = version
        return held


class Ledgers(RuleBasedStateMachine):
    """Entries of any kind on any day: those that are let in never contradict each other."""

    def __init__(self) -> None:
        super().__init__()
        self.entries: list[LedgerEntry] = []
        self.model = Model()
        self.life = Life()

    def enter(self, entry: LedgerEntry) -> bool:
        """Whether the entry was let in."""
        if check_next(self.life, entry, {}):
            return False
        self.entries.append(entry)
        self.life = life_of([entry], self.life)
        return True

    @rule(on=st.integers(0, 60), major=st.booleans())
    def issue(self, on: int, *, major: bool) -> None:
        newest = self.life.newest
        first, second = version_key(newest.version) if newest is not None else (0, 9)
        version = f"V{first + 1}.0" if major or newest is None else f"V{first}.{second + 1}"
        self.enter(issue_of(version, on, absorbs=tuple(found.number for found in self.life.open_corrections())))

    @rule(on=st.integers(0, 60))
    def adopt(self, on: int) -> None:
        if self.enter(adopt_of("V1.0", on)):
            self.model.starts.append((day(on), "V1.0"))

    @precondition(lambda self: self.life.newest is not None)
    @rule(on=st.integers(0, 60), later=st.integers(-1, 9))
    def sign(self, on: int, later: int) -> None:
        newest = self.life.newest
        assert newest is not None
        if self.enter(sign_of(newest.version, on, in_force_on=day(on + later))):
            self.model.starts.append((day(on + later), newest.version))

    @precondition(lambda self: self.life.newest is not None)
    @rule(on=st.integers(0, 60), kind=st.sampled_from([file_of, hand_out_of]))
    def tell(self, on: int, kind: object) -> None:
        newest = self.life.newest
        assert newest is not None
        assert callable(kind)
        assert self.enter(kind(newest.version, on)) == (newest.signed_on is not None and newest.signed_on <= day(on))

    @precondition(lambda self: self.life.current is not None)
    @rule(on=st.integers(0, 60), number=st.integers(1, 3))
    def correct(self, on: int, number: int) -> None:
        current = self.life.current
        assert current is not None
        self.enter(correct_of(f"G-2026-{number:02d}", current.version, on))

    @invariant()
    def one_plan_holds_on_each_day_and_it_is_the_right_one(self) -> None:
        for on in range(-2, 72, 3):
            found = [one.version for one in self.life.revisions if one.is_in_force(day(on))]
            assert len(found) <= 1
            assert "".join(found) == self.model.in_force(day(on))

    @invariant()
    def folding_at_once_or_in_steps_is_the_same(self) -> None:
        assert life_of(self.entries) == self.life
        assert life_of(self.entries, as_of=day(1000)) == self.life

    @invariant()
    def states_fit_the_days(self) -> None:
        for revision in self.life.revisions:
            for on in (0, 30, 60):
                holds = revision.state(day(on)) in {State.IN_FORCE, State.OVERDUE}
                assert holds == revision.is_in_force(day(on))
        assert sum(found.state() is State.DRAFT for found in self.life.revisions) <= 1


TestLedgers = Ledgers.TestCase


def test_a_life_can_be_sent_to_another_process() -> None:
    life = life_of([*STORY, finding_of("开始整改"), destroy_of()])
    assert pickle.loads(pickle.dumps(life)) == life  # noqa: S301  (our own)
