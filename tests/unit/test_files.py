"""Disk: what can go wrong is a value; what is written is whole or not there."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from full_disk import small_files
from hypothesis import given
from hypothesis import strategies as st

from generator import files
from generator.legal import legal_name
from generator.problems import PlangenError
from generator.problems import Problem


def codes(problems: list[Problem]) -> list[str]:
    return [problem.code for problem in problems]


def test_reads_a_file_with_a_chinese_name(tmp_path: Path) -> None:
    path = tmp_path / "云岭村" / "档案.yaml"
    assert files.write_text(path, "名称: 云岭村\n") == []
    assert files.read_bytes(path, 100) == ("名称: 云岭村\n".encode(), [])


def test_a_file_at_its_limit_is_read_and_one_byte_more_is_not(tmp_path: Path) -> None:
    path = tmp_path / "f"
    path.write_bytes(b"12345")
    assert files.read_bytes(path, 5)[0] == b"12345"
    assert codes(files.read_bytes(path, 4)[1]) == ["PG002"]


def test_places_are_relative_to_the_workspace_with_slashes(tmp_path: Path) -> None:
    _data, problems = files.read_bytes(tmp_path / "plans" / "没有.yaml", 10, root=tmp_path)
    assert codes(problems) == ["PG001"]
    assert problems[0].place.file == "plans/没有.yaml"


def test_a_path_out_of_the_workspace_is_refused_even_if_it_exists(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("x")
    root = tmp_path / "workspace"
    root.mkdir()
    assert codes(files.read_bytes(root / ".." / "secret", 10, root=root)[1]) == ["PG005"]
    assert codes(files.write_bytes(root / ".." / "secret", b"y", root=root)) == ["PG005"]
    assert codes(files.remove(root / ".." / "secret", root=root)) == ["PG005"]
    assert (tmp_path / "secret").read_text() == "x"


def test_a_name_that_the_locale_cannot_spell_is_said_to_be_none(tmp_path: Path) -> None:
    """Not to lead out of the workspace. On Windows and macOS no locale changes the letters of file names."""
    code = (
        "import pathlib, sys; from generator import files\n"
        f"root = pathlib.Path({str(tmp_path)!r})\n"
        "path = root / '\\u6751' / '\\u6863.yaml'\n"
        "found = [*files.write_bytes(path, b'', root=root), *files.write_bytes(path, b'')]\n"
        "found += files.remove(path, root=root)\n"
        "print(sys.getfilesystemencoding(), [p.code for p in found + files.read_bytes(path, 9, root=root)[1]])"
    )
    environment = os.environ | {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, check=True, timeout=60)
    assert done.stdout.decode().strip() in {
        "ascii ['PG011', 'PG011', 'PG011', 'PG011']",
        "utf-8 ['PG001']",
    }


def test_a_link_that_leads_out_of_the_workspace_is_refused(tmp_path: Path) -> None:
    (tmp_path / "outside.docx").write_bytes(b"x")
    root = tmp_path / "workspace"
    root.mkdir()
    (root / "link.docx").symlink_to(tmp_path / "outside.docx")
    assert codes(files.read_bytes(root / "link.docx", 10, root=root)[1]) == ["PG005"]
    assert files.list_docx(root, root=root)[0] == []
    assert codes(files.list_docx(root, root=root)[1]) == ["PG005"]


def test_a_workspace_reached_through_a_link_is_still_one(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert files.write_bytes(tmp_path / "link" / "f", b"1", root=tmp_path / "link") == []
    assert files.read_bytes(tmp_path / "real" / "f", 1, root=tmp_path / "link") == (b"1", [])


def test_a_loop_of_links_is_a_problem_and_no_crash(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    assert len(files.read_bytes(tmp_path / "a", 10, root=tmp_path)[1]) == 1
    assert len(files.read_bytes(tmp_path / "a", 10)[1]) == 1


def test_a_folder_in_the_place_of_a_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "profile.yaml").mkdir()
    assert codes(files.read_bytes(tmp_path / "profile.yaml", 10)[1]) == ["PG006"]
    assert codes(files.write_bytes(tmp_path / "profile.yaml", b"")) == ["PG006"]


def test_a_pipe_does_not_hang_the_reader(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert codes(files.read_bytes(tmp_path / "pipe", 10)[1]) == ["PG006"]


def closed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing: from now on the system lets nobody into the folder."""

    def refusing(real: Callable[..., Any]) -> Callable[..., Any]:
        def ask(path: Any, *arguments: Any, **named: Any) -> Any:  # noqa: ANN401  (whatever the system is asked)
            if str(path).startswith(str(folder)):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
            return real(path, *arguments, **named)

        return ask

    for name in ("scandir", "listdir", "lstat", "open"):
        monkeypatch.setattr(os, name, refusing(getattr(os, name)))


def test_a_folder_that_may_not_be_read_is_said_to_be_that_and_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "drills").mkdir()
    closed(tmp_path / "drills", monkeypatch)
    assert codes(files.list_files(tmp_path / "drills", ".yaml", root=tmp_path)[1]) == ["PG003"]
    with pytest.raises(PlangenError) as raised:
        files.listed(f"{tmp_path}/drills", str(tmp_path))
    (problem,) = raised.value.problems
    assert (problem.code, problem.place.file) == ("PG003", "drills")


def test_what_is_behind_a_closed_door_does_not_count_as_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not files.is_there(f"{tmp_path}/a/profile.yaml")
    assert not files.is_there(f"{tmp_path}/a\0b")
    closed(tmp_path / "a", monkeypatch)
    assert files.is_there(f"{tmp_path}/a/profile.yaml")


def test_a_file_in_the_place_of_a_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "drills").write_bytes(b"")
    assert codes(files.list_files(tmp_path / "drills", ".yaml")[1]) == ["PG003"]


def test_a_new_file_that_cannot_be_filled_is_not_left_half_written(tmp_path: Path) -> None:
    with small_files(4), pytest.raises(OSError, match="large"):
        files.create_text(tmp_path / "lock", "who, where, since when")
    assert list(tmp_path.iterdir()) == []
    assert files.create_text(tmp_path / "lock", "who")
    assert not files.create_text(tmp_path / "lock", "who else")
    assert (tmp_path / "lock").read_text() == "who"


def test_a_name_with_a_null_is_a_problem_and_no_crash(tmp_path: Path) -> None:
    assert len(files.read_bytes(tmp_path / "a\0b", 10, root=tmp_path)[1]) == 1
    assert len(files.write_bytes(tmp_path / "a\0b", b"")) == 1


def test_writing_replaces_and_keeps_permissions_and_leaves_no_litter(tmp_path: Path) -> None:
    path = tmp_path / "f"
    path.write_bytes(b"old")
    path.chmod(0o640)
    assert files.write_bytes(path, b"new") == []
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert [entry.name for entry in tmp_path.iterdir()] == ["f"]


def test_a_new_file_gets_the_permissions_that_any_new_file_gets(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        files.write_bytes(tmp_path / "f", b"")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "f").stat().st_mode) == 0o640


def test_litter_of_a_killed_process_of_the_same_number_is_no_obstacle(tmp_path: Path) -> None:
    handle, aside = files._open_aside(tmp_path / "f")
    os.close(handle)
    assert files.write_bytes(tmp_path / "f", b"new") == []
    assert aside.exists()


@pytest.mark.parametrize(("number", "code"), [(errno.ENOSPC, "PG008"), (errno.EACCES, "PG007"), (errno.EIO, "PG007")])
def test_a_write_that_fails_leaves_the_old_file_and_no_litter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    path = tmp_path / "f"
    path.write_bytes(b"old")

    def refuse(_handle: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", refuse)
    assert codes(files.write_bytes(path, b"new")) == [code]
    assert path.read_bytes() == b"old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["f"]


def test_ctrl_c_while_writing_leaves_no_litter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_handle: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        files.write_bytes(tmp_path / "f", b"new")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_windows_says_is_open_elsewhere_is_called_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "f").write_bytes(b"")
    sharing_violation = PermissionError(errno.EACCES, "denied")
    sharing_violation.winerror = 32  # type: ignore[attr-defined,unused-ignore]

    def refuse(*_arguments: object) -> None:
        raise sharing_violation

    monkeypatch.setattr(os, "open", refuse)
    assert codes(files.read_bytes(tmp_path / "f", 1)[1]) == ["PG004"]
    assert codes(files.write_bytes(tmp_path / "f", b"")) == ["PG004"]


def test_the_reason_of_a_refusal_names_no_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "f").write_bytes(b"")

    def refuse(path: Path, _flags: int) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(os, "open", refuse)
    problems = files.read_bytes(tmp_path / "f", 1)[1]
    assert codes(problems) == ["PG003"]
    assert problems[0].values == (("reason", os.strerror(errno.EACCES)),)


def test_removing_what_is_not_there_is_fine(tmp_path: Path) -> None:
    (tmp_path / "f").write_bytes(b"")
    assert files.remove(tmp_path / "f", root=tmp_path) == []
    assert files.remove(tmp_path / "f", root=tmp_path) == []


def test_lists_word_files_in_one_order_without_lock_files_and_hidden_ones(tmp_path: Path) -> None:
    for name in ["b/2.docx", "b/1.DOCX", "a.docx", "~$a.docx", ".~b.docx", ".hidden/x.docx", "note.txt", "b/~$1.docx"]:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    found, problems = files.list_docx(tmp_path, root=tmp_path)
    assert [path.relative_to(tmp_path).as_posix() for path in found] == ["a.docx", "b/1.DOCX", "b/2.docx"]
    assert problems == []


def test_a_missing_folder_lists_as_empty_and_a_loop_of_folders_ends(tmp_path: Path) -> None:
    assert files.list_docx(tmp_path / "none") == ([], [])
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "again").symlink_to(tmp_path)
    assert files.list_docx(tmp_path) == ([], [])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("云岭村", "云岭村"),
        ("a/b\\c:d", "a_b_c_d"),
        ("CON", "CON_"),
        ("nul.docx", "nul_.docx"),
        ("com1", "com1_"),
        ("COM¹.txt", "COM¹_.txt"),
        ("尾. ", "尾"),
        ("..", "_"),
        ("", "_"),
        ("行\n二", "行_二"),
        ("e\u0301", "é"),
        ("村" * 100, "村" * 66),
    ],
)
def test_names_become_legal_everywhere(text: str, name: str) -> None:
    assert legal_name(text) == name


@given(st.text(max_size=300))
def test_every_text_becomes_a_name_that_windows_takes(text: str) -> None:
    name = legal_name(text)
    assert name
    assert not set(name) & set('<>:"/\\|?*')
    assert name == name.strip(" .")
    assert all(ord(char) >= 32 for char in name)
    assert len(name.encode()) <= 255
    assert legal_name(name) == name


def test_an_undecodable_name_is_shown_and_not_raised(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"\xb4\xe5.yaml")
    assert "\\udcb4" in files.shown(path, tmp_path)


def test_the_cache_is_the_users_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("PLANGEN_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(sys, "platform", "linux")
    assert files.cache_folder() == tmp_path / "plangen"
    monkeypatch.setattr(sys, "platform", "darwin")
    assert files.cache_folder().parts[-3:] == ("Library", "Caches", "plangen")
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    assert files.cache_folder() == tmp_path / "plangen" / "Cache"


def test_room_is_measured_at_the_nearest_folder_that_exists(tmp_path: Path) -> None:
    assert (files.free_bytes(tmp_path / "not" / "yet") or 0) > 0
