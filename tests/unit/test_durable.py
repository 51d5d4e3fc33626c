"""What must not be lost: made once, whole or not at all, and never outside the workspace."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from generator import durable


def codes_of(problems: list[object]) -> list[str]:
    return [getattr(problem, "code", "") for problem in problems]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_made_once(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b.yaml"
    assert durable.create(path, b"one", tmp_path) == (True, [])
    assert durable.create(path, b"two", tmp_path) == (False, [])
    assert path.read_bytes() == b"one"
    assert names(path.parent) == ["b.yaml"]


def test_a_file_is_made_once_where_there_are_no_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_paths: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refused)
    path = tmp_path / "b.yaml"
    assert durable.create(path, b"one", tmp_path) == (True, [])
    assert durable.create(path, b"two", tmp_path) == (False, [])
    assert path.read_bytes() == b"one"
    assert names(tmp_path) == ["b.yaml"]


def test_what_a_killed_process_of_the_same_number_left_is_in_nobodys_way(tmp_path: Path) -> None:
    (tmp_path / f".plangen-{os.getpid()}-b.yaml.tmp").write_bytes(b"half")
    (tmp_path / f".plangen-{os.getpid()}-V1.0.tmp" / "sub").mkdir(parents=True)
    assert durable.create(tmp_path / "b.yaml", b"one", tmp_path) == (True, [])
    assert durable.create_folder(tmp_path / "V1.0", {"a": b"1"}, tmp_path) == (True, [])
    assert names(tmp_path) == ["V1.0", "b.yaml"]


def test_a_folder_is_made_once_with_everything_in_it_read_only(tmp_path: Path) -> None:
    folder = tmp_path / "V1.0"
    assert durable.create_folder(folder, {"a": b"1", "b": b"2"}, tmp_path) == (True, [])
    assert durable.create_folder(folder, {"c": b"3"}, tmp_path) == (False, [])
    assert names(folder) == ["a", "b"]
    assert stat.S_IMODE((folder / "a").stat().st_mode) == 0o444


def test_nothing_is_made_or_removed_outside_the_workspace(tmp_path: Path) -> None:
    inside, outside = tmp_path / "w", tmp_path / "o"
    inside.mkdir()
    outside.mkdir()
    (outside / "x").write_bytes(b"x")
    (inside / "link").symlink_to(outside)
    for path in (outside / "x", inside / "link" / "x", inside / ".." / "o" / "x"):
        assert codes_of([*durable.create(path, b"1", inside)[1]]) == ["PG005"]
        assert codes_of([*durable.create_folder(path, {}, inside)[1]]) == ["PG005"]
        assert codes_of([*durable.mark(path, inside)]) == ["PG005"]
        assert codes_of([*durable.remove(path, inside)]) == ["PG005"]
        assert codes_of([*durable.rename(path, "y", inside)]) == ["PG005"]
        assert codes_of([*durable.digest(path, inside)[1]]) == ["PG005"]
    assert (outside / "x").read_bytes() == b"x"


def test_a_link_is_removed_and_not_what_it_leads_to(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "x").write_bytes(b"x")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "link").symlink_to(tmp_path / "there")
    assert durable.tree(tmp_path / "folder", tmp_path) == (["link"], [])
    assert durable.remove(tmp_path / "folder", tmp_path) == []
    assert names(tmp_path / "there") == ["x"]


def test_a_name_that_is_taken_is_not_taken_away(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"a")
    (tmp_path / "b").write_bytes(b"b")
    assert codes_of([*durable.rename(tmp_path / "a", "b", tmp_path)]) == ["PG007"]
    assert durable.rename(tmp_path / "a", "c", tmp_path) == []
    assert [(name, (tmp_path / name).read_bytes()) for name in names(tmp_path)] == [("b", b"b"), ("c", b"a")]


def test_everything_below_a_folder_is_told_hidden_and_empty_ones_too(tmp_path: Path) -> None:
    (tmp_path / "empty" / "inner").mkdir(parents=True)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / ".hidden").write_bytes(b"")
    assert durable.tree(tmp_path, tmp_path) == (["empty/inner/", "full/.hidden"], [])
    assert durable.tree(tmp_path / "nowhere", tmp_path) == ([], [])


def test_what_is_no_file_has_no_digest(tmp_path: Path) -> None:
    assert durable.digest(tmp_path / "nowhere", tmp_path)[0] == ""
    assert codes_of([*durable.digest(tmp_path, tmp_path.parent)[1]]) != []
    assert durable.remove(tmp_path / "nowhere", tmp_path) == []
    durable.mark(tmp_path / "mark", tmp_path)
    assert durable.mark(tmp_path / "mark", tmp_path) == []
