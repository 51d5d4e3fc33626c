"""Ledger and archive together: whatever is flipped, dropped, swapped, added or destroyed, `verify` names it."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import stat
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from ledgers import REGISTER_HASH
from ledgers import SLUG
from ledgers import Shelf
from ledgers import adopt_of
from ledgers import codes
from ledgers import day
from ledgers import destroy_of
from ledgers import issue_of
from ledgers import parcel_of
from ledgers import sign_of

from generator.facts.ledger import LedgerEntry
from generator.facts.ledger import State
from generator.facts.ledger.entries import TYPES
from generator.facts.schema import columns
from generator.revisions.archive.store import archived_bytes
from generator.revisions.frozen.code import code_of
from generator.revisions.records.identify import Match
from generator.revisions.records.identify import Sameness
from generator.revisions.records.identify import identify_bytes
from generator.revisions.records.identify import identify_code
from generator.revisions.records.ledger import writing

LEDGER = f"plans/{SLUG}/revisions"
ARCHIVE = f"output/issued/{SLUG}"
PERSONAL = f"output/personal/{SLUG}"
FORMAT_1 = Path(__file__).resolve().parent / "archives" / "format-1"


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """A shelf with a whole story, which nobody changes."""
    return Shelf(tmp_path_factory.mktemp("told")).story()


@pytest.fixture
def shelf(told: Shelf, tmp_path: Path) -> Shelf:
    """A copy of it, to be changed."""
    shutil.copytree(told.root, tmp_path / "w")
    return Shelf(tmp_path / "w")


def at(shelf: Shelf, *, notes: bool = False) -> set[tuple[str, str]]:
    """What `verify` says, and of which file."""
    return {(problem.code, problem.place.file) for problem in shelf.verify().problems if notes or codes([problem])}


def overwrite(path: Path, data: bytes) -> None:
    path.chmod(0o644)
    path.write_bytes(data)


# ------------------------------------------------------------------------------------------------ what is in order


def test_a_whole_archive_is_silent_and_counted(told: Shelf) -> None:
    done = told.verify()
    assert done.problems == ()
    assert (done.communities, done.entries, done.numbers) == (1, 10, 3)


def test_everything_archived_is_read_only_and_templates_lie_there_once(told: Shelf) -> None:
    archived = [path for path in told.archive.rglob("*") if path.is_file() and path.name != "ledger.json"]
    assert archived
    assert all(stat.S_IMODE(path.stat().st_mode) & 0o222 == 0 for path in archived)
    assert len(list((told.root / "output/issued/objects").rglob("*.docx"))) == 1


def test_the_page_needs_nothing_but_a_browser(told: Shelf) -> None:
    page = (told.archive / "V1.0" / "index.html").read_text("utf-8")
    assert "<script" not in page
    assert "http" not in page
    for word in ("怎样核对", "sha256sum -c SHA256SUMS", "山前村手册V1.0.docx", REGISTER_HASH[:16], "2028-12-31"):
        assert word in page


def test_sha256sum_alone_can_check_a_revision(shelf: Shelf) -> None:
    folder = shelf.archive / "V1.0"
    command = ["sha256sum", "--quiet", "-c", "SHA256SUMS"]
    assert subprocess.run(command, cwd=folder, check=False).returncode == 0
    overwrite(folder / "山前村手册V1.0.pdf", b"another")
    assert subprocess.run(command, cwd=folder, check=False, capture_output=True).returncode == 1
    command = ["sha256sum", "manifest.json"]
    manifest = subprocess.run(command, cwd=folder, check=True, capture_output=True).stdout
    assert manifest[:64].decode() in (shelf.entries / "0001-issue.yaml").read_text("utf-8")


def test_an_archived_file_comes_back_byte_for_byte(told: Shelf) -> None:
    life = told.life
    for content in parcel_of("V1.0").files:
        assert archived_bytes(told.root, SLUG, life, "V1.0", content.name) == (content.data, [])
    assert archived_bytes(told.root, SLUG, life, "V1.0", "templates/manual/a.docx") == (b"template", [])
    assert codes(archived_bytes(told.root, SLUG, life, "V3.0", "x")[1]) == ["PG596"]
    assert codes(archived_bytes(told.root, SLUG, life, "V1.0", "x")[1]) == ["PG596"]


def test_the_same_files_give_the_same_archive(told: Shelf, tmp_path: Path) -> None:
    again = Shelf(tmp_path / "again").story()
    assert again.files() == told.files()


# ------------------------------------------------------------------------------------------------ what is not


def flips(data: bytes) -> Iterator[bytes]:
    """The bytes with one bit of each of them flipped, another one each time."""
    for number, byte in enumerate(data):
        yield data[:number] + bytes([byte ^ (1 << number % 8)]) + data[number + 1 :]


def test_any_flipped_bit_of_any_file_is_named_at_that_file(shelf: Shelf) -> None:
    for name, good in shelf.files().items():
        path = shelf.root / name
        step = max(1, len(good) // 8)  # eight places of each file, another bit each time
        for bad in list(flips(good))[::step]:
            overwrite(path, bad)
            problems = [problem for problem in shelf.verify().problems if codes([problem])]
            assert name in {place.file for problem in problems for place in (problem.place, *problem.related)}
        path.write_bytes(good)
    assert at(shelf) == set()


def test_every_bit_of_a_small_file_counts(shelf: Shelf) -> None:
    name = f"{ARCHIVE}/V1.0/山前村手册V1.0.pdf"
    good = (shelf.root / name).read_bytes()
    for bit in range(0, len(good) * 8, 3):
        bad = bytearray(good)
        bad[bit // 8] ^= 1 << bit % 8
        overwrite(shelf.root / name, bytes(bad))
        assert at(shelf) == {("PG580", name)}


def test_any_file_that_is_gone_is_named(shelf: Shelf) -> None:
    for name, good in shelf.files().items():
        path = shelf.root / name
        path.unlink()
        found = at(shelf)
        if name.startswith(PERSONAL):  # registers are kept where registers are kept
            assert found == set()
            assert ("PG593", name) in at(shelf, notes=True)
        else:
            assert name in {file for _code, file in found}
        path.write_bytes(good)
    assert at(shelf) == set()


def test_the_newest_entries_dropped_are_missed(shelf: Shelf) -> None:
    (shelf.entries / "0010-sign.yaml").unlink()
    assert at(shelf) == {("PG585", f"{LEDGER}/0010-sign.yaml")}
    (shelf.entries / "0009-issue.yaml").unlink()
    assert at(shelf) >= {("PG585", f"{LEDGER}/0009-issue.yaml"), ("PG584", f"{ARCHIVE}/V1.1")}


def test_a_ledger_that_is_gone_altogether_is_missed(shelf: Shelf) -> None:
    shutil.rmtree(shelf.entries)
    found = at(shelf)
    assert {file for code, file in found if code == "PG585"} == {f"{LEDGER}/{name}" for name in told_names(shelf)}
    assert ("PG584", f"{ARCHIVE}/V1.0") in found


def told_names(shelf: Shelf) -> list[str]:
    said = json.loads((shelf.archive / "ledger.json").read_text("utf-8"))
    return [entry["file"] for entry in said["entries"]]


def test_a_ledger_without_its_list_is_noticed(shelf: Shelf) -> None:
    (shelf.archive / "ledger.json").unlink()
    assert at(shelf) == {("PG589", f"{ARCHIVE}/ledger.json")}
    assert codes(shelf.add(sign_of("V1.1"))) == ["PG589"]


def test_swapped_entries_swapped_folders_and_swapped_files_are_named(shelf: Shelf) -> None:
    pairs = (
        (shelf.entries / "0002-sign.yaml", shelf.entries / "0010-sign.yaml"),
        (shelf.archive / "V1.0", shelf.archive / "V1.1"),
        (shelf.archive / "V1.0" / "山前村手册V1.0.docx", shelf.archive / "V1.0" / "山前村手册V1.0.pdf"),
    )
    for first, second in pairs:
        swap(first, second)
        named = {file for _code, file in at(shelf)}
        for path in (first, second):
            name = path.relative_to(shelf.root).as_posix()
            assert any(file.startswith(name) for file in named), name
        swap(first, second)
    assert at(shelf) == set()


def swap(first: Path, second: Path) -> None:
    aside = first.with_name("aside")
    first.rename(aside)
    second.rename(first)
    aside.rename(second)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        (f"{ARCHIVE}/V1.0/附件.txt", "PG582"),
        (f"{ARCHIVE}/V1.0/.hidden", "PG582"),
        (f"{ARCHIVE}/V1.0/sub/x.txt", "PG582"),
        (f"{ARCHIVE}/readme.txt", "PG582"),
        ("output/issued/readme.txt", "PG582"),
        ("output/issued/xizhen/readme.txt", "PG582"),
        ("output/issued/objects/ab/abc.docx", "PG582"),
        (f"{PERSONAL}/V1.0/x.txt", "PG582"),
        (f"{LEDGER}/0011-file.yaml", "PG586"),
    ],
)
def test_whatever_is_put_in_is_named(shelf: Shelf, name: str, code: str) -> None:
    path = shelf.root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"schema: 1\n")
    assert (code, name) in at(shelf)


def test_cards_that_name_residents_are_nobodys_concern(shelf: Shelf) -> None:
    (shelf.root / PERSONAL / "山前村避险明白卡（草案）.pdf").write_bytes(b"%PDF")
    assert at(shelf) == set()


def test_a_folder_that_no_entry_names_is_an_orphan(shelf: Shelf) -> None:
    shutil.copytree(shelf.archive / "V1.0", shelf.archive / "V9.0")
    assert at(shelf) == {("PG584", f"{ARCHIVE}/V9.0")}


def test_what_a_stopped_command_left_is_named(shelf: Shelf) -> None:
    (shelf.entries / ".plangen-1-0011-file.yaml.tmp").write_bytes(b"sch")
    (shelf.archive / ".plangen-1-V1.2.tmp").mkdir()
    (shelf.archive / ".plangen-1-V1.2.tmp" / "a.docx").write_bytes(b"P")
    assert at(shelf) == {
        ("PG594", f"{LEDGER}/.plangen-1-0011-file.yaml.tmp"),
        ("PG594", f"{ARCHIVE}/.plangen-1-V1.2.tmp"),
    }
    assert shelf.issue("V1.2", 20) == []
    assert at(shelf) == set()


def test_an_older_plangen_does_not_guess_at_a_newer_format(shelf: Shelf) -> None:
    path = shelf.archive / "ledger.json"
    path.write_bytes(path.read_bytes().replace(b'"format": 1', b'"format": 2'))
    assert at(shelf) == {("PG590", f"{ARCHIVE}/ledger.json")}


def test_git_that_rewrites_line_ends_is_named_as_that(shelf: Shelf) -> None:
    path = shelf.entries / "0010-sign.yaml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert at(shelf) == {("PG563", f"{LEDGER}/0010-sign.yaml")}


# ------------------------------------------------------------------------------------------------ who may write


def test_nothing_is_written_into_a_ledger_that_is_not_whole(shelf: Shelf) -> None:
    path = shelf.entries / "0002-sign.yaml"
    path.write_bytes(path.read_bytes().replace("张示例".encode(), "李示例".encode()))
    before = shelf.files()
    assert "PG562" in codes(shelf.add(destroy_of()))
    assert "PG562" in codes(shelf.issue("V1.2", 20))
    assert shelf.files() == before


def test_a_dropped_entry_is_not_written_over(shelf: Shelf) -> None:
    (shelf.entries / "0010-sign.yaml").unlink()
    before = shelf.files()
    assert codes(shelf.add(sign_of("V1.1", 12))) == ["PG585"]
    assert shelf.files() == before


def test_an_entry_that_came_without_its_archive_is_not_built_upon(shelf: Shelf) -> None:
    listed = (shelf.archive / "ledger.json").read_bytes()
    assert shelf.add(destroy_of()) == []
    (shelf.archive / "ledger.json").write_bytes(listed)
    assert codes(shelf.add(sign_of("V1.1"))) == ["PG586"]


def test_a_revision_is_archived_once(shelf: Shelf) -> None:
    before = shelf.files()
    assert codes(shelf.issue("V1.0", 20)) == ["PG597"]
    assert shelf.files() == before


def test_there_is_no_entry_without_its_files(shelf: Shelf) -> None:
    assert codes(shelf.add(issue_of("V1.2", 20, archive="a" * 64))) == ["PG581"]
    assert codes(Shelf(shelf.root, "xizhen/dian").add(adopt_of(scan="b" * 64 + ".pdf"))) == ["PG581"]


def test_an_entry_that_lacks_a_value_is_not_written(shelf: Shelf) -> None:
    before = shelf.files()
    problems = shelf.add(destroy_of(why=None))
    assert [(problem.code, problem.place.field) for problem in problems] == [("PG201", "原因")]
    assert [problem.code for problem in shelf.add(destroy_of(why="待定"))] == ["PG201"]
    assert shelf.files() == before


def test_more_than_one_folder_without_entry_is_nobodys_accident(shelf: Shelf) -> None:
    for number in ("V9.0", "V9.1"):
        shutil.copytree(shelf.archive / "V1.0", shelf.archive / number)
    assert codes(shelf.add(destroy_of())) == ["PG584", "PG584"]
    assert (shelf.archive / "V9.0").is_dir()


def test_a_scan_is_archived_and_found_again(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    with writing(shelf.workspace) as writer:
        name, problems = writer.archive_object(b"%PDF scan", ".PDF")
        assert problems == []
        assert name.endswith(".pdf")
        assert writer.append(SLUG, adopt_of("V1.0", scan=name))[1] == []
    assert at(shelf) == set()
    (match,), _problems = identify_bytes(shelf.workspace, b"%PDF scan")
    assert (match.number, match.role, match.is_in_force) == ("V1.0", "扫描件", True)


# ------------------------------------------------------------------------------------------------ what is destroyed


def test_a_register_is_destroyed_by_an_entry_and_everything_still_verifies(shelf: Shelf) -> None:
    assert shelf.add(destroy_of()) == []
    assert not (shelf.root / PERSONAL).exists()
    assert at(shelf) == set()
    said = [problem for problem in shelf.verify().problems if problem.code == "PG592"]
    assert [dict(problem.values) for problem in said] == [{"on": "2026-03-07", "witnesses": "张示例、李示例"}] * 2


def test_a_destroyed_register_that_comes_back_from_a_backup_is_named_and_taken_away(shelf: Shelf) -> None:
    assert shelf.add(destroy_of()) == []
    back = shelf.root / PERSONAL / "V1.0" / "人员名册.yaml"
    back.parent.mkdir(parents=True)
    back.write_bytes(b"schema: 1\npeople: []\n")
    assert at(shelf) == {("PG591", f"{PERSONAL}/V1.0/人员名册.yaml")}
    with writing(shelf.workspace) as writer:
        assert writer.open(SLUG)[1] == []
    assert not back.exists()


# ------------------------------------------------------------------------------------------------ files and codes


def test_a_file_says_which_revision_it_is_and_whether_that_holds(told: Shelf) -> None:
    def look(number: str, on: int | None) -> Match:
        content = parcel_of(number, "revision" if number[0] == "V" else "correction").files[1]
        found, problems = identify_bytes(told.workspace, content.data, None if on is None else day(on))
        assert problems == []
        (match,) = found
        return match

    old = look("V1.0", None)
    assert (old.slug, old.number, old.role, old.sameness) == (SLUG, "V1.0", "内部版.pdf", Sameness.EXACT)
    assert (old.state, old.is_in_force, old.in_force) == (State.REPLACED, False, "V1.1")
    assert [look("V1.0", on).is_in_force for on in (0, 1, 11, 12)] == [False, True, True, False]
    assert [look("V1.1", on).state for on in (11, 12)] == [State.COMING, State.IN_FORCE]
    assert [look("G-2026-01", on).is_in_force for on in (4, 11, 12)] == [True, True, False]


def test_a_file_that_differs_by_one_bit_is_another_file(told: Shelf) -> None:
    assert codes(identify_bytes(told.workspace, b"V1.0.pdf \xe7")[1]) == ["PG598"]


def word_file(*lines: str) -> bytes:
    """A Word file with these paragraphs."""
    import docx

    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def test_a_word_file_saved_again_is_known_by_its_words_and_an_altered_one_by_its_code(tmp_path: Path) -> None:
    from generator.facts.ledger.entries import CheckCode

    lines = ("云岭村应急预案", "校验码 0000-0000")
    code = code_of(lines, "V1.0")
    shelf = Shelf(tmp_path)
    assert shelf.issue("V1.0", codes=(CheckCode(edition="internal", code=code),)) == []
    for words, sameness in ((lines[0], Sameness.WORDS), ("云岭村应急预案（改）", Sameness.ALTERED)):
        (match,), problems = identify_bytes(shelf.workspace, word_file(words, f"校验码 {code}"))
        assert problems == []
        assert (match.number, match.role, match.sameness) == ("V1.0", "internal", sameness)
    assert codes(identify_bytes(shelf.workspace, word_file("别的文件"))[1]) == ["PG598"]
    (match,), _problems = identify_code(shelf.workspace, code.lower().replace("-", " "))
    assert (match.number, match.sameness, match.state) == ("V1.0", Sameness.CODE, State.DRAFT)
    assert codes(identify_code(shelf.workspace, "XXXX-XXXX")[1]) == ["PG599"]
    assert zipfile.is_zipfile(io.BytesIO(word_file("x")))


# ------------------------------------------------------------------------------------------------ elsewhere, later


def test_a_backup_is_restored_by_copying_it_back(shelf: Shelf, tmp_path: Path) -> None:
    shutil.copytree(shelf.root / "output/issued", tmp_path / "backup")
    for path in (shelf.root / "output/issued").rglob("*"):
        if path.is_file():
            path.chmod(0o644)
    shutil.rmtree(shelf.root / "output/issued")
    assert at(shelf) != set()
    shutil.copytree(tmp_path / "backup", shelf.root / "output/issued")
    assert at(shelf) == set()
    assert shelf.issue("V1.2", 20) == []


def test_a_clone_by_a_git_that_rewrites_line_ends_verifies(shelf: Shelf, tmp_path: Path) -> None:
    def git(*arguments: str, cwd: Path) -> None:
        environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
        who = ["-c", "user.name=x", "-c", "user.email=x@example.invalid"]
        command = ["git", *who, *arguments]
        subprocess.run(command, cwd=cwd, check=True, capture_output=True, env=environment)

    for name in (".gitattributes", ".gitignore"):
        shutil.copy(Path(__file__).resolve().parents[1] / name, shelf.root)
    for name in ("txt", "yaml"):
        (shelf.root / f"note.{name}").write_bytes(b"one\ntwo\n")
    git("init", "-q", cwd=shelf.root)
    git("add", ".", cwd=shelf.root)
    git("commit", "-q", "-m", "x", cwd=shelf.root)
    clone = tmp_path / "clone"
    git("clone", "-q", "-c", "core.autocrlf=true", str(shelf.root), str(clone), cwd=tmp_path)
    assert (clone / "note.txt").read_bytes() == b"one\r\ntwo\r\n"
    assert at(Shelf(clone)) == set()
    without = {name: data for name, data in shelf.files().items() if not name.startswith("output/personal/")}
    assert Shelf(clone).files() == without  # registers never go into git


def test_an_archive_of_format_1_verifies_as_long_as_plangen_lives(tmp_path: Path) -> None:
    """`tests/archives/format-1` was written once, by the version that introduced the format, and never again."""
    shutil.copytree(FORMAT_1, tmp_path / "w")
    shelf = Shelf(tmp_path / "w")
    done = shelf.verify()
    assert codes(done) == []
    assert (done.entries, done.numbers, done.files) == (10, 3, 15)
    assert shelf.issue("V1.2", 20) == []
    assert at(shelf) == set()


def test_the_description_of_the_format_names_every_kind_and_every_key() -> None:
    text = (Path(__file__).resolve().parents[1] / "docs" / "archive-format.md").read_text("utf-8")
    rows = {row.split("`")[1]: row for row in text.splitlines() if row.startswith("| `")}
    common = set(columns(LedgerEntry))
    for kind, record in TYPES.items():
        own = [key for key in columns(record) if key not in common]
        assert re.findall(r"`([a-z0-9_]+)`", rows[kind].split("|")[3]) == own
    assert {"schema", "on", "by", "previous", "note"} <= set(rows)
