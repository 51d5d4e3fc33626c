"""Only what a change touches is built again, and status says why in words."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
import sample
import yaml
from few import COMMUNITIES
from few import drafts
from few import few
from few import names
from few import reasons
from few import statuses
from workspace import PROFILE
from workspace import Workspace
from workspace import parts
from workspace import with_part

from generator import files
from generator.bulk.basis import Kept
from generator.bulk.results import LABELS
from generator.bulk.state import State
from generator.mask import Edition

TIMBER = "templates/manual/fire/timber.docx"
DANGER = ("danger: 坡体夜里滑下来压房，人在睡觉", "danger: 坡体下滑")


@pytest.fixture
def built(tmp_path: Path) -> Workspace:
    district = few(tmp_path / "w")
    assert district.build("--all").code == 0
    return district


def test_a_second_run_builds_nothing_and_writes_nothing(built: Workspace) -> None:
    before = {path: path.stat().st_mtime_ns for path in built.root.rglob("*")}
    done = built.build("--all", "--json")
    assert done.code == 0
    assert set(statuses(done).values()) == {"current"}
    assert {path: path.stat().st_mtime_ns for path in built.root.rglob("*")} == before


def test_a_run_with_nothing_to_do_loads_neither_yaml_nor_word_nor_the_engine(built: Workspace) -> None:
    for path in built.root.rglob("*"):  # what was changed a moment ago is looked at once more
        os.utime(path, (1_700_000_000, 1_700_000_000))
    built.build("--all")
    code = (
        "import sys; from generator.cli import run\n"
        f"code = run(['-C', {str(built.root)!r}, 'build', '--all'])\n"
        "loaded = [name for name in ('yaml', 'lxml', 'jinja2', 'docx', 'rich', 'generator.facts', 'generator.word')"
        " if name in sys.modules]\n"
        "print(code, loaded)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "0 []"


def test_a_touched_file_that_says_the_same_builds_nothing(built: Workspace) -> None:
    for path in (built.root / "plans").rglob("*.yaml"):
        path.write_bytes(path.read_bytes() + b"\n# a note\n")
    done = built.build("--all", "--json")
    assert set(statuses(done).values()) == {"current"}


def test_a_changed_value_builds_its_community_alone_and_is_named_with_its_readers(built: Workspace) -> None:
    built.change(PROFILE, *DANGER)
    done = built.run("status", "--json")
    assert names(done, "stale") == {"云岭村"}
    assert reasons(done, "云岭村") == ["风险点·要命处 changed (read by points/point)"]
    done = built.build("--all", "--json")
    assert names(done, "built") == {"云岭村"}
    assert "坡体下滑" in built.text("云岭村")
    assert names(built.run("status", "--json"), "stale") == set()


def test_a_field_that_no_piece_reads_changes_nothing(built: Workspace) -> None:
    built.change(PROFILE, "褚示例: {phone", '# x\n  闲示例: {phone: "19900000077", post: 门卫}\n  褚示例: {phone')
    unread = statuses(built.build("--all", "--json"))
    assert set(unread.values()) == {"current"}


def test_every_piece_makes_exactly_those_stale_that_take_it(built: Workspace) -> None:
    """For the internal edition; each piece gets one sign more, is looked at, and is put back."""
    recipe = sample.templates().recipe
    takers: dict[str, set[str]] = {}
    for name in COMMUNITIES.values():
        for decision in sample.sample(name).manual.decisions:
            if decision.included and decision.piece.file:
                takers.setdefault(decision.piece.file, set()).add(name)
    wrong = {}
    for piece in recipe.pieces:
        path = built.root / "templates/manual" / (piece.file or "")
        old = path.read_bytes()
        path.write_bytes(with_part(old, lambda xml: xml.replace("</w:t>", "。</w:t>", 1)))
        done = built.run("status", "--json")
        found = names(done, "stale")
        told = {one for name in found for one in reasons(done, name)}
        if found != takers.get(piece.file or "", set()) or told - {f"piece {piece.file} changed"}:
            wrong[piece.file] = (found, told)
        path.write_bytes(old)
    assert wrong == {}
    assert len(takers) > 60


def test_a_changed_piece_is_built_into_its_takers_alone(built: Workspace) -> None:
    for piece in ("fire/timber.docx", "flood/tide.docx"):
        takers = {
            name
            for name in COMMUNITIES.values()
            if any(d.included and d.piece.file == piece for d in sample.sample(name).manual.decisions)
        }
        path = built.root / "templates/manual" / piece
        path.write_bytes(with_part(path.read_bytes(), lambda xml: xml.replace("</w:t>", "新</w:t>", 1)))
        assert names(built.build("--all", "--json"), "built") == takers
        assert 0 < len(takers) < len(COMMUNITIES)


def test_figures_drills_and_the_recipe_are_named(built: Workspace) -> None:
    figures = built.root / "plans/lingjiao/yunling/figures"
    shutil.copyfile(figures / "routes.png", figures / "risk.png")
    assert "figure risk.png changed" in reasons(built.run("status", "--json"), "云岭村")
    built.build("--all")
    (drill,) = (built.root / "plans/lingjiao/yunling/drills").iterdir()
    drill.rename(built.root / "kept.yaml")
    found = reasons(built.run("status", "--json"), "云岭村")
    assert f"drill {drill.name} was removed" in found
    assert "piece appendix/drills.docx no longer applies" in found
    assert "piece appendix/drills-none.docx stands in it now" in found
    built.build("--all")
    (built.root / "kept.yaml").rename(drill)
    assert f"drill {drill.name} was added" in reasons(built.run("status", "--json"), "云岭村")


def test_a_draft_that_was_deleted_or_edited_is_built_again(built: Workspace) -> None:
    built.draft("云岭村").unlink()
    edited = built.draft("望礁村", Edition.PUBLIC)
    good = edited.read_bytes()
    edited.write_bytes(good + b"\0")
    done = built.run("status", "--json")
    assert reasons(done, "云岭村") == ["the draft was deleted"]
    assert reasons(done, "望礁村", "public") == ["the draft was changed by hand"]
    done = built.build("--all", "--json")
    assert [key for key, status in statuses(done).items() if status == "built"] == [
        ("云岭村", "internal"),
        ("望礁村", "public"),
    ]
    assert edited.read_bytes() == good


def test_editions_are_remembered_apart(tmp_path: Path) -> None:
    district = few(tmp_path / "w", "lingjiao/yunling")
    district.build("云岭村", "--edition", "internal")
    district.change(PROFILE, *DANGER)
    district.build("云岭村", "--edition", "internal")
    done = district.build("云岭村", "--json")
    assert statuses(done) == {("云岭村", "internal"): "current", ("云岭村", "public"): "built"}


def test_check_builds_nothing_and_fails_if_anything_is_stale(built: Workspace) -> None:
    assert built.build("--all", "--check").code == 0
    built.change(PROFILE, *DANGER)
    before = drafts(built.root)
    done = built.build("--all", "--check")
    assert done.code == 1
    assert "stale  云岭村 (内部版): 风险点·要命处 changed (read by points/point)" in done.out
    assert drafts(built.root) == before


def test_force_builds_what_is_up_to_date(built: Workspace) -> None:
    assert set(statuses(built.build("--all", "--force", "--json")).values()) == {"built"}


def test_an_error_is_told_again_until_it_is_mended_and_then_nothing_needs_building(built: Workspace) -> None:
    built.change(PROFILE, "\nkind: 村", "\nkind: 村子")
    for _ in range(2):
        done = built.build("--all", "--json")
        assert (done.code, [p["code"] for p in done.problems]) == (1, ["PG205"])
        assert names(done, "failed") == {"云岭村"}
    built.change(PROFILE, "\nkind: 村子", "\nkind: 村")
    done = built.build("--all", "--json")
    assert (done.code, set(statuses(done).values())) == (0, {"current"})


def test_a_broken_piece_mended_to_what_it_was_leaves_no_trace(built: Workspace) -> None:
    path = built.root / "templates/manual/flood/tide.docx"
    good = path.read_bytes()
    built.change_piece("flood/tide.docx", "{%tr endfor %}", "{%tr endfr %}")
    assert built.build("--all").code == 1
    path.write_bytes(good)
    done = built.build("--all", "--json")
    assert (done.code, done.problems, set(statuses(done).values())) == (0, [], {"current"})


def test_gaps_count_again_under_strict(built: Workspace) -> None:
    built.change(PROFILE, "danger: 坡体夜里滑下来压房，人在睡觉", "danger:")
    assert built.build("--all").code == 0
    assert built.build("--all").code == 0
    assert built.build("云岭村", "--strict").code == 1


def test_a_resident_who_is_named_in_a_piece_stops_the_public_edition_alone(built: Workspace) -> None:
    """The register stands in no manual: only the search of the public text can tell."""
    people = yaml.safe_load((built.root / "plans/lingjiao/yunling/register.yaml").read_text("utf-8"))["people"]
    name = people[0]["name"]
    built.change_piece("fire/home.docx", "</w:t>", f"{name}</w:t>")
    done = built.build("云岭村", "--json")
    assert statuses(done) == {("云岭村", "internal"): "built", ("云岭村", "public"): "failed"}
    assert {p["code"] for p in done.problems} == {"PG542"}


def test_nothing_of_a_register_is_kept(tmp_path: Path) -> None:
    district = few(tmp_path / "w", "lingjiao/yunling")
    assert district.build("--all").code == 0
    plans = district.root / "plans"
    register = yaml.safe_load((plans / "lingjiao/yunling/register.yaml").read_text("utf-8"))
    elsewhere = "".join(path.read_text("utf-8") for path in plans.rglob("*.yaml") if path.name != "register.yaml")
    said = {person[key] for person in register["people"] for key in ("name", "address") if person.get(key)}
    own = {value for value in said if value not in elsewhere}
    assert len(own) > 5
    cache = b"".join(path.read_bytes() for path in files.cache_folder().rglob("*") if path.is_file())
    state = State(district.root)
    for edition in LABELS:
        cache += Kept(*state.ground("lingjiao/yunling", edition)).frozen().values
    state.close()
    assert [value for value in own if value.encode() in cache] == []


def test_renamed_and_gone_communities_leave_drafts_that_prune_takes_away(built: Workspace) -> None:
    shutil.rmtree(built.root / "plans/haijiao/wangjiao")
    note = built.root / "output/drafts/haijiao/wangjiao/备忘.txt"
    note.write_text("mine")
    drafts_folder, personal_folder = built.root / "output/drafts", built.root / "output/personal"
    card = drafts_folder / "haijiao/wangjiao/卡片/望礁村应急处置卡（草案）.docx"
    personal = personal_folder / "haijiao/wangjiao/望礁村避险明白卡（草案·拼版A4）.pdf"
    kept = (
        drafts_folder / "lingjiao/yunling/卡片/云岭村应急处置卡（草案）.docx",
        personal_folder / "lingjiao/yunling/云岭村附册（草案）.docx",
        personal_folder / "lingjiao/yunling/V1.0/云岭村附册（V1.0）.docx",
    )
    for path in (card, personal, *kept):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    done = built.run("status", "--json")
    assert {Path(path).parts[2:4] for path in done.data["orphans"]} == {("haijiao", "wangjiao")}
    assert len(done.data["orphans"]) == len(LABELS) + 2
    done = built.build("--all", "--prune", "--json")
    assert (done.code, len(done.data["removed"])) == (0, len(LABELS) + 2)
    assert note.read_text() == "mine"
    assert not personal.parent.exists()
    assert all(path.exists() for path in kept)
    assert built.run("status", "--json").data["orphans"] == []
    done = built.build("--all", "--edition", "internal", "--prune", "--json")
    assert all("公示版" in path for path in done.data["removed"])
    assert len(done.data["removed"]) == len(COMMUNITIES) - 1


@pytest.mark.parametrize("damage", ["gone", "garbage", "truncated", "foreign", "old", "turned"])
def test_a_state_that_cannot_be_used_is_begun_anew(built: Workspace, damage: str) -> None:
    before = drafts(built.root)
    (path,) = (files.cache_folder() / "workspaces").glob("*.sqlite")
    for beside in path.parent.glob("*.sqlite-*"):
        beside.unlink()
    if damage == "gone":
        path.unlink()
    elif damage == "garbage":
        path.write_bytes(b"no database" * 1000)
    elif damage == "truncated":
        path.write_bytes(path.read_bytes()[:5000])
    else:
        with sqlite3.connect(path) as database:
            if damage == "turned":
                database.execute("UPDATE communities SET value = value || x'00'")
                database.execute("UPDATE grounds SET value = x'00' || value")
            else:
                said = b"1 /somewhere/else" if damage == "foreign" else b"0 x"
                database.execute("UPDATE about SET value = ? WHERE name = 'of'", (said,))
        database.close()
    done = built.build("--all", "--json")
    assert done.code == 0
    assert set(statuses(done).values()) == {"built"}
    assert drafts(built.root) == before
    assert set(statuses(built.build("--all", "--json")).values()) == {"current"}


def test_status_says_never_built_and_is_no_build(tmp_path: Path) -> None:
    district = few(tmp_path / "w", "lingjiao/yunling")
    done = district.run("status", "--why")
    assert done.code == 0
    assert "never built" in done.out
    assert not (district.root / "output").exists()


def test_the_state_stands_in_the_users_cache_and_holds_nothing_in_the_workspace(built: Workspace) -> None:
    assert {path.name for path in built.root.iterdir()} == {"plans", "templates", "output"}
    assert {path.suffix for path in (built.root / "output").rglob("*") if path.is_file()} == {".docx"}
    folder = files.cache_folder() / "workspaces"
    assert folder.stat().st_mode & 0o077 == 0


def test_drafts_are_the_same_by_one_process_and_by_two(tmp_path: Path) -> None:
    here, there = few(tmp_path / "a"), few(tmp_path / "b")
    one = here.build("--all", "-j", "1", "--json")
    two = there.build("--all", "-j", "2", "--json")
    assert (one.code, one.out) == (two.code, two.out)
    assert dict(parts(here.draft("云岭村").read_bytes())) == dict(parts(there.draft("云岭村").read_bytes()))
    assert drafts(here.root) == drafts(there.root)
