"""`plangen build` from end to end: data come out literally, problems stop what they must, nothing is half-written."""

from __future__ import annotations

import json
import resource
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import sample
from conftest import Plangen
from sample import COMMUNITIES
from workspace import PIECES
from workspace import PROFILE
from workspace import Workspace
from workspace import parts

from generator.mask import Edition

HOSTILE = (
    "<b>&amp;</b> & < > ]]> <!-- --> <?x?> &#20320; </w:t></w:r> {{ 7*7 }} }} {% for x in y %} %} {# # #} {_{ }_} "
    "{{ ''.__class__ }} ${x} \\n \\x41 😀 👨‍👩‍👧 𠮷 㙟 é \"双\" '单' “弯” ‘弯’ 〔〕 a\u00a0b"
)
LINES = "第一行\n第二行 <w:br/>\n\n第四行"
# A field here and there: a text, one inside a list, a reference's own name, one that headers and properties print.
FIELDS = {
    "location": ("location: 岭脚镇西北9.6公里，云溪上游两岸，东接茶坑村，西靠云岭山脊", "location: {}"),
    "danger": ("danger: 坡体夜里滑下来压房，人在睡觉", "danger: {}"),
    "consulted": ("consulted: [5个自然村村民代表26人,", "consulted: [{},"),
    "lesson": ("lesson: 响警后漫水桥两头拦人，不等本地下大雨", "lesson: {}"),
    "spec": ("spec: 16寸，配护目镜和护腿", "spec: {}"),
    "tasks": ("tasks: [开场所, ", "tasks: [{}, "),
}
TIDE = "flood/tide.docx"


def taken(name: str) -> set[str]:
    """The pieces that a sample manual is made of."""
    return {decision.piece.file or "" for decision in sample.sample(name).manual.decisions if decision.included}


def quoted(text: str) -> str:
    """A text as a double-quoted scalar of YAML."""
    return json.dumps(text, ensure_ascii=False)


@pytest.fixture
def district(tmp_path: Path) -> Workspace:
    return Workspace.at(tmp_path / "鹿鸣区 2026")


# What data say comes out literally


def test_hostile_text_comes_out_letter_by_letter(district: Workspace) -> None:
    for field, (old, new) in FIELDS.items():
        district.change(PROFILE, old, new.format(quoted(f"{field} {HOSTILE}")))
    assert district.build("云岭村").code == 0
    for edition in Edition:
        text = district.text("云岭村", edition)
        assert [field for field in FIELDS if f"{field} {HOSTILE}" not in text] == []


def test_line_breaks_come_out_as_line_breaks(district: Workspace) -> None:
    for old, new in FIELDS.values():
        district.change(PROFILE, old, new.format(quoted(LINES)))
    assert district.build("云岭村").code == 0
    text = district.text("云岭村")
    assert text.count(LINES) >= len(FIELDS)
    assert "\\n" not in text


def test_a_hostile_name_stands_in_headers_properties_and_file_name(district: Workspace) -> None:
    name = "云<岭>&{{ 7*7 }}𠮷村"
    district.change(PROFILE, "\nname: 云岭村", f"\nname: {quoted(name)}")
    district.change("plans/roster.yaml", "name: 云岭村,", f"name: {quoted(name)},")
    district.change("plans/lingjiao/town.yaml", "石门坑村, 云岭村]", f"石门坑村, {quoted(name)}]")
    done = district.build("yunling", "--edition", "internal", "--json")
    assert (done.code, done.problems) == (0, [])
    (built,) = done.data["built"]
    path = district.root / built["path"]
    assert path == district.draft("yunling")
    assert path.name.startswith("云_岭_&{{ 7_7 }}𠮷村")
    assert name in district.docx("yunling").core_properties.title
    said = {part: content for part, content in parts(path.read_bytes()) if part.endswith(".xml")}
    written = "云&lt;岭&gt;&amp;{{ 7*7 }}𠮷村".encode()
    assert {part for part in said if written in said[part]} >= {"docProps/core.xml", "word/document.xml"}
    assert any(written in content for part, content in said.items() if "header" in part or "footer" in part)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        (r'"铃\x07声"', "PG211"),
        (r'"\uFFFE"', "PG211"),
        (r'"\uD83D"', "PG119"),
        ("铃\x07声", "PG1"),
        ("\ufffe", "PG1"),
    ],
    ids=["escaped bell", "escaped noncharacter", "escaped half", "bell", "noncharacter"],
)
def test_what_xml_cannot_hold_is_a_problem_at_its_place(district: Workspace, written: str, code: str) -> None:
    old, new = FIELDS["danger"]
    line = (district.root / PROFILE).read_text("utf-8").partition(old)[0].count("\n") + 1
    district.change(PROFILE, old, new.format(written))
    done = district.build("云岭村", "--json")
    assert done.code == 1
    assert [(p["code"].startswith(code), p["place"]["file"], p["place"]["line"]) for p in done.problems] == [
        (True, PROFILE, line)
    ]


# Gaps


def test_a_missing_value_prints_its_mark_and_the_draft_is_built(district: Workspace) -> None:
    profile = "plans/xincheng/yunqiyuan/profile.yaml"
    assert district.build("云栖苑社区", "--strict").code == 0
    whole = (district.root / profile).read_text("utf-8")
    storage = next(line for line in whole.splitlines() if line.startswith("  storage:"))
    district.change(profile, f"{storage}\n", "")
    done = district.build("云栖苑社区")
    assert done.code == 0
    assert "gap[PG201]" in done.out
    for edition in Edition:
        assert "（待填：存放地点）" in district.text("云栖苑社区", edition)
    assert district.build("云栖苑社区", "--strict").code == 1


def test_a_key_without_a_value_is_missing_too(district: Workspace) -> None:
    district.change(PROFILE, "danger: 坡体夜里滑下来压房，人在睡觉", "danger:")
    district.change(PROFILE, "first_act: 穿鞋拿手电，沿东侧村道走，不走溪边", "first_act: 待填")
    district.change(PROFILE, "storage: 村办公楼值班室、旧校舍登记台各1本，网格长人手1本", "storage: ~")
    district.change(PROFILE, "adopted: 2026年10月12日村民代表会议", 'adopted: " "')
    done = district.build("云岭村", "--json")
    assert (done.code, [p["code"] for p in done.problems]) == (0, ["PG201"] * 4)
    text = district.text("云岭村")
    assert [t for t in ("要命处", "第一动作", "存放地点", "讨论通过") if f"（待填：{t}）" not in text] == []


# Errors stop what they must, and only that


def test_an_error_in_one_profile_leaves_its_old_drafts_and_builds_the_others(district: Workspace) -> None:
    assert district.build("云岭村").code == 0
    old = {edition: district.draft("云岭村", edition).read_bytes() for edition in Edition}
    stamps = {edition: district.draft("云岭村", edition).stat().st_mtime_ns for edition in Edition}
    district.change(PROFILE, "\nkind: 村", "\nkind: 村子")
    done = district.build("--all", "--json")
    assert done.code == 1
    assert [p["code"] for p in done.problems] == ["PG205"]
    built = {entry["name"]: entry["path"] is not None for entry in done.data["built"]}
    assert built == {name: name != "云岭村" for name in COMMUNITIES}
    for edition in Edition:
        assert district.draft("云岭村", edition).read_bytes() == old[edition]
        assert district.draft("云岭村", edition).stat().st_mtime_ns == stamps[edition]


def test_a_broken_piece_stops_only_the_communities_that_take_it(district: Workspace) -> None:
    district.change_piece(TIDE, "{%tr endfor %}", "{%tr endfr %}")
    done = district.build("--all", "--json")
    assert done.code == 1
    assert {p["place"]["file"] for p in done.problems} == {f"{PIECES}/{TIDE}"}
    takers = {name for name in COMMUNITIES if TIDE in taken(name)}
    assert 0 < len(takers) < len(COMMUNITIES)
    assert {entry["name"] for entry in done.data["built"] if entry["path"] is None} == takers
    assert len(district.drafts()) == 2 * (len(COMMUNITIES) - len(takers))


def test_a_syntax_error_ends_its_own_file_only(district: Workspace) -> None:
    district.change(PROFILE, "\nkind: 村", "\nkind: [村")
    district.change("plans/haijiao/wangjiao/profile.yaml", "\nkind: 村", "\nkind: 村子")
    done = district.build("--all", "--json")
    assert done.code == 1
    assert {p["place"]["file"] for p in done.problems} == {PROFILE, "plans/haijiao/wangjiao/profile.yaml"}
    assert sum(entry["path"] is not None for entry in done.data["built"]) == 4


def test_a_picture_that_is_none_is_a_problem_and_the_others_are_built(district: Workspace) -> None:
    district.write("plans/lingjiao/yunling/figures/risk.png", b"no picture")
    done = district.build("云岭村", "云栖苑社区", "--json")
    assert done.code == 1
    assert done.problems
    assert {entry["name"] for entry in done.data["built"] if entry["path"]} == {"云栖苑社区"}


# Whom a name means


def test_a_community_is_named_by_code_slug_or_chinese_name_and_built_once(district: Workspace) -> None:
    names = ("339901104207", "yunling", "lingjiao/yunling", "云岭村", "云岭", "岭脚镇云岭村", "岭脚镇/云岭村")
    done = district.build(*names, "--edition", "public", "--json")
    assert (done.code, done.problems) == (0, [])
    assert [(entry["code"], entry["edition"]) for entry in done.data["built"]] == [("339901104207", "public")]
    assert district.drafts() == {"云岭村综合应急预案（公示版·草案）.docx"}


def test_a_typo_is_answered_with_the_nearest_name_and_the_rest_is_built(district: Workspace) -> None:
    typos = ("云玲村", "云岭材", "yunlin", "lingjiao/yunlin", "3399O1104207")
    done = district.build(*typos, "石桥头社区", "--edition", "internal", "--json")
    assert done.code == 1
    assert [p["code"] for p in done.problems] == ["PG022"] * len(typos)
    assert [p["hint"] for p in done.problems if "云岭村 (lingjiao/yunling)" not in p["hint"]] == []
    assert district.drafts() == {"石桥头社区综合应急预案（内部版·草案）.docx"}


def test_nothing_named_and_unknown_towns_are_wrong_usage(district: Workspace) -> None:
    assert district.build().code == 2
    done = district.build("--town", "岭角镇")
    assert done.code == 2
    assert "岭脚镇" in done.err
    assert not (district.root / "output").exists()


@pytest.mark.parametrize("town", ["岭脚镇", "lingjiao"])
def test_a_town_is_all_its_communities_that_have_a_profile(district: Workspace, town: str) -> None:
    done = district.build("--town", town, "yunling", "--edition", "internal", "--json")
    assert (done.code, [entry["name"] for entry in done.data["built"]]) == (0, ["云岭村"])


def test_one_in_the_roster_without_a_profile_says_which_file_is_missing(district: Workspace) -> None:
    done = district.build("茶坑村", "--json")
    assert done.code == 1
    assert [(p["code"], p["place"]["file"]) for p in done.problems] == [
        ("PG001", "plans/lingjiao/chakeng/profile.yaml")
    ]


# What is said of it


def test_json_says_of_each_manual_where_it_is_and_what_it_says(district: Workspace) -> None:
    done = district.build("--all", "--json")
    assert done.err == ""
    for entry in done.data["built"]:
        path = district.root / entry["path"]
        assert zipfile.ZipFile(path).testzip() is None
        assert (entry["errors"], entry["gaps"], len(entry["content"])) == (0, 0, 64)
    assert len({entry["content"] for entry in done.data["built"]}) == 8


def test_explain_gives_every_piece_a_reason_and_writes_nothing(district: Workspace) -> None:
    done = district.build("--all", "--explain", "--json")
    assert done.code == 0
    pieces = {piece.file for piece in sample.templates().recipe.pieces}
    for entry in done.data["built"]:
        assert {piece["file"] for piece in entry["pieces"]} == pieces
        assert all(reason.strip() and "{" not in reason for piece in entry["pieces"] for reason in piece["reasons"])
        assert all(piece["reasons"] for piece in entry["pieces"])
    assert not (district.root / "output").exists()


def test_explain_tells_people_in_lines(district: Workspace) -> None:
    lines = district.build("云岭村", "--explain").out.splitlines()
    (tide,) = [line for line in lines if TIDE in line]
    (flash,) = [line for line in lines if "flood/flash.docx" in line]
    assert tide.lstrip().startswith("- ")
    assert flash.lstrip().startswith("+ ")
    assert "风暴潮" in tide
    assert "山洪" in flash


# Where it runs


def test_paths_with_spaces_and_chinese_in_a_real_process(district: Workspace, plangen: Plangen, tmp_path: Path) -> None:
    done = plangen("-C", "鹿鸣区 2026", "build", "云岭村", cwd=tmp_path, LANG="zh_CN.UTF-8")
    assert (done.returncode, done.stderr) == (0, b"")
    assert len(district.drafts()) == 2


def test_a_pipe_in_the_c_locale_gets_every_line(district: Workspace, plangen: Plangen) -> None:
    district.change(PROFILE, "\nkind: 村", "\nkind: 村子")
    done = plangen("build", "云岭村", "云栖苑社区", cwd=district.root, LANG="C", LC_ALL="C")
    assert (done.returncode, done.stderr) == (1, b"")
    assert b"\x1b" not in done.stdout
    assert b"error[PG205]" in done.stdout
    assert sum(line.startswith(b"built  output/drafts/") for line in done.stdout.splitlines()) == 2


def test_json_reaches_a_pipe_that_knows_ascii_alone(district: Workspace, plangen: Plangen) -> None:
    done = plangen("build", "云岭村", "--json", cwd=district.root, LC_ALL="C", PYTHONIOENCODING="ascii")
    assert [entry["name"] for entry in json.loads(done.stdout.decode("ascii"))["built"]] == ["云岭村"] * 2


# Nothing is half-written


@contextmanager
def no_file_above(size: int) -> Iterator[None]:
    """Within, the system lets no file grow beyond `size` bytes, like a disk that runs full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_disk_that_runs_full_leaves_the_old_draft_whole(district: Workspace) -> None:
    assert district.build("云岭村").code == 0
    old = district.draft("云岭村").read_bytes()
    before = district.drafts()
    district.change(PROFILE, "danger: 坡体夜里滑下来压房，人在睡觉", "danger: 另一句话")
    with no_file_above(40_000):
        done = district.build("云岭村", "--json")
    assert done.code == 1
    assert {p["code"] for p in done.problems} <= {"PG007", "PG008"}
    assert {entry["path"] for entry in done.data["built"]} == {None}
    assert district.draft("云岭村").read_bytes() == old
    assert district.drafts() == before


@pytest.mark.parametrize("in_the_way", ["output", "output/drafts/lingjiao/yunling"])
def test_a_file_where_a_folder_should_be_is_a_problem_and_stays(district: Workspace, in_the_way: str) -> None:
    district.write(in_the_way, "a note of somebody's")
    done = district.build("云岭村", "--json")
    assert done.code == 1
    assert {p["code"] for p in done.problems} == {"PG007"}
    assert (district.root / in_the_way).read_text() == "a note of somebody's"
    assert sum(path.is_file() for path in (district.root / "output").rglob("*")) + (in_the_way == "output") == 1


def test_a_folder_where_the_draft_should_be_stops_this_draft_only(district: Workspace) -> None:
    district.draft("云岭村").mkdir(parents=True)
    done = district.build("云岭村", "石桥头社区", "--json")
    assert done.code == 1
    assert {p["code"] for p in done.problems} == {"PG006"}
    assert [entry["path"] is None for entry in done.data["built"] if entry["name"] == "云岭村"] == [True, False]
    assert len(district.drafts()) == 3


def test_an_output_that_leads_out_of_the_workspace_is_refused(district: Workspace, tmp_path: Path) -> None:
    outside = tmp_path / "elsewhere"
    outside.mkdir()
    (district.root / "output").symlink_to(outside)
    done = district.build("云岭村", "--json")
    assert (done.code, {p["code"] for p in done.problems}) == (1, {"PG005"})
    assert list(outside.iterdir()) == []
