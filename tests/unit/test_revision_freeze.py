"""What is frozen of a revision, and what makes it out of date."""

from __future__ import annotations

import dataclasses
import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import freezing
import pytest
import sample
from freezing import edited
from freezing import frozen
from freezing import in_row
from freezing import other
from freezing import unchanged
from workspace import DOCUMENT
from workspace import with_part

from generator.bulk.templates import Templates
from generator.facts.model.profile import Profile
from generator.facts.model.standards import Standards
from generator.mask import Edition
from generator.mask.secrets import secrets_apart
from generator.revisions.frozen.content import Frozen
from generator.revisions.frozen.content import facts_bytes
from generator.revisions.frozen.content import read_frozen
from generator.revisions.frozen.content import texts_bytes
from generator.revisions.frozen.freeze import content_hash
from generator.revisions.frozen.freeze import freeze

SHELTER = "云岭小学旧校舍"


def _is_current(changed: Frozen) -> bool:
    return content_hash(changed) == content_hash(unchanged())


def test_values_have_the_titles_of_their_fields() -> None:
    found = {value.path: value for value in unchanged().facts}
    capacity = found[f"shelters[{SHELTER}].capacity"]
    assert (capacity.title, capacity.text, capacity.unit) == (f"避灾安置场所·{SHELTER}·容纳人数", "80", "人")
    assert capacity.chapters == ("转移与安置",)
    watcher = found["points[后坑].watcher"]
    assert (watcher.title, watcher.text, watcher.cls, watcher.ref) == ("风险点·后坑·监测员", "周示例", "D", "contacts")
    assert found["points[后坑].hazard"].text == "滑坡"
    assert found["reviewed_on"].text == "2026年10月20日"
    assert found["district:report.phone_min"].title == "区级设置·报告时限·电话首报"


def test_what_was_frozen_is_read_back_and_is_the_same_bytes_again() -> None:
    data = facts_bytes(unchanged()), texts_bytes(unchanged())
    found, problems = read_frozen(*data)
    assert not problems
    assert found == unchanged()
    assert (facts_bytes(found), texts_bytes(found)) == data


def test_what_was_frozen_is_json_with_one_value_to_a_line() -> None:
    data = facts_bytes(unchanged())
    assert json.loads(data)["community"] == {"code": "339901104207", "name": "云岭村"}
    lines = data.decode().splitlines()
    assert sum('"path": "shelters[' in line for line in lines) == sum(
        value.path.startswith("shelters[") for value in unchanged().facts
    )


def test_it_is_the_same_on_every_machine() -> None:
    """Another process with another hash seed freezes the same bytes."""
    script = "import sys, freezing; from generator.revisions.frozen import content as f; z = freezing.unchanged(); "
    script += "sys.stdout.buffer.write(f.facts_bytes(z) + f.texts_bytes(z))"
    folder = Path(freezing.__file__).parent
    found = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "PYTHONHASHSEED": "11", "PYTHONPATH": os.pathsep.join((str(folder), str(sample.ROOT)))},
        cwd=folder,
        check=True,
        capture_output=True,
    )
    assert found.stdout == facts_bytes(unchanged()) + texts_bytes(unchanged())


def test_nothing_of_the_register_is_frozen_but_counts() -> None:
    register = freezing.facts().register
    assert register is not None
    data = facts_bytes(unchanged()).decode() + texts_bytes(unchanged()).decode()
    own, everything = secrets_apart(freezing.facts())
    residents = (everything.names - own.names) | (everything.texts - own.texts)
    assert residents
    assert not [resident for resident in residents if resident in data]
    assert unchanged().registered == {"people": len(register.people), "households": len(register.households)}
    assert _is_current(frozen(register=None))


@pytest.mark.parametrize(
    "change",
    [
        in_row("shelters", SHELTER, capacity=84),
        in_row("points", "后坑", watcher="卫示例"),
        in_row("contacts", "周示例", phone="19900000141"),
        in_row("routes", "东侧村道", via=("岔路口",)),
        lambda profile: dataclasses.replace(profile, batches=profile.batches[::-1]),
        lambda profile: dataclasses.replace(profile, supplies=profile.supplies[1:]),
        lambda profile: dataclasses.replace(profile, duty_phone="0577-00000099"),
    ],
    ids=["a quantity", "a person", "a phone", "a route", "the order of batches", "a row less", "the duty phone"],
)
def test_what_the_manual_prints_makes_a_revision_out_of_date(change: Callable[[Profile], Profile]) -> None:
    assert not _is_current(frozen(change))


@pytest.mark.parametrize(
    "change",
    [
        in_row("shelters", SHELTER, area_m2=280.0),
        in_row("contacts", "周示例", answered_on=date(2026, 11, 3)),
        in_row("routes", "东侧村道", checked_on=date(2026, 11, 3)),
        lambda profile: dataclasses.replace(profile, supplies=profile.supplies[::-1]),
        lambda profile: dataclasses.replace(profile, contacts=profile.contacts[::-1]),
        lambda profile: dataclasses.replace(profile, reviewed_on=date(2026, 11, 3)),
    ],
    ids=["an area", "a call that was answered", "a check", "another order", "other contacts first", "another look"],
)
def test_what_it_does_not_print_leaves_it_current(change: Callable[[Profile], Profile]) -> None:
    assert _is_current(frozen(change))


def test_another_engine_leaves_it_current() -> None:
    later = freeze(freezing.facts(), sample.templates(), freezing.figures(), engine="99.0")
    assert later.engine == "99.0"
    assert _is_current(later)


def _with_word(templates: str, old: str, new: str) -> Templates:
    return edited(templates, lambda data: with_part(data, lambda xml: xml.replace(old, new, 1)))


def test_a_word_in_a_used_piece_makes_it_out_of_date() -> None:
    assert not _is_current(frozen(templates=_with_word("fire/home.docx", "电器", "家用电器")))


def test_a_word_in_a_piece_that_is_not_used_leaves_it_current() -> None:
    changed = frozen(templates=_with_word("fire/highrise.docx", "电梯", "升降机"))
    assert "fire/highrise.docx" not in changed.texts
    assert _is_current(changed)


def test_a_piece_saved_again_leaves_it_current_and_is_known_to_be_another_file() -> None:
    again = frozen(templates=edited("fire/home.docx", lambda data: with_part(data, lambda xml: xml + "\n", DOCUMENT)))
    assert _is_current(again)
    assert again.templates != unchanged().templates


def test_a_header_of_base_is_part_of_what_is_said() -> None:
    changed = edited(
        "base.docx", lambda data: with_part(data, lambda xml: xml.replace("值班电话", "值守电话"), "word/footer1.xml")
    )
    assert "base.docx" in unchanged().texts
    assert not _is_current(frozen(templates=changed))


def test_a_floor_that_lifts_a_level_makes_it_out_of_date() -> None:
    standards = freezing.facts().standards
    floors = tuple(
        dataclasses.replace(floor, level="重大") if floor.rule == "point_with_people" else floor
        for floor in standards.floors
    )
    assert floors != standards.floors
    assert not _is_current(_standing(dataclasses.replace(standards, floors=floors)))


def test_a_standard_that_changes_nothing_here_leaves_it_current() -> None:
    standards = freezing.facts().standards
    assert _is_current(_standing(dataclasses.replace(standards, evidence_years=(standards.evidence_years or 0) + 1)))


def _standing(standards: Standards) -> Frozen:
    settings = dataclasses.replace(freezing.facts().settings, standards=standards)
    return frozen(settings=settings)


def test_a_closed_finding_makes_it_out_of_date() -> None:
    (drill, *others) = freezing.facts().drills
    finding = next(one for one in drill.findings if one.state != "已销号")
    closed = dataclasses.replace(drill, findings=other(drill.findings, finding.id or "", state="已销号"))
    assert not _is_current(frozen(drills=(closed, *others)))


def test_another_map_makes_it_out_of_date() -> None:
    figures = dict(freezing.figures())
    name = next(iter(figures))
    figures[name] += b"\0"
    assert content_hash(freeze(freezing.facts(), sample.templates(), figures)) != content_hash(unchanged())


def test_rows_are_called_by_name_and_the_second_of_a_name_says_more() -> None:
    posts = [value.path for value in unchanged().facts if value.path.startswith("posts[地灾监测员")]
    assert any(path.startswith("posts[地灾监测员].") for path in posts)
    assert any(path.startswith("posts[地灾监测员·后坑].") for path in posts)


def test_the_public_words_of_a_value_are_those_that_the_public_edition_prints() -> None:
    found = {value.path: value for value in unchanged().facts}
    assert found["points[后坑].deputy"].public == "陶*"
    assert found["contacts[陶示例].phone"].public == f"1990****{found['contacts[陶示例].phone'].text[-3:]}"
    assert found["points[后坑].watcher"].public == "周示例"  # agreed to be named
    assert any(value.path.startswith("shut_offs[") and value.cls == "I" for value in unchanged().facts)
    assert all(value.public is None for value in unchanged().facts if value.cls == "I")


def test_what_only_an_internal_piece_prints_has_no_public_words() -> None:
    internal = freezing.with_pieces(
        lambda piece: (
            dataclasses.replace(piece, editions=("internal",)) if piece.file == "resources/supplies.docx" else piece
        )
    )
    found = {value.path: value for value in frozen(templates=internal).facts}
    supply = next(value for path, value in found.items() if path.startswith("supplies[") and path.endswith(".place"))
    assert supply.chapters == ("应急资源",)
    assert supply.public is None


def test_why_each_piece_stands_in_the_manual_is_frozen_too() -> None:
    piece = next(piece for piece in unchanged().outline if piece.file == "action/transfer.docx")
    assert piece.chapter == "转移与安置"
    assert piece.editions == (Edition.INTERNAL, Edition.PUBLIC)
    assert piece.why == (("{title} is given", (("title", "转移批次"),)),)
    assert not next(piece for piece in unchanged().outline if piece.file == "fire/highrise.docx").editions


FORMAT_1 = sample.ROOT / "tests" / "expected" / "frozen-1"


def test_what_was_frozen_in_the_first_format_is_still_read() -> None:
    """The files stay as they were written; whoever changes the format adds others beside them."""
    facts, texts = ((FORMAT_1 / name).read_bytes().replace(b"\r\n", b"\n") for name in ("facts.json", "texts.json"))
    found, problems = read_frozen(facts, texts)
    assert found is not None, problems
    capacity = next(value for value in found.facts if value.path.endswith(".capacity"))
    assert (capacity.title, capacity.text, capacity.unit) == ("避灾安置场所·旧校舍[东]·容纳人数", "80", "人")
    assert capacity.chapters == ("转移与安置",)
    assert [value.public for value in found.facts if value.cls != "P"] == ["1990****041", "周*", None]
    assert found.texts["action/transfer.docx"][0] == "# 转移与安置"
    assert found.printed["public"] == ("一、转移与安置", "第1批")
    assert content_hash(found) == "ae3f2a6bde7ba7cb161901e2aa6c2c0bba41cefdab3d17d1e3b8c8239911b272"
    assert (facts_bytes(found), texts_bytes(found)) == (facts, texts)
