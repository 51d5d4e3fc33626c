"""A pack holds what there is, says what there is not, and never takes the place of what somebody changed."""

from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest
from packing import Office

from generator.press.pack.make import LIST
from generator.press.pack.make import Status
from generator.press.pack.make import marked
from generator.press.pack.receipts import read_receipts
from generator.problems import PlangenError

EVERYTHING = ("内部版", "公示版", "附册", "处置卡", "海报（A3）", "明白卡")


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office.at(tmp_path)


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def cells(path: Path, sheet: int = 0) -> list[tuple[object, ...]]:
    return list(openpyxl.load_workbook(path).worksheets[sheet].iter_rows(min_row=4, values_only=True))


def text(path: Path) -> str:
    document = docx.Document(str(path))
    body = [paragraph.text for paragraph in document.paragraphs]
    body += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join(body)


def test_everything_lies_in_the_folder_of_its_kind(office: Office) -> None:
    town = office.town(office.prints(*EVERYTHING))
    pack = office.pack(town)
    assert pack.status is Status.PACKED
    assert names(office.target(town)) == sorted(
        [
            "1 内部版/01 甲村综合应急预案（内部版·草案）.pdf",
            "2 公示版/01 甲村综合应急预案（公示版·草案）.pdf",
            "3 附册（加锁）/01 甲村附册（草案）.pdf",
            "4 卡片/01 甲村应急处置卡（草案）.pdf",
            "5 海报/01 甲村海报（A3·草案）.pdf",
            "6 避险明白卡（加锁）/01 甲村避险明白卡（草案）.pdf",
            "7 签收表/01 甲村签收表（草案）.docx",
            "7 签收表/01 甲村签收表（草案）.xlsx",
            "交接说明.docx",
            LIST,
            *("印刷清单.docx", "印刷清单.xlsx", "移交签收表.docx", "移交签收表.xlsx", "缺件清单.xlsx"),
        ]
    )
    assert office.target(town).name == "西镇分发包（草案）"


def test_what_is_issued_bears_its_version_and_no_mark_of_a_draft(office: Office) -> None:
    town = office.town(office.prints("内部版"), is_draft=False)
    office.pack(town)
    folder = office.target(town)
    assert folder.name == "西镇分发包"
    assert "1 内部版/01 甲村综合应急预案（内部版·V1.2）.pdf" in names(folder)
    assert "草案" not in text(folder / "交接说明.docx")
    assert "草案" not in text(folder / "7 签收表/01 甲村签收表（V1.2）.docx")


def test_a_draft_is_said_to_be_one_in_every_form_and_list(office: Office) -> None:
    town = office.town(office.prints("内部版"))
    office.pack(town)
    folder = office.target(town)
    for form in (*folder.glob("*.docx"), *folder.glob("7 签收表/*.docx")):
        assert "【修订草案】" in text(form), form.name
    assert {row[4] for row in cells(folder / "印刷清单.xlsx")[:-1]} == {"修订草案"}


def test_the_print_list_counts_pages_copies_and_sheets(office: Office) -> None:
    town = office.town(office.prints("内部版", "处置卡", pages=5))
    pack = office.pack(town)
    manual, cards, total = cells(office.target(town) / "印刷清单.xlsx")
    grids = len(office.facts.profile.grids)
    count = 2 + grids  # leader, grid chiefs, duty room
    assert manual[5:11] == (5, "A4", "双面", count, 3, 3 * count)
    assert cards[5:11] == (5, "A4", "单面", 2, 5, 10)
    assert (total[1], total[8], total[10]) == ("合计", count + 2, 3 * count + 10)
    assert pack.sheets == 3 * count + 10


def test_each_copy_stands_in_the_receipts_and_is_read_back(office: Office) -> None:
    town = office.town(office.prints(*EVERYTHING))
    office.pack(town)
    folder = office.target(town)
    rows, problems = read_receipts((folder / "7 签收表/01 甲村签收表（草案）.xlsx").read_bytes())
    assert problems == []
    assert [row.copy for row in rows if row.item == "附册"] == ["附-01"]
    assert {row.version for row in rows} == {"修订草案"}
    assert not any(row.is_handed_out for row in rows)
    all_of_town, problems = read_receipts((folder / "移交签收表.xlsx").read_bytes())
    assert problems == []
    assert [row.copy for row in all_of_town] == [row.copy for row in rows]


def test_what_is_not_there_is_listed_with_its_reason(office: Office) -> None:
    town = office.town(office.prints("内部版"))
    pack = office.pack(town)
    assert cells(office.target(town) / "缺件清单.xlsx") == [("乙村", "330302001203", "全部", "还没有风险档案")]
    assert "还没有风险档案" in text(office.target(town) / "交接说明.docx")
    assert [(problem.code, problem.place.file) for problem in pack.problems] == [("PG761", "plans/xizhen/yicun")]


def test_a_damaged_pdf_is_left_out_and_said_to_be(office: Office) -> None:
    prints = office.prints("内部版", "公示版")
    prints[1].path.write_bytes(b"%PDF-1.7 cut off")
    pack = office.pack(office.town(prints))
    assert [problem.code for problem in pack.problems] == ["PG764", "PG761", "PG761"]
    assert not list(office.target(office.town(prints)).glob("2 公示版/*"))


def test_residents_data_lie_in_locked_folders_alone_and_the_note_names_them(office: Office) -> None:
    town = office.town(office.prints(*EVERYTHING))
    office.pack(town)
    note = text(office.target(town) / "交接说明.docx")
    assert "“3 附册（加锁）”、“6 避险明白卡（加锁）”" in note
    office.pack(office.town(office.prints("公示版"), scope="公示版"))
    folder = office.root / "output/pack/西镇分发包（公示版·草案）"
    assert "本包没有含居民个人信息的文件" in text(folder / "交接说明.docx")
    assert "本包只含：公示版" in text(folder / "交接说明.docx")


def test_the_list_of_contents_is_what_sha256sum_checks(office: Office) -> None:
    town = office.town(office.prints("内部版"))
    office.pack(town)
    folder = office.target(town)
    lines = (folder / LIST).read_text("utf-8").splitlines()
    listed = {name: digest for digest, name in (line.split("  ", 1) for line in lines)}
    assert sorted([*listed, LIST]) == names(folder)
    assert all(hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest for name, digest in listed.items())


def test_the_same_prints_make_the_same_zip(office: Office) -> None:
    town = office.town(office.prints(*EVERYTHING))
    made = []
    for _ in range(2):
        office.pack(town, as_zip=True)
        made.append(office.target(town, as_zip=True).read_bytes())
        office.target(town, as_zip=True).unlink()
    assert made[0] == made[1]
    with zipfile.ZipFile(io.BytesIO(made[0])) as package:
        assert package.testzip() is None
        assert not set("".join(package.namelist())) & set('<>:"\\|?*')


@pytest.mark.parametrize("as_zip", [False, True])
def test_a_pack_that_would_be_the_same_is_left_alone(office: Office, as_zip: bool) -> None:
    town = office.town(office.prints("内部版"))
    office.pack(town, as_zip=as_zip)
    before = office.target(town, as_zip=as_zip).stat()
    assert office.pack(town, as_zip=as_zip).status is Status.CURRENT
    assert office.target(town, as_zip=as_zip).stat().st_ino == before.st_ino


def test_a_new_pack_takes_the_place_of_one_that_nobody_changed(office: Office) -> None:
    town = office.town(office.prints("内部版", "公示版"))
    office.pack(town)
    (office.target(town) / "Thumbs.db").write_bytes(b"strewn about by the system")
    assert office.pack(office.town(office.prints("内部版"))).status is Status.PACKED
    assert [path.name for path in office.target(town).parent.iterdir()] == ["西镇分发包（草案）"]
    assert not (office.target(town) / "2 公示版").exists()


def test_an_old_pack_whose_receipts_were_filled_in_is_kept(office: Office) -> None:
    town = office.town(office.prints("内部版"))
    form = "7 签收表/01 甲村签收表（草案）.xlsx"
    for number in (1, 2):
        office.pack(town)
        (office.target(town) / form).write_bytes(f"filled in {number}".encode())
        pack = office.pack(town)
        assert "PG763" in {problem.code for problem in pack.problems}
        kept = office.target(town).with_name(f"西镇分发包（草案）（旧{number}）")
        assert (kept / form).read_bytes() == f"filled in {number}".encode()


@pytest.mark.parametrize("as_zip", [False, True])
def test_what_is_no_pack_is_not_overwritten(office: Office, as_zip: bool) -> None:
    town = office.town(office.prints("内部版"))
    target = office.target(town, as_zip=as_zip)
    mine = target if as_zip else target / "mine.txt"
    mine.parent.mkdir(parents=True)
    mine.write_bytes(b"mine")
    with pytest.raises(PlangenError) as told:
        office.pack(town, as_zip=as_zip)
    assert [problem.code for problem in told.value.problems] == ["PG762"]
    assert mine.read_bytes() == b"mine"


def test_a_form_that_cannot_be_filled_in_leaves_the_old_pack(office: Office) -> None:
    town = office.town(office.prints("内部版"))
    office.pack(town)
    before = names(office.target(town))
    form = office.root / "templates/notices/签收表.docx"
    broken = docx.Document(str(form))
    broken.paragraphs[0].add_run("{{ 没有这个名字 }}")
    broken.save(str(form))
    with pytest.raises(PlangenError):
        office.pack(office.town(office.prints("内部版", "公示版")))
    assert names(office.target(town)) == before
    assert [path.name for path in office.target(town).parent.iterdir()] == ["西镇分发包（草案）"]


def test_with_nothing_to_hand_over_no_pack_is_made(office: Office) -> None:
    town = office.town([])
    assert office.pack(town).status is Status.EMPTY
    assert not office.target(town).exists()


@pytest.mark.parametrize(
    ("title", "mark", "said"),
    [
        ("签收表", "草案", "签收表（草案）"),
        ("预案（内部版）", "V1.2", "预案（内部版·V1.2）"),
        ("签收表", "", "签收表"),
    ],
)
def test_a_mark_stands_behind_a_title(title: str, mark: str, said: str) -> None:
    assert marked(title, mark) == said
