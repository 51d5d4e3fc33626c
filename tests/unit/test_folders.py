"""A folder or zip file appears whole, in the place of the old one, or not at all."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from generator import folders
from generator.problems import PlangenError


def fill(target: Path, *, root: Path, as_zip: bool = False, **contents: bytes) -> None:
    with folders.shelf(target, as_zip=as_zip, root=root) as shelf:
        for name, data in contents.items():
            shelf.add(f"夹/{name}", data)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("as_zip", [False, True])
def test_nothing_is_there_before_all_is_there(tmp_path: Path, as_zip: bool) -> None:
    target = tmp_path / "包"
    with folders.shelf(target, as_zip=as_zip, root=tmp_path) as shelf:
        shelf.add("a", b"1")
        assert not target.exists()
    assert names(tmp_path) == ["包"]


@pytest.mark.parametrize("as_zip", [False, True])
def test_what_fails_leaves_the_old_one_as_it_was(tmp_path: Path, as_zip: bool) -> None:
    target = tmp_path / "包"
    fill(target, as_zip=as_zip, root=tmp_path, old=b"1")
    with pytest.raises(KeyError), folders.shelf(target, as_zip=as_zip, root=tmp_path) as shelf:  # noqa: PT012
        shelf.add("new", b"2")
        raise KeyError
    assert names(tmp_path) == ["包"]
    if not as_zip:
        assert names(target / "夹") == ["old"]


def test_a_new_folder_takes_the_place_of_the_old_one_and_nothing_of_that_is_left(tmp_path: Path) -> None:
    target = tmp_path / "包"
    fill(target, root=tmp_path, old=b"1", same=b"1")
    fill(target, root=tmp_path, new=b"2", same=b"2")
    assert names(target / "夹") == ["new", "same"]
    assert names(tmp_path) == ["包"]


@pytest.mark.parametrize("as_zip", [False, True])
def test_what_is_not_wanted_changes_nothing(tmp_path: Path, as_zip: bool) -> None:
    target = tmp_path / "包"
    with folders.shelf(target, as_zip=as_zip, root=tmp_path) as shelf:
        shelf.add("a", b"1")
        shelf.is_wanted = False
    assert names(tmp_path) == []


def test_a_zip_has_the_same_bytes_each_time_and_its_names_are_utf_8(tmp_path: Path) -> None:
    for name in ("a.zip", "b.zip"):
        fill(tmp_path / name, as_zip=True, root=tmp_path, 内部版=b"x" * 1000, 公示版=b"y")
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.zip") as package:
        assert [member.filename for member in package.infolist()] == ["夹/内部版", "夹/公示版"]
        assert all(member.flag_bits & 0x800 for member in package.infolist())
        assert {member.date_time for member in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_what_cannot_be_written_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(PlangenError) as told:
        fill(tmp_path / "file" / "包", root=tmp_path, a=b"1")
    assert [problem.code for problem in told.value.problems] == ["PG007"]


def test_nothing_is_written_outside_the_root(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    with pytest.raises(PlangenError) as told:
        fill(tmp_path / "in" / ".." / "包", root=tmp_path / "in", a=b"1")
    assert [problem.code for problem in told.value.problems] == ["PG005"]
    assert names(tmp_path) == ["in"]


def test_what_killed_work_left_aside_is_swept(tmp_path: Path) -> None:
    (tmp_path / ".plangen-1.tmp").mkdir()
    (tmp_path / ".plangen-1.tmp" / "f").write_bytes(b"")
    (tmp_path / ".plangen-2.old.tmp").write_bytes(b"")
    (tmp_path / "包").mkdir()
    folders.sweep(tmp_path)
    assert names(tmp_path) == ["包"]
