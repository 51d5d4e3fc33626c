"""Thirty kinds of broken community beside good ones: each is reported at its place, and all good ones are built."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from few import few
from few import names
from workspace import Workspace

SOURCE = "plans/lingjiao/yunling"
GOOD = {"云栖苑社区", "望礁村"}
Break = Callable[[Path], None]


def profile(change: Callable[[bytes], bytes]) -> Break:
    """Breaks a profile by what it makes of its bytes."""

    def change_profile(folder: Path) -> None:
        path = folder / "profile.yaml"
        path.write_bytes(change(path.read_bytes()))

    return change_profile


def said(old: str, new: str) -> Break:
    """A profile that says something else in one place."""

    def change(data: bytes) -> bytes:
        text = data.decode()
        assert old in text, old
        return text.replace(old, new, 1).encode()

    return profile(change)


def file(name: str, content: bytes) -> Break:
    """Another file of the community with this content."""

    def write(folder: Path) -> None:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)

    return write


def gone(name: str) -> Break:
    """A community without one of its files."""
    return lambda folder: (folder / name).unlink()


def folder_instead(folder: Path) -> None:
    """A folder where the profile should be."""
    (folder / "profile.yaml").unlink()
    (folder / "profile.yaml").mkdir()


def pipe_instead(folder: Path) -> None:
    """A named pipe where the register should be."""
    import os

    (folder / "register.yaml").unlink()
    os.mkfifo(folder / "register.yaml")


def link_out(folder: Path) -> None:
    """A profile that is a link out of the workspace."""
    path = folder / "profile.yaml"
    outside = folder.parents[3] / "outside.yaml"
    shutil.copyfile(path, outside)
    path.unlink()
    path.symlink_to(outside)


def link_loop(folder: Path) -> None:
    """A profile that is a link to itself."""
    path = folder / "profile.yaml"
    path.unlink()
    path.symlink_to("profile.yaml")


SOUND = "nothing"  # so that it is the break that is told, and not the copy
BILLION = b"\n".join(
    [b"a: &a [x,x,x,x,x,x,x,x,x]"]
    + [b"%c: &%c [*%c,*%c,*%c,*%c,*%c,*%c,*%c,*%c,*%c]" % (i + 1, i + 1, *[i] * 9) for i in range(ord("a"), ord("i"))]
)

# Kind, what is done to a copy of a good community, and the file below it in which a problem must be told; empty where
# the problem is of another file.
KINDS: dict[str, tuple[Break, str]] = {
    SOUND: (lambda _folder: None, ""),
    "empty": (profile(lambda _data: b""), "profile.yaml"),
    "only a comment": (profile(lambda _data: b"# nothing\n"), "profile.yaml"),
    "a list instead of a map": (profile(lambda data: b"- " + data.replace(b"\n", b"\n  ")), "profile.yaml"),
    "a single word": (profile(lambda _data: b"profile\n"), "profile.yaml"),
    "zeros": (profile(lambda _data: b"\0" * 4096), "profile.yaml"),
    "a Word file": (profile(lambda _data: b"PK\x03\x04" + bytes(range(256)) * 40), "profile.yaml"),
    "huge": (profile(lambda data: data + b"# " + b"x" * (2 << 20) + b"\n"), "profile.yaml"),
    "UTF-16": (profile(lambda data: data.decode().encode("utf-16")), ""),
    "neither UTF-8 nor GBK": (profile(lambda data: data[:400] + b"\xff\xfe\x81\xff" + data[400:]), "profile.yaml"),
    "cut off": (profile(lambda data: data[: data.index(b"contacts:") + 40]), "profile.yaml"),
    "a tab": (said("\nissue:\n  signer", "\nissue:\n\tsigner"), "profile.yaml"),
    "a key twice": (said("\nkind: 村", "\nkind: 村\nkind: 社区"), "profile.yaml"),
    "two documents": (profile(lambda data: data + b"---\n" + data), "profile.yaml"),
    "cyclic aliases": (said("\nissue:", "\nloop: &l [*l]\nissue:"), "profile.yaml"),
    "an alias of nothing": (said("\nkind: 村", "\nkind: *nothing"), "profile.yaml"),
    "aliases that explode": (profile(lambda _data: BILLION), "profile.yaml"),
    "deeply nested": (profile(lambda data: data + b"deep: " + b"[" * 5000 + b"]" * 5000 + b"\n"), "profile.yaml"),
    "a Python object": (said("\nkind: 村", "\nkind: !!python/object/apply:os.system [id]"), "profile.yaml"),
    "another schema": (said("schema: 1", "schema: 7"), "profile.yaml"),
    "an unknown key": (said("\nkind: 村", "\nkinds: 村"), "profile.yaml"),
    "an unknown word": (said("\nkind: 村", "\nkind: 村子"), "profile.yaml"),
    "a number where a map belongs": (said("\nissue:\n", "\nissue: 3\nx_issue:\n"), "profile.yaml"),
    "a code of another length": (said('code: "33990110', 'code: "33990'), "profile.yaml"),
    "a day that is none": (said("reviewed_on: 2026-10-20", "reviewed_on: 2026-02-31"), "profile.yaml"),
    "a bell in a text": (said("\nkind: 村", '\nkind: "村\\a"'), "profile.yaml"),
    "half a character": (said("\nkind: 村", '\nkind: "\\uD83D"'), "profile.yaml"),
    "a person who is in no list": (said("  signer: 郑示例", "  signer: 甄示例"), "profile.yaml"),
    "a figure that is not there": (gone("figures/risk.png"), ""),
    "a figure that is no picture": (file("figures/risk.png", b"no picture"), ""),
    "a broken drill": (file("drills/2026-01-01-fire.yaml", b"schema: 1\nhazard: [\n"), "drills/2026-01-01-fire.yaml"),
    "a broken register": (file("register.yaml", b"people: {\n"), "register.yaml"),
    "a folder instead of a file": (folder_instead, "profile.yaml"),
    "a pipe instead of a register": (pipe_instead, "register.yaml"),
    "a link out of the workspace": (link_out, "profile.yaml"),
    "a link to itself": (link_loop, "profile.yaml"),
    "a figure outside": (said("file: risk.png", "file: ../../../../../etc/passwd"), ""),
}


@pytest.fixture(scope="module")
def district(tmp_path_factory: pytest.TempPathFactory) -> tuple[Workspace, dict[str, str]]:
    """A workspace with a broken community of each kind, by name, and two good ones."""
    found = few(tmp_path_factory.mktemp("broken") / "w", SOURCE.removeprefix("plans/"), *_good())
    source = found.root / SOURCE
    roster = yaml.safe_load((found.root / "plans/roster.yaml").read_text("utf-8"))
    town = next(town for town in roster["towns"] if town["folder"] == "lingjiao")
    folders: dict[str, str] = {}
    for number, (kind, (breaks, _file)) in enumerate(KINDS.items()):
        name = f"破{number}村"
        target = source.with_name(f"broken{number}")
        shutil.copytree(source, target)
        text = (target / "profile.yaml").read_text("utf-8").replace("\nname: 云岭村", f"\nname: {name}", 1)
        (target / "profile.yaml").write_text(text.replace('code: "339901104207"', f'code: "3399011043{number:02d}"', 1))
        town["communities"].append(
            {"code": f"3399011043{number:02d}", "name": name, "kind": "村", "folder": f"broken{number}"}
        )
        folders[kind] = name
        breaks(target)
    shutil.rmtree(source)
    squads = source.with_name("town.yaml")
    listed = ", ".join(folders.values())
    squads.write_text(squads.read_text("utf-8").replace("云岭村]", f"{listed}]", 1), "utf-8")
    (found.root / "plans/roster.yaml").write_text(yaml.safe_dump(roster, allow_unicode=True, sort_keys=False))
    return found, folders


def _good() -> list[str]:
    return ["haijiao/wangjiao", "xincheng/yunqiyuan"]


def test_there_are_thirty_kinds() -> None:
    assert len(KINDS) >= 30


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_all_good_ones_are_built_and_each_bad_one_is_told_at_its_place(
    district: tuple[Workspace, dict[str, str]], jobs: str
) -> None:
    workspace, folders = district
    done = workspace.build("--all", "-j", jobs, "--json")
    assert done.code == 1
    assert done.err == ""
    assert names(done, "built") >= GOOD | {folders[SOUND]}
    errors = {p["place"].get("file", "") for p in done.problems if p["severity"] == "error"}
    wrong = {}
    for number, (kind, name) in enumerate(folders.items()):
        where = KINDS[kind][1]
        fails = name in names(done, "failed")
        if where and f"plans/lingjiao/broken{number}/{where}" not in errors:
            wrong[kind] = "not told there"
        elif where and not fails:
            wrong[kind] = "built"
    assert wrong == {}
    assert "PG804" not in {p["code"] for p in done.problems}
    assert "PG901" not in done.out


def test_people_are_told_in_lines_without_a_traceback(district: tuple[Workspace, dict[str, str]]) -> None:
    workspace, _folders = district
    done = workspace.build("--all")
    assert done.code == 1
    assert "Traceback" not in done.out + done.err
    assert "next: mend the profiles" in done.out
    assert "\x07" not in done.out


def test_looking_and_checking_survive_too(district: tuple[Workspace, dict[str, str]]) -> None:
    workspace, _folders = district
    assert workspace.run("status").code == 1
    assert workspace.run("check", "--all").code == 1
