"""Fifty kinds of broken community beside good ones: each is reported at its place, and all good ones are built."""

from __future__ import annotations

import errno
import os
import shutil
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from few import few
from few import names
from wml import PNG
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


def folder_instead_of(name: str) -> Break:
    """A folder where a file should be."""

    def replace(folder: Path) -> None:
        (folder / name).unlink()
        (folder / name).mkdir()

    return replace


def file_instead_of(name: str) -> Break:
    """A file where a folder should be."""

    def replace(folder: Path) -> None:
        shutil.rmtree(folder / name)
        (folder / name).write_bytes(b"nothing")

    return replace


def pipe_instead_of(name: str) -> Break:
    """A named pipe where a file should be."""

    def replace(folder: Path) -> None:
        (folder / name).unlink(missing_ok=True)
        os.mkfifo(folder / name)

    return replace


def link_to(target: str) -> Break:
    """A profile that is a link to something of the system's."""

    def replace(folder: Path) -> None:
        (folder / "profile.yaml").unlink()
        (folder / "profile.yaml").symlink_to(target)

    return replace


def other_register(folder: Path) -> None:
    """The register of another community: it names points and shelters that this one has not."""
    shutil.copyfile(folder.parents[1] / "haijiao/wangjiao/register.yaml", folder / "register.yaml")


def sized(width: int, height: int) -> bytes:
    """A small PNG file that says it is a large picture."""
    header = struct.pack(">4sLLBBBBB", b"IHDR", width, height, 1, 0, 0, 0, 0)
    return PNG[:12] + header + struct.pack(">L", zlib.crc32(header)) + PNG[33:]


def many_keys() -> bytes:
    return b"".join(b"k%d: 1\n" % number for number in range(60_000))


def many_steps() -> bytes:
    return b"deep:\n" + b"".join(b" " * step + b"a:\n" for step in range(1, 1200))


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
    "a figure that is not there": (gone("figures/risk.png"), "figures/risk.png"),
    "a figure that is no picture": (file("figures/risk.png", b"no picture"), "figures/risk.png"),
    "an empty figure": (file("figures/risk.png", b""), "figures/risk.png"),
    "a figure that is cut off": (file("figures/risk.png", PNG[:-20]), "figures/risk.png"),
    "a figure that explodes": (file("figures/risk.png", sized(30_000, 30_000)), "figures/risk.png"),
    "a figure that is a zip file": (file("figures/risk.png", b"PK\x03\x04" + bytes(100)), "figures/risk.png"),
    "a huge figure": (file("figures/risk.png", PNG + bytes(21 << 20)), "figures/risk.png"),
    "a folder instead of a figure": (folder_instead_of("figures/risk.png"), "figures/risk.png"),
    "a file instead of the drills": (file_instead_of("drills"), "drills"),
    "a pipe among the drills": (pipe_instead_of("drills/2026-02-02-fire.yaml"), "drills/2026-02-02-fire.yaml"),
    "a pipe instead of the profile": (pipe_instead_of("profile.yaml"), "profile.yaml"),
    "a link to what never ends": (link_to("/dev/zero"), "profile.yaml"),
    "somebody else's register": (other_register, "register.yaml"),
    "a broken drill": (file("drills/2026-01-01-fire.yaml", b"schema: 1\nhazard: [\n"), "drills/2026-01-01-fire.yaml"),
    "a broken register": (file("register.yaml", b"people: {\n"), "register.yaml"),
    "a folder instead of a file": (folder_instead_of("profile.yaml"), "profile.yaml"),
    "a pipe instead of a register": (pipe_instead_of("register.yaml"), "register.yaml"),
    "more keys than anybody writes": (profile(lambda data: data + many_keys()), "profile.yaml"),
    "more steps than anybody takes": (profile(lambda data: data + many_steps()), "profile.yaml"),
    "half a character as bytes": (
        profile(lambda data: data.replace(b"\nkind: ", b"\nkind: \xed\xa0\xbd")),
        "profile.yaml",
    ),
    "no number": (said("\n  households: ", "\n  households: .nan #"), "profile.yaml"),
    "a number without an end": (said("\n  households: ", "\n  households: " + "9" * 5000 + " #"), "profile.yaml"),
    "a name that leads elsewhere": (said("\nname: ", "\nname: ../../../"), "profile.yaml"),
    "a name that Windows keeps for itself": (said("\nname: ", "\nname: CON #"), "profile.yaml"),
    "a name that fills three lines": (said("\nname: ", "\nname: " + "长" * 300), "profile.yaml"),
    "a figure with a null in its name": (said("file: risk.png", 'file: "ri\\0sk.png"'), "profile.yaml"),
    "keys from elsewhere": (said("\nkind: 村", "\n<<: {kind: 村}\nkind: 村"), "profile.yaml"),
    "a link out of the workspace": (link_out, "profile.yaml"),
    "a link to itself": (link_loop, "profile.yaml"),
    "a figure outside": (said("file: risk.png", "file: ../../../../../etc/passwd"), "profile.yaml"),
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


def test_there_are_fifty_kinds() -> None:
    assert len(KINDS) > 50


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


def test_what_stops_many_is_told_once_with_how_many(tmp_path: Path) -> None:
    district = few(tmp_path / "w", "lingjiao/yunling")
    for name in ("chakeng", "lingjiaocun", "shimenkeng", "yanping"):
        district.write(f"plans/lingjiao/{name}/profile.yaml", "schema: 1\n")
    district.change("plans/lingjiao/town.yaml", "schema: 1", "schema: [")
    for command in ("build", "status"):
        done = district.run(command, "--all")
        assert done.code == 1
        told = [line for line in done.out.splitlines() if "plans/lingjiao/town.yaml" in line and "-->" not in line]
        assert len(told) == 1
        assert " and 2 others: " in told[0]


def test_a_disk_that_takes_nothing_is_told_once_with_what_to_do(tmp_path: Path) -> None:
    district = few(tmp_path / "w")
    (district.root / "output").write_bytes(b"a file instead of the folder for drafts")
    done = district.build("--all")
    assert done.code == 1
    assert "next: see to it that drafts can be written in output, then build again" in done.out
    assert sum("output/drafts [PG" in line for line in done.out.splitlines()) == 1


def test_a_town_that_may_not_be_read_stops_no_other_and_loses_no_draft(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    district = few(tmp_path / "w")
    assert district.build("--all").code == 0
    real = os.scandir

    def refusing(path: str) -> object:
        if "plans/haijiao" in str(path):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return real(path)

    (district.root / "plans/haijiao/new").mkdir()  # so that the town is looked into again
    drafts = district.drafts()
    with monkeypatch.context() as patch:
        patch.setattr(os, "scandir", refusing)
        done = district.build("--all", "--prune", "--force", "--json")
    assert done.code == 1
    assert names(done, "built") == {"云岭村", "云栖苑社区"}
    assert "望礁村" in names(done, "failed")
    assert ("PG003", "plans/haijiao", 0) in done.lines
    assert district.drafts() == drafts
    assert district.build("--all").code == 0


def test_looking_and_checking_survive_too(district: tuple[Workspace, dict[str, str]]) -> None:
    workspace, _folders = district
    assert workspace.run("status").code == 1
    assert workspace.run("check", "--all").code == 1
