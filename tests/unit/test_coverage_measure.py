"""Coverage: one state for each community, the first that applies; states sum to the roster on any day."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from datetime import date
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.coverage.judge import Known
from generator.coverage.judge import Update
from generator.coverage.judge import judge
from generator.coverage.measure import measure
from generator.coverage.measure import percent
from generator.coverage.standing import State
from generator.facts.ledger.entries import SUBJECTS
from generator.facts.ledger.entries import Adopt
from generator.facts.ledger.entries import Copy
from generator.facts.ledger.entries import Correct
from generator.facts.ledger.entries import File
from generator.facts.ledger.entries import FindingAct
from generator.facts.ledger.entries import HandOut
from generator.facts.ledger.entries import Issue
from generator.facts.ledger.entries import LedgerEntry
from generator.facts.ledger.entries import Reconfirm
from generator.facts.ledger.entries import Sign
from generator.facts.ledger.standing import life_of
from generator.facts.model.records import Drill
from generator.facts.model.records import Finding
from generator.facts.model.standards import CoverageStandards
from generator.facts.model.town import Exemption
from generator.facts.model.town import Roster
from generator.facts.model.town import RosterEntry
from generator.facts.model.town import RosterTown

RULES = CoverageStandards(
    requires=("签发", "备案", "分发"),
    copies_to=("组长", "网格长"),
    grace_days=90,
    safety_days=30,
    absorb_days=30,
    soon_days=60,
)
DAY = date(2026, 7, 1)
ISSUED = Issue(version="V1.0", on=date(2026, 4, 1))
SIGNED = Sign(version="V1.0", on=date(2026, 4, 10), signer="张示例", review_due=date(2029, 4, 9))
FILED = File(version="V1.0", on=date(2026, 4, 20), received_by="岭脚镇", receipt_no="岭备〔2026〕1号")
HANDED = HandOut(
    version="V1.0",
    on=date(2026, 4, 25),
    rows=(
        Copy(copy="1", post="组长", received_on=date(2026, 4, 25), receipt=True),
        Copy(copy="2", post="一网格网格长", received_on=date(2026, 4, 26), receipt=True),
    ),
)
WHOLE = (ISSUED, SIGNED, FILED, HANDED)
PAPER = Adopt(version="2025年版", on=date(2025, 1, 1), signed_on=date(2024, 12, 20), signer="李示例", proves=SUBJECTS)


def known(*entries: LedgerEntry, drills: Sequence[Drill] = (), **more: object) -> Known:
    return Known(life_of(entries), tuple(drills), **more)  # type: ignore[arg-type]


def state(*entries: LedgerEntry, day: date = DAY, **more: object) -> State:
    return judge(known(*entries, **more), RULES, day).state  # type: ignore[arg-type]


def drill(**finding: object) -> Drill:
    values = {
        "id": "F-2026-01-1",
        "due": date(2026, 6, 1),
        "state": "待整改",
        "severity": "重要",
        "asks_revision": True,
    }
    return Drill(id="D-2026-01", on=date(2026, 5, 1), findings=(Finding(**{**values, **finding}),))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ((), State.NEVER_ISSUED),
        ((ISSUED,), State.NEVER_ISSUED),
        ((ISSUED, SIGNED), State.NOT_FILED),
        ((ISSUED, SIGNED, FILED), State.NOT_DISTRIBUTED),
        (WHOLE, State.COVERED),
        ((PAPER,), State.NOT_FILED),
    ],
)
def test_the_ladder_is_climbed_step_by_step(entries: Sequence[LedgerEntry], expected: State) -> None:
    assert state(*entries) is expected


def test_without_a_plan_in_force_the_profile_says_what_is_missing_first() -> None:
    assert state(has_profile=False) is State.NO_PROFILE
    assert state(has_profile=True, is_valid=False) is State.PROFILE_INVALID
    assert state(ISSUED, has_profile=True, is_valid=True) is State.NEVER_ISSUED


def test_a_signed_plan_counts_from_its_day_in_force_and_not_before() -> None:
    assert state(*WHOLE, day=date(2026, 4, 9)) is State.NEVER_ISSUED
    assert state(*WHOLE, day=date(2026, 4, 10)) is State.NOT_FILED
    assert state(*WHOLE, day=date(2026, 4, 26)) is State.COVERED


def test_a_paper_plan_counts_with_what_it_proves() -> None:
    paper = Adopt(version="2025年版", on=date(2025, 1, 1), signed_on=date(2025, 1, 1), proves=SUBJECTS[:4])
    verdict = judge(known(paper), RULES, DAY)
    assert verdict.state is State.INCOMPLETE
    assert all(subject in verdict.reasons[0].text for subject in SUBJECTS[4:])


def test_what_is_past_its_review_is_expired_until_it_is_reconfirmed() -> None:
    late = date(2029, 4, 10)
    assert state(*WHOLE, day=late - timedelta(days=1)) is State.COVERED
    assert state(*WHOLE, day=late) is State.EXPIRED
    again = Reconfirm(version="V1.0", on=date(2029, 4, 1), review_due=date(2030, 4, 1), why="经复核无需修订")
    assert state(*WHOLE, again, day=late) is State.COVERED


@pytest.mark.parametrize(
    ("finding", "expected"),
    [
        ({}, State.OVERTAKEN),
        ({"asks_revision": False}, State.COVERED),
        ({"asks_revision": False, "severity": "致命"}, State.OVERTAKEN),
        ({"due": DAY}, State.COVERED),
        ({"state": "已销号"}, State.COVERED),
    ],
)
def test_an_overdue_finding_that_asks_for_a_revision_takes_the_coverage(
    finding: dict[str, object], expected: State
) -> None:
    assert state(*WHOLE, drills=[drill(**finding)]) is expected


def test_closing_or_deferring_a_finding_in_the_ledger_counts() -> None:
    closed = FindingAct(finding="F-2026-01-1", drill="D-2026-01", act="销号", on=date(2026, 6, 20))
    deferred = FindingAct(
        finding="F-2026-01-1", drill="D-2026-01", act="延期", until=date(2026, 8, 1), on=date(2026, 6, 20)
    )
    assert state(*WHOLE, closed, drills=[drill()]) is State.COVERED
    assert state(*WHOLE, deferred, drills=[drill()]) is State.COVERED
    assert state(*WHOLE, deferred, drills=[drill()], day=date(2026, 8, 2)) is State.OVERTAKEN


def test_an_election_is_a_flag_until_its_days_have_passed() -> None:
    elected = DAY - timedelta(days=30)
    before = judge(known(*WHOLE, elected_on=elected), RULES, DAY)
    assert before.state is State.COVERED
    assert before.update_due == DAY
    assert "换届" in before.flags[0].text
    assert state(*WHOLE, elected_on=elected, day=DAY + timedelta(days=1)) is State.OVERTAKEN
    assert state(*WHOLE, elected_on=date(2026, 3, 1)) is State.COVERED, "the plan is newer than the election"


def test_a_release_leaves_coverage_as_it_is_until_its_day_has_passed() -> None:
    update = Update("模板发布2026-2", date(2026, 9, 30))
    assert state(*WHOLE, updates=(update,)) is State.COVERED
    assert state(*WHOLE, updates=(update,), day=date(2026, 10, 1)) is State.OVERTAKEN
    assert state(*WHOLE, updates=(Update("版式", None),), day=date(2027, 1, 1)) is State.COVERED


def test_an_open_correction_is_said_with_the_day_by_which_it_must_be_absorbed() -> None:
    notice = Correct(correction="G-2026-01", version="V1.0", on=date(2026, 6, 20))
    flags = judge(known(*WHOLE, notice), RULES, DAY).flags
    assert [(flag.text, flag.day) for flag in flags] == [("更正通知单G-2026-01待并入", date(2026, 7, 20))]


def test_evidence_names_number_date_and_holder() -> None:
    evidence = judge(known(*WHOLE), RULES, DAY).evidence
    assert (evidence.version, evidence.signer, evidence.receipt_no) == ("V1.0", "张示例", "岭备〔2026〕1号")
    assert (evidence.signed_on, evidence.copies, evidence.handed_on) == (date(2026, 4, 10), 2, date(2026, 4, 26))


def roster(*entries: RosterEntry) -> Roster:
    return Roster(towns=(RosterTown(name="岭脚镇", folder="lingjiao", communities=entries),))


def test_merged_communities_leave_and_new_ones_enter_with_a_grace_that_is_shown_apart() -> None:
    of = roster(
        RosterEntry(folder="old", kind="村", until=date(2026, 6, 1)),
        RosterEntry(folder="new", kind="村", since=date(2026, 6, 1)),
        RosterEntry(folder="far", kind="村", since=date(2026, 8, 1)),
        RosterEntry(folder="fair", kind="村", exempt=Exemption(document="区应急〔2026〕5号", on=date(2026, 6, 15))),
    )
    before, after = measure(of, {}, RULES, date(2026, 5, 31)), measure(of, {}, RULES, DAY)
    assert [standing.slug for standing in before.standings] == ["lingjiao/old", "lingjiao/fair"]
    assert [standing.slug for standing in after.standings] == ["lingjiao/new"]
    assert [standing.in_grace_until for standing in after.in_grace] == [date(2026, 8, 30)]
    assert [one.document for one in after.exempt] == ["区应急〔2026〕5号"]


def test_a_percentage_is_floored_and_is_100_only_when_none_is_missing() -> None:
    assert [percent(*pair) for pair in ((0, 0), (0, 3), (2, 3), (9999, 10000), (5, 5))] == [
        "—",
        "0.0",
        "66.6",
        "99.9",
        "100.0",
    ]


FULL = roster(*(RosterEntry(folder=f"c{at}", kind="村") for at in range(3)))


def district(**more: object) -> dict[str, Known]:
    return {f"lingjiao/c{at}": known(*WHOLE, has_profile=True, is_valid=True, **more) for at in range(3)}  # type: ignore[arg-type]


def test_a_district_where_all_is_done_is_at_100_and_one_community_less_is_not() -> None:
    assert measure(FULL, district(), RULES, DAY).whole.percent == "100.0"
    last = known(ISSUED, SIGNED, FILED, has_profile=True, is_valid=True)
    assert measure(FULL, district() | {"lingjiao/c2": last}, RULES, DAY).whole.percent == "66.6"


def test_a_release_on_a_covered_district_is_flagged_everywhere_and_costs_nothing_before_its_day() -> None:
    due = date(2026, 9, 30)
    released = district(updates=(Update("模板有更新（2026-2）", due),))
    before, after = (measure(FULL, released, RULES, day) for day in (due, due + timedelta(days=1)))
    assert before.whole.percent == "100.0"
    assert {standing.update_due for standing in before.standings} == {due}
    assert all("模板有更新" in standing.flags[0].text for standing in before.standings)
    assert (after.whole.percent, after.whole.states[State.OVERTAKEN]) == ("0.0", 3)


def test_a_merger_moves_coverage_to_the_successor_only_with_its_own_plan() -> None:
    on = date(2026, 6, 1)
    of = roster(
        RosterEntry(folder="east", kind="社区", until=on),
        RosterEntry(folder="west", kind="社区", until=on),
        RosterEntry(folder="new", kind="社区", since=on, succeeds=("1", "2")),
    )
    old = {"lingjiao/east": known(*WHOLE), "lingjiao/west": known(*WHOLE)}
    assert measure(of, old, RULES, on - timedelta(days=1)).whole.percent == "100.0"
    held = old | {"lingjiao/new": Known(life_of(()), held_by=("东门社区V1.0", "塔下社区V1.0"))}
    merged = measure(of, held, RULES, DAY)
    assert (merged.whole.total, merged.whole.covered) == (1, 0)
    assert merged.standings[0].in_grace_until == on + timedelta(days=90)
    assert "继续有效" in merged.standings[0].flags[0].text
    done = measure(of, old | {"lingjiao/new": known(*WHOLE)}, RULES, DAY)
    assert done.whole.percent == "100.0"


ENTRIES = st.lists(st.sampled_from([*WHOLE, PAPER]), max_size=6)
DAYS = st.dates(date(2024, 1, 1), date(2031, 1, 1))


@given(st.lists(st.tuples(ENTRIES, st.sampled_from([None, True, False]), DAYS), max_size=5), DAYS)
def test_the_states_sum_to_the_roster_on_any_day(
    communities: list[tuple[list[LedgerEntry], bool | None, date]], day: date
) -> None:
    of = roster(*(RosterEntry(folder=f"c{at}", kind="村", since=c[2]) for at, c in enumerate(communities)))
    lives = {
        f"lingjiao/c{at}": Known(life_of(entries), has_profile=profile)
        for at, (entries, profile, _since) in enumerate(communities)
    }
    found = measure(of, lives, RULES, day)
    there = sum(since <= day for _entries, _profile, since in communities)
    for tally in (found.whole, *found.by_town):
        assert sum(tally.states.values()) == tally.total == there
        steps = list(tally.steps.values())
        assert all(more >= fewer for more, fewer in itertools.pairwise(steps))
        assert tally.covered <= tally.total
