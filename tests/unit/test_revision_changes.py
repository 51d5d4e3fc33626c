"""What changed between two revisions: by name, in titles, masked for the public, and what it makes of the number."""

from __future__ import annotations

import dataclasses
import io
from collections import Counter
from collections.abc import Callable

import docx
import freezing
import pytest
import sample
from freezing import Kind_
from freezing import edited
from freezing import frozen
from freezing import holding
from freezing import in_row
from freezing import unchanged
from freezing import value
from hypothesis import given
from hypothesis import strategies as st
from workspace import with_part

from generator.facts.facts import Facts
from generator.facts.model.profile import Profile
from generator.facts.schema import Class
from generator.facts.schema import Record
from generator.facts.schema import Ref
from generator.facts.schema import columns
from generator.mask import Edition
from generator.mask import Secrets
from generator.mask import search
from generator.mask.secrets import secrets_apart
from generator.revisions.changes.change import Act
from generator.revisions.changes.change import Source
from generator.revisions.changes.compare import changes
from generator.revisions.changes.compare import kind_of_change
from generator.revisions.changes.kind import Kind
from generator.revisions.changes.kind import next_version
from generator.revisions.changes.paths import escaped
from generator.revisions.changes.paths import field_of
from generator.revisions.changes.paths import label_of
from generator.revisions.changes.paths import renamed_path
from generator.revisions.changes.paths import rows_of
from generator.revisions.changes.table import TEMPLATE
from generator.revisions.changes.table import table_docx
from generator.revisions.changes.table import table_rows
from generator.revisions.changes.text import Mark
from generator.revisions.changes.text import edits
from generator.revisions.changes.text import spans
from generator.revisions.changes.told import change_lines
from generator.revisions.changes.told import summary
from generator.revisions.changes.told import told
from generator.revisions.frozen.content import Frozen
from generator.revisions.frozen.content import Release
from generator.revisions.frozen.content import Value
from generator.revisions.frozen.freeze import freeze
from generator.revisions.frozen.now import is_current
from generator.word.text import template_text

SHELTER = "云岭小学旧校舍"
texts = st.text(alphabet="甲乙丙[]\\·、。ab 12", min_size=1, max_size=6)
lines = st.lists(st.text(alphabet="甲乙丙丁。a1 {}", min_size=1, max_size=8), max_size=8)


def _said(before: Frozen, after: Frozen) -> list[str]:
    return [
        f"{change.title} {change.before and change.before.text} → {change.after and change.after.text}"
        for change in changes(before, after).items
    ]


# Paths.


@given(st.lists(texts, min_size=1, max_size=3))
def test_a_path_is_taken_apart_whatever_rows_are_called(labels: list[str]) -> None:
    path = "".join(f".list{at}[{escaped(label)}]" for at, label in enumerate(labels)).removeprefix(".") + ".key"
    rows = list(rows_of(path))
    assert [label_of(row) for row in rows] == labels
    assert field_of(path) == ".".join(f"list{at}" for at in range(len(labels))) + ".key"
    assert renamed_path(path, {}) == path
    assert label_of(next(rows_of(renamed_path(path, {"list0": {labels[0]: "新名]"}})))) == "新名]"


# Texts.


@given(lines, lines)
def test_edits_tell_every_paragraph_that_came_or_went(before: list[str], after: list[str]) -> None:
    found = edits(before, after)
    assert bool(found) == (before != after)
    gone, new = [edit.before for edit in found if edit.before], [edit.after for edit in found if edit.after]
    assert Counter(before) - Counter(gone) == Counter(after) - Counter(new)


@given(st.text(max_size=30), st.text(max_size=30))
def test_spans_make_up_both_texts(before: str, after: str) -> None:
    found = spans(before, after)
    assert "".join(text for mark, text in found if mark is not Mark.NEW) == before
    assert "".join(text for mark, text in found if mark is not Mark.GONE) == after


def test_a_tag_a_number_and_a_word_change_as_a_whole() -> None:
    assert spans("步行12分钟到{{ 点.去处 }}", "步行15分钟到{{ 点.路线 }}") == (
        (Mark.KEPT, "步行"),
        (Mark.GONE, "12"),
        (Mark.NEW, "15"),
        (Mark.KEPT, "分钟到"),
        (Mark.GONE, "{{ 点.去处 }}"),
        (Mark.NEW, "{{ 点.路线 }}"),
    )


def test_a_paragraph_that_was_put_in_leaves_its_neighbours_alone() -> None:
    (edit,) = edits(["关火，盖锅盖。", "不泼水。"], ["关火，盖锅盖。", "喊人。", "不泼水。"])
    assert (edit.before, edit.after) == ("", "喊人。")


# Values.


_paths = st.lists(st.tuples(st.sampled_from(["routes", "points"]), texts, st.sampled_from(["a", "b"])), max_size=6)
_sides = st.dictionaries(
    _paths.map(lambda parts: ".".join(f"{key}[{escaped(row)}].{end}" for key, row, end in parts[:1]) or "a"), texts
)


@given(_sides)
def test_nothing_changes_from_something_to_itself(side: dict[str, str]) -> None:
    one = holding(*(value(path, text) for path, text in side.items()))
    assert not changes(one, one).items
    assert kind_of_change(one, one) is Kind.NONE


@given(_sides, _sides)
def test_the_way_back_is_the_same_way(old: dict[str, str], new: dict[str, str]) -> None:
    one, other = (holding(*(value(path, text) for path, text in side.items())) for side in (old, new))
    there, back = ({change.path: change for change in changes(*pair).items} for pair in ((one, other), (other, one)))
    turned = {Act.ADDED: Act.REMOVED, Act.REMOVED: Act.ADDED}
    assert {path: (change.act, change.before, change.after) for path, change in there.items()} == {
        path: (turned.get(change.act, change.act), change.after, change.before) for path, change in back.items()
    }


@given(_sides, _sides)
def test_every_difference_is_told(old: dict[str, str], new: dict[str, str]) -> None:
    one, other = (holding(*(value(path, text) for path, text in side.items())) for side in (old, new))
    found = [change.path for change in changes(one, other).items]
    moved = {path for path in {**old, **new} if old.get(path) != new.get(path)}
    assert all(any(path == told or path.startswith(told) for told in found) for path in moved)
    assert all(any(path == told or path.startswith(told) for path in moved) for told in found)


def test_a_changed_value_is_told_in_the_titles_of_its_fields() -> None:
    assert _said(unchanged(), frozen(in_row("shelters", SHELTER, capacity=84))) == [
        f"避灾安置场所·{SHELTER}·容纳人数 80 → 84"
    ]


def test_rows_are_matched_by_name_and_not_by_place() -> None:
    assert not _said(unchanged(), frozen(lambda profile: dataclasses.replace(profile, shelters=profile.shelters[::-1])))


def test_a_batch_that_changes_places_is_told_and_one_that_makes_room_is_not() -> None:
    turned = frozen(lambda profile: dataclasses.replace(profile, batches=profile.batches[::-1]))
    assert all(change.path.endswith(".#order") for change in changes(unchanged(), turned).items)
    fewer = frozen(lambda profile: dataclasses.replace(profile, batches=profile.batches[1:]))
    (change,) = changes(unchanged(), fewer).items
    assert change.act is Act.REMOVED
    assert change.title.startswith("转移批次·")
    assert change.measure


def test_a_row_that_came_says_what_it_is() -> None:
    def more(profile: Profile) -> Profile:
        new = dataclasses.replace(profile.assembly_points[0], name="晒谷场", capacity=50)
        return dataclasses.replace(profile, assembly_points=(*profile.assembly_points, new))

    (change,) = changes(unchanged(), frozen(more)).items
    assert (change.act, change.title, change.path) == (Act.ADDED, "集合点·晒谷场", "assembly_points[晒谷场]")
    assert change.after is not None
    assert "容纳人数：50人" in change.after.text


def _renamed(profile: Profile) -> Profile:
    profile = in_row("routes", "东侧村道", name="东坡村道", formerly="东侧村道")(profile)
    return dataclasses.replace(
        profile,
        batches=tuple(
            dataclasses.replace(
                batch,
                route="东坡村道" if batch.route == "东侧村道" else batch.route,
                backup_route="东坡村道" if batch.backup_route == "东侧村道" else batch.backup_route,
            )
            for batch in profile.batches
        ),
    )


def test_what_has_another_name_now_is_the_same_thing() -> None:
    (change,) = changes(unchanged(), frozen(_renamed)).items
    assert (change.act, change.title) == (Act.RENAMED, "转移路线·东坡村道·名称")
    assert not change.measure
    assert change.before is not None
    assert change.before.text == "东侧村道"


def test_a_batch_of_a_renamed_point_is_the_same_batch() -> None:
    def renamed(profile: Profile) -> Profile:
        profile = in_row("points", "后坑", name="后坑坡", formerly="后坑")(profile)
        batches = tuple(
            dataclasses.replace(batch, points=tuple("后坑坡" if name == "后坑" else name for name in batch.points))
            for batch in profile.batches
        )
        return dataclasses.replace(profile, batches=batches)

    assert [change.act for change in changes(unchanged(), frozen(renamed)).items] == [Act.RENAMED]


def test_a_picture_that_was_replaced_is_told_without_its_digest() -> None:
    name, data = next(iter(freezing.figures().items()))
    after = freeze(freezing.facts(), sample.templates(), {**freezing.figures(), name: data + b"\0"})
    (change,) = changes(unchanged(), after).items
    assert change.before is not None
    assert change.after is not None
    assert (change.before.text, change.after.text) == ("原图", "新图")


# Templates, drills, settings: kept apart.


def test_a_changed_piece_is_told_with_its_words() -> None:
    after = frozen(
        templates=edited("fire/home.docx", lambda data: with_part(data, lambda xml: xml.replace("电器", "家用电器", 1)))
    )
    (change,) = changes(unchanged(), after).items
    assert (change.source, change.title) == (Source.TEMPLATE, "火灾逃生·油锅、燃气和电器")
    assert [(edit.before, edit.after) for edit in change.edits] == [("## 油锅、燃气和电器", "## 油锅、燃气和家用电器")]


def test_a_piece_that_applies_now_is_a_change_of_facts() -> None:
    isolation = freezing.facts().profile.isolation
    assert isolation is not None
    joined = dataclasses.replace(isolation, single_road=False, comms_blackspot=False, comms_may_fail=False)
    found = changes(unchanged(), frozen(lambda profile: dataclasses.replace(profile, isolation=joined)))
    pieces = [(change.act, change.title) for change in found.items if change.path.startswith("pieces[")]
    assert pieces == [
        (Act.REMOVED, "篇章·防汛防台·断水断电断网断路"),
        (Act.ADDED, "篇章·防汛防台·断水断电断网断路（简）"),
    ]
    assert not found.of(Source.TEMPLATE)
    assert found.kind() is Kind.MAJOR


def test_the_appendix_of_the_first_drill_makes_no_major_revision() -> None:
    found = changes(frozen(drills=()), unchanged())
    assert [change.title for change in found.items if change.path.startswith("pieces[")] == [
        "篇章·演练情况与整改反馈",
        "篇章·演练情况与整改反馈·演练情况与整改反馈（暂无演练）",
    ]
    assert found.kind() is Kind.MINOR


def test_a_piece_that_is_new_in_the_recipe_is_a_change_of_templates() -> None:
    before = dataclasses.replace(
        unchanged(),
        outline=tuple(piece for piece in unchanged().outline if piece.file != "fire/home.docx"),
        templates=tuple(one for one in unchanged().templates if one.file != "fire/home.docx"),
    )
    (change,) = changes(before, unchanged()).items
    assert (change.source, change.act, change.title) == (
        Source.TEMPLATE,
        Act.ADDED,
        "篇章·火灾逃生·油锅、燃气和电器",
    )


def test_another_order_of_pieces_is_told() -> None:
    first, second, *others = unchanged().outline
    after = dataclasses.replace(unchanged(), outline=(second, first, *others))
    (change,) = changes(unchanged(), after).items
    assert change.title == "篇章·次序"


def test_only_the_look_of_a_template_is_no_change_of_the_manual() -> None:
    first, *others = unchanged().templates
    after = dataclasses.replace(unchanged(), templates=(dataclasses.replace(first, sha256="0" * 64), *others))
    (change,) = changes(unchanged(), after).items
    assert (change.act, change.printed) == (Act.FORM, False)
    assert changes(unchanged(), after).kind() is Kind.NONE


def test_a_closed_finding_and_a_new_drill_are_changes_of_drills() -> None:
    (drill, *others) = freezing.facts().drills
    finding = next(one for one in drill.findings if one.state != "已销号")
    closed = dataclasses.replace(drill, findings=freezing.other(drill.findings, finding.id or "", state="已销号"))
    new = dataclasses.replace(drill, id="D-2027-01")
    after = frozen(drills=(new, closed, *others))
    found = changes(unchanged(), after)
    assert [(change.source, change.act) for change in found.items] == [
        (Source.DRILL, Act.CHANGED),
        (Source.DRILL, Act.ADDED),
    ]
    assert f"销号{finding.id}" in summary(found)
    assert "新增演练·D-2027-01" in summary(found)
    assert found.kind() is Kind.MINOR


def test_release_and_engine_are_told_and_change_nothing() -> None:
    after = dataclasses.replace(unchanged(), engine="9.9", release=Release("2027年汛前版", kind="measure"))
    found = changes(unchanged(), after)
    assert [change.title for change in found.of(Source.ENGINE)] == ["模板发布", "plangen"]
    assert found.kind() is Kind.NONE
    assert is_current(unchanged(), after)


def test_another_engine_that_finds_more_values_printed_leaves_a_revision_current() -> None:
    fewer = tuple(
        dataclasses.replace(one, chapters=()) if one.path == "duty_phone" else one for one in unchanged().facts
    )
    assert is_current(unchanged(), dataclasses.replace(unchanged(), facts=fewer, engine="9.9"))
    assert not is_current(unchanged(), dataclasses.replace(unchanged(), facts=fewer))


# 主 or 次.


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        (in_row("shelters", SHELTER, capacity=84), Kind.MINOR),
        (in_row("points", "后坑", watcher="卫示例"), Kind.MINOR),
        (in_row("contacts", "周示例", phone="19900000141"), Kind.MINOR),
        (_renamed, Kind.MINOR),
        (in_row("routes", "东侧村道", via=("岔路口",)), Kind.MAJOR),
        (in_row("shelters", SHELTER, address="云岭头1号"), Kind.MAJOR),
        (in_row("points", "后坑", first_act="往大岭亭走"), Kind.MAJOR),
        (in_row("shelters", SHELTER, area_m2=280.0), Kind.NONE),
        (lambda profile: dataclasses.replace(profile, routes=profile.routes[:-1]), Kind.MAJOR),
        (lambda profile: dataclasses.replace(profile, supplies=profile.supplies[:-1]), Kind.MINOR),
    ],
    ids=[
        "a quantity", "a person", "a phone", "a name", "a way", "an address", "a measure", "nothing printed",
        "a route less", "a stock less",
    ],
)  # fmt: skip
def test_the_kind_of_a_revision_follows_from_what_changed(change: Callable[[Profile], Profile], kind: Kind) -> None:
    assert kind_of_change(unchanged(), frozen(change)) is kind


def test_a_level_is_a_measure_and_its_reasons_are_none() -> None:
    level = Value("assessment.geological[landslide].level", "风险等级·滑坡·等级", "较大", "较大")
    reasons = Value("assessment.geological[landslide].reasons", "风险等级·滑坡·提级理由", "一", "一")
    before = dataclasses.replace(holding(), assessment=(level, reasons))
    for changed, kind in ((level, Kind.MAJOR), (reasons, Kind.MINOR)):
        after = tuple(dataclasses.replace(one, text="新") if one is changed else one for one in before.assessment)
        assert kind_of_change(before, dataclasses.replace(before, assessment=after)) is kind


@pytest.mark.parametrize(("release", "kind"), [("measure", Kind.MAJOR), ("wording", Kind.MINOR)])
def test_words_of_templates_count_by_their_release(release: str, kind: Kind) -> None:
    templates = edited("fire/home.docx", lambda data: with_part(data, lambda xml: xml.replace("电器", "家用电器", 1)))
    after = dataclasses.replace(frozen(templates=templates), release=Release("新版", kind=release))
    assert kind_of_change(unchanged(), after) is kind
    assert kind_of_change(unchanged(), dataclasses.replace(after, release=unchanged().release)) is Kind.MINOR


def test_the_first_revision_and_a_periodic_review_need_no_change() -> None:
    assert kind_of_change(None, unchanged()) is Kind.FIRST
    assert kind_of_change(unchanged(), unchanged(), periodic=True) is Kind.MAJOR
    assert summary(None) == "全文"


@pytest.mark.parametrize(
    ("version", "kind", "following"),
    [
        ("V1.2", Kind.MAJOR, "V2.0"),
        ("V1.9", Kind.MINOR, "V1.10"),
        ("v1.0", Kind.MINOR, "V1.1"),
        ("V3.4", Kind.NONE, "V3.4"),
        ("", Kind.FIRST, "V1.0"),
        ("2023版", Kind.MINOR, "V1.0"),
    ],
)
def test_the_next_number(version: str, kind: Kind, following: str) -> None:
    assert next_version(version, kind) == following


# Masked for everybody.


def _everything_else(facts: Facts) -> Facts:
    """The facts with every name, number and internal value of the profile replaced by another one."""
    names = {contact.handle: f"{contact.handle[0]}某某" for contact in facts.profile.contacts}
    names = {handle: f"{name}{at}" for at, (handle, name) in enumerate(names.items())}
    contacts = tuple(
        dataclasses.replace(
            contact,
            handle=names[contact.handle],
            name=names[contact.handle],
            phone=f"1990001{at:04}",
            public=None,
            consent_on=None,
        )
        for at, contact in enumerate(facts.profile.contacts)
    )
    profile = dataclasses.replace(_replaced(facts.profile, names), contacts=contacts)
    return dataclasses.replace(facts, profile=profile, drills=tuple(_replaced(one, names) for one in facts.drills))


def _replaced(record: Kind_, names: dict[str, str]) -> Kind_:
    found: dict[str, object] = {}
    for column in columns(type(record)).values():
        one = getattr(record, column.attribute)
        many = one if isinstance(one, tuple) else (one,)
        if column.is_record and column.key != "contacts":
            new = tuple(_replaced(item, names) if isinstance(item, Record) else item for item in many)
        elif column.fact.ref is Ref.CONTACT:
            new = tuple(names.get(item, item) for item in many)
        elif column.fact.cls is Class.INTERNAL and column.type is str:
            new = tuple(item and f"{item}（换过的内部内容）" for item in many)
        else:
            continue
        found[column.attribute] = new if isinstance(one, tuple) else new[0]
    return freezing.replaced(record, found)


def test_nothing_that_the_public_edition_masks_is_in_its_diff_table_or_summary() -> None:
    old = freezing.facts()
    new = _everything_else(old)
    after = freeze(new, sample.templates(), freezing.figures())
    found = changes(unchanged(), after)
    secrets = [secrets_apart(facts)[0] for facts in (old, new)]
    every = Secrets(*(frozenset.union(*(getattr(one, key) for one in secrets)) for key in Secrets.__slots__))
    template = (sample.ROOT / TEMPLATE).read_bytes()
    data, problems = table_docx(found, Edition.PUBLIC, ("V1.0", "V2.0"), template)
    assert data is not None, problems
    public = told(found, Edition.PUBLIC)
    said = {
        "lines": "\n".join(f"{line.title} {line.before} {line.after} {line.path}" for line in public.lines),
        "rows": "\n".join(" ".join(row) for row in table_rows(found, Edition.PUBLIC)),
        "table": template_text(data),
        "summary": summary(found),
        "ledger": "\n".join(change_lines(found)),
    }
    assert not search(said, every)
    assert public.hidden > 10
    assert len(told(found, Edition.INTERNAL).lines) > len(public.lines)
    assert search({"internal": "\n".join(line.before for line in told(found, Edition.INTERNAL).lines)}, every)


def test_the_public_table_says_that_there_is_more_and_the_internal_one_says_it() -> None:
    found = changes(unchanged(), frozen(_moved))
    assert not table_rows(found, Edition.PUBLIC)
    assert told(found, Edition.PUBLIC).hidden == 1
    (row,) = table_rows(found, Edition.INTERNAL)
    assert row.after.endswith("新阀门井里")


def _moved(profile: Profile) -> Profile:
    first, *others = profile.shut_offs
    return dataclasses.replace(profile, shut_offs=(dataclasses.replace(first, place="新阀门井里"), *others))


def test_changes_that_no_manual_prints_are_told_when_asked_and_never_to_the_public() -> None:
    found = changes(unchanged(), frozen(in_row("shelters", SHELTER, area_m2=280.0)))
    assert not told(found, Edition.INTERNAL).lines
    assert [line.title for line in told(found, Edition.INTERNAL, everything=True).lines] == [
        f"避灾安置场所·{SHELTER}·面积"
    ]
    assert not told(found, Edition.PUBLIC, everything=True).lines


# The record table and the table of changes.


def test_the_summary_names_chapters_and_what_changed_in_each() -> None:
    def change(profile: Profile) -> Profile:
        profile = in_row("shelters", SHELTER, capacity=84)(profile)
        return in_row("contacts", "周示例", phone="19900000141")(profile)

    assert summary(changes(unchanged(), frozen(change))) == f"组织与职责：电话1处；转移与安置：{SHELTER}·容纳人数"


def test_the_table_says_chapter_old_new_and_why() -> None:
    found = changes(unchanged(), frozen(in_row("shelters", SHELTER, capacity=84)))
    title = f"避灾安置场所·{SHELTER}·容纳人数"
    assert table_rows(found, Edition.INTERNAL) == (("转移与安置", f"{title}：80人", f"{title}：84人", "风险档案更新"),)
    (row,) = table_rows(found, Edition.INTERNAL, {f"shelters[{SHELTER}]": "演练问题F-2026-01-3"})
    assert row.reason == "演练问题F-2026-01-3"


def test_the_table_is_a_word_file_whose_new_words_are_marked() -> None:
    found = changes(unchanged(), frozen(in_row("shelters", SHELTER, capacity=84)))
    template = (sample.ROOT / TEMPLATE).read_bytes()
    data, problems = table_docx(found, Edition.INTERNAL, ("V1.0", "V1.1"), template)
    assert data is not None, problems
    (table,) = docx.Document(io.BytesIO(data)).tables
    assert [cell.text for cell in table.rows[0].cells] == ["序号", "章节", "原文", "修改后", "原因"]
    runs = table.rows[1].cells[3].paragraphs[0].runs
    assert [run.text for run in runs if run.bold and run.underline] == ["84"]
    assert [run.text for run in table.rows[1].cells[2].paragraphs[0].runs if run.font.strike] == ["80"]


def test_a_table_without_changes_says_so() -> None:
    template = (sample.ROOT / TEMPLATE).read_bytes()
    data, _problems = table_docx(changes(unchanged(), unchanged()), Edition.PUBLIC, ("V1.0", "V1.1"), template)
    assert data is not None
    document = docx.Document(io.BytesIO(data))
    assert not document.tables
    assert "两版内容一致，没有修改。" in [paragraph.text for paragraph in document.paragraphs]


def test_a_broken_template_is_a_problem() -> None:
    data, problems = table_docx(changes(unchanged(), unchanged()), Edition.PUBLIC, ("V1.0", "V1.1"), b"no zip")
    assert data is None
    assert problems


def test_what_stands_on_every_page_is_told_under_the_chapter_that_is_about_it() -> None:
    found = changes(holding(value("name", "甲", chapters=("页眉页脚",))), holding(value("name", "乙")))
    assert [row.chapter for row in table_rows(found, Edition.INTERNAL)] == ["甲章"]
