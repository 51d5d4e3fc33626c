"""`plangen pack`: everything that is handed over, printed as far as need be; residents' data behind the lock alone."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from few import few
from pypdf import PdfReader

from generator.facts.load import load_facts
from generator.facts.load import resolve
from generator.facts.workspace import Workspace as Folders
from generator.press.pack.receipts import read_receipts

WHOLE, PARTLY, BROKEN = ("luming/shiqiaotou", "luming/ximen", "luming/dongta")
TOWN = "鹿鸣街道"
TAG = re.compile(rb"<[^>]+>")


def text_of(path: Path) -> str:
    """All text of a PDF, or of any part of an office file, and what is told of the file itself."""
    if path.suffix == ".pdf":
        reader = PdfReader(path)
        said = [page.extract_text() for page in reader.pages]
        return "".join([path.name, str(reader.metadata), *said])
    if path.suffix in {".docx", ".xlsx"}:
        with zipfile.ZipFile(path) as package:
            return path.name + "".join(
                TAG.sub(b"", package.read(name)).decode("utf-8", "replace") for name in package.namelist()
            )
    return path.name + path.read_text("utf-8")


def test_a_town_is_packed_with_all_that_there_is_of_it(tmp_path: Path) -> None:
    district = few(tmp_path, WHOLE)
    for slug in (PARTLY, BROKEN):
        district.take(slug)
    profile = f"plans/{BROKEN}/profile.yaml"
    district.write(profile, (tmp_path / profile).read_text("utf-8") + "no_such_key: 1\n")
    (tmp_path / f"plans/{PARTLY}/register.yaml").unlink(missing_ok=True)

    done = district.run("pack", "--town", "luming", "--json")
    assert done.code == 1  # for the broken profile alone
    assert {p["place"]["file"] for p in done.data["problems"] if p["severity"] == "error"} == {profile}
    pack = done.data["packs"][0]
    assert (pack["status"], pack["communities"]) == ("packed", 2)
    folder = tmp_path / pack["path"]
    assert folder.name == f"{TOWN}分发包（草案）"

    lacking = {(one["name"], one["what"]): one["reason"] for one in pack["lacking"]}
    assert lacking["学前社区", "全部"] == "还没有风险档案"
    assert lacking["东塔社区", "全部"].startswith("有错误：PG203（plans/luming/dongta/profile.yaml第")
    assert lacking["西门社区", "附册"] == lacking["西门社区", "避险明白卡"] == "没有人员名册（register.yaml）"

    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*.pdf")}
    assert {
        "1 内部版/01 西门社区综合应急预案（内部版·草案）.pdf",
        "1 内部版/03 石桥头社区综合应急预案（内部版·草案）.pdf",
        "2 公示版/03 石桥头社区综合应急预案（公示版·草案）.pdf",
        "3 附册（加锁）/03 石桥头社区附册（草案）.pdf",
        "4 卡片/03 石桥头社区应急处置卡（草案）.pdf",
        "6 避险明白卡（加锁）/03 石桥头社区避险明白卡（草案）.pdf",
    } <= found
    assert not any("东塔" in name for name in found)

    rows, problems = read_receipts((folder / "7 签收表/03 石桥头社区签收表（草案）.xlsx").read_bytes())
    assert problems == []
    assert ("内-01", "组长", "张示例") in {(row.copy, row.post, row.person) for row in rows}

    residents = _residents(tmp_path)
    assert len(residents) > 10
    for path in sorted(folder.rglob("*.*")):
        said = text_of(path)
        shown = {value for value in residents if value in said}
        if "（加锁）" in path.parent.name:
            assert shown, path.name
        else:
            assert not shown, path.name

    # Again: nothing is printed, nothing is packed; then as a zip, which holds the same.
    done = district.run("pack", "--town", "luming", "--json")
    assert [one["status"] for one in done.data["packs"]] == ["current"]
    done = district.run("pack", "--town", "luming", "--zip", "--json")
    with zipfile.ZipFile(tmp_path / done.data["packs"][0]["path"]) as package:
        for name in package.namelist():
            assert package.read(name) == (folder / name).read_bytes(), name

    # What the public may have goes elsewhere by itself.
    stick = tmp_path / "U盘"
    done = district.run("pack", "石桥头社区", "--edition", "public", "--out", str(stick), "--json")
    assert done.code == 0
    assert [path.name for path in stick.iterdir()] == ["石桥头社区分发包（公示版·草案）"]
    assert {path.parent.name for path in stick.rglob("*.pdf")} == {"2 公示版", "5 海报"}


def _residents(root: Path) -> set[str]:
    """The names and phones of the register that stand nowhere else in what is known of the town."""
    workspace = Folders(root)
    entry, _problems = resolve(workspace, WHOLE)
    assert entry is not None
    facts, _problems = load_facts(workspace, entry)
    assert facts is not None
    assert facts.register is not None
    people = {person.name for person in facts.register.people} | {home.head for home in facts.register.households}
    phones = {home.phone for home in facts.register.households}
    # Invented people share few names: one of another place here may be on duty there.
    paths = [path for path in (root / "plans/luming").rglob("*.yaml") if path.stem != "register"]
    known = "".join(path.read_text("utf-8") for path in paths)
    return {value for value in people | phones if value and value not in known}


@pytest.mark.parametrize("arguments", [(), ("--town", "没有这个街镇")])
def test_a_pack_of_nothing_is_wrong_usage(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    assert few(tmp_path, WHOLE).run("pack", *arguments).code == 2
